import { Module } from '@nestjs/common';
import { Throttle } from './throttle.service';

@Module({ providers: [Throttle], exports: [Throttle] })
export class ThrottleModule {}
