import { Module } from '@nestjs/common';
import { AccessModule } from './edge/access/access.module';
import { ThrottleModule } from './edge/throttle/throttle.module';

/** The creator's API, `/api/v1`. */
@Module({ imports: [AccessModule, ThrottleModule] })
export class ControlPlaneModule {}
