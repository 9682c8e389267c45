import { Module } from '@nestjs/common';
import { SubscriberDataModule } from '../../edge/subscriber-data/subscriber-data.module';
import { ThrottleModule } from '../../edge/throttle/throttle.module';
import { AuthorizeModule } from '../authorize/authorize.module';
import { TenantsModule } from '../tenants/tenants.module';
import { AccountChangesHandler } from './account-changes.handler';
import { AccountDoor } from './account-door.service';
import { AccountEndHandler } from './account-end.handler';
import { AccountReader } from './account-reader.service';
import { AccountWaysHandler } from './account-ways.handler';
import { AccountHandler } from './account.handler';
import { AccountRoutes } from './account.routes';

@Module({
  imports: [AuthorizeModule, TenantsModule, ThrottleModule, SubscriberDataModule],
  providers: [
    AccountChangesHandler,
    AccountDoor,
    AccountEndHandler,
    AccountHandler,
    AccountReader,
    AccountRoutes,
    AccountWaysHandler,
  ],
  exports: [AccountDoor],
})
export class AccountModule {}
