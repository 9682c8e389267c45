import { Module } from '@nestjs/common';
import { UpgradeLinks } from './upgrade-links.service';

/** Knows nothing of Stripe: verify's graph stays small (ADR 0027). */
@Module({ providers: [UpgradeLinks], exports: [UpgradeLinks] })
export class UpgradeLinkModule {}
