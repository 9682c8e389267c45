import { Module } from '@nestjs/common';
import { GptsModule } from '../gpts/gpts.module';
import { AnonymousLimitsController } from './anonymous-limits.controller';
import { AnonymousLimitsService } from './anonymous-limits.service';

@Module({ imports: [GptsModule], controllers: [AnonymousLimitsController], providers: [AnonymousLimitsService] })
export class AnonymousLimitsModule {}
