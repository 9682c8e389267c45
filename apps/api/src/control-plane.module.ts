import { Module } from '@nestjs/common';
import { AccessModule } from './edge/access/access.module';
import { SessionsModule } from './control-plane/sessions/sessions.module';

/** The creator's API, `/api/v1`. */
@Module({ imports: [AccessModule, SessionsModule] })
export class ControlPlaneModule {}
