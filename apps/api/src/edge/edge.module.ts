import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { ProblemFilter } from './errors/problem.filter';
import { RouteMethods } from './http/route-methods';
import { Readiness } from './http/service-routes';

/** What every process that speaks HTTP has, whichever planes it serves. */
@Module({
  providers: [RouteMethods, Readiness, { provide: APP_FILTER, useClass: ProblemFilter }],
  exports: [RouteMethods, Readiness],
})
export class EdgeModule {}
