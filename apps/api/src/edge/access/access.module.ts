import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { MemberSessions } from '../sessions/member-sessions.service';
import { AccessGuard } from './access.guard';
import { Callers } from './callers.service';

/** Who may call what. Importing it puts the guard before every Nest route of the process. */
@Module({
  providers: [MemberSessions, Callers, { provide: APP_GUARD, useClass: AccessGuard }],
  exports: [MemberSessions, Callers],
})
export class AccessModule {}
