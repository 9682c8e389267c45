import { Module } from '@nestjs/common';
import { ThrottleModule } from '../../edge/throttle/throttle.module';
import { GptsModule } from '../gpts/gpts.module';
import { AccessPolicyController } from './access-policy.controller';
import { AccessPolicyService } from './access-policy.service';
import { AccessRequestsController } from './access-requests.controller';
import { AccessRequestsService } from './access-requests.service';
import { InvitationsController } from './invitations.controller';
import { InvitationsService } from './invitations.service';

/** Who may use a GPT: the policy, who was invited, who asked. */
@Module({
  imports: [GptsModule, ThrottleModule],
  controllers: [AccessPolicyController, InvitationsController, AccessRequestsController],
  providers: [AccessPolicyService, InvitationsService, AccessRequestsService],
})
export class AccessPolicyModule {}
