import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';

export class MarketingConsentSetting {
  @ApiProperty({
    description:
      'Whether the consent page of every GPT of the workspace offers a box, never ticked beforehand, by which people agree to hear news by email.',
  })
  @IsBoolean({ message: 'must be true or false' })
  ask!: boolean;
}
