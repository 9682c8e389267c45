import { UPGRADE_WORDINGS, type UpgradeWording } from '@gatehouse/core';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';

export class UpgradeWordingSetting {
  @ApiProperty({
    enum: UPGRADE_WORDINGS,
    description:
      '`link`: a refusal that a tier on sale would lift names the tier and carries `upgrade_url`. `neutral`: refusals mention neither plans nor prices, as for an app that may not promote upgrades inside ChatGPT.',
  })
  @IsIn(UPGRADE_WORDINGS, { message: 'must be link or neutral' })
  wording!: UpgradeWording;
}
