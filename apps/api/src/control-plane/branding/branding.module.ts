import { Module } from '@nestjs/common';
import { IdentityProvidersModule } from '../../edge/strategies/identity-providers.module';
import { GptsModule } from '../gpts/gpts.module';
import { BrandingController } from './branding.controller';
import { BrandingService } from './branding.service';
import { PrivacyPolicyService } from './privacy-policy.service';

@Module({
  imports: [GptsModule, IdentityProvidersModule],
  controllers: [BrandingController],
  providers: [BrandingService, PrivacyPolicyService],
})
export class BrandingModule {}
