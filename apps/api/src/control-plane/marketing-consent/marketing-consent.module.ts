import { Module } from '@nestjs/common';
import { MarketingConsentController } from './marketing-consent.controller';
import { MarketingConsentService } from './marketing-consent.service';

@Module({ controllers: [MarketingConsentController], providers: [MarketingConsentService] })
export class MarketingConsentModule {}
