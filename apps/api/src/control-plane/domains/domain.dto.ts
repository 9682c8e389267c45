import type { DomainState } from '@gatehouse/core';
import { ApiProperty } from '@nestjs/swagger';
import { LineField } from '../../edge/validation/field.decorators';

const DOMAIN_STATES = ['pending', 'verified', 'failing'] as const satisfies readonly DomainState[];

export class CreateDomain {
  @LineField({ min: 1, max: 253, description: 'The name alone, such as auth.example.com.' }) domain!: string;
}

/** A line for the domain's DNS zone. */
export class DnsRecord {
  @ApiProperty({ enum: ['TXT', 'CNAME'] }) type!: 'TXT' | 'CNAME';
  @ApiProperty() name!: string;
  @ApiProperty() value!: string;
}

export class Domain {
  @ApiProperty() id!: string;
  @ApiProperty() domain!: string;
  @ApiProperty({
    enum: [...DOMAIN_STATES],
    description: '`failing`: verified once, and its record is missing since. After seven days it is `pending` again.',
  })
  state!: DomainState;
  @ApiProperty({ type: String, nullable: true, description: 'What stands in the way, in words.' }) reason!: string | null;
  @ApiProperty({ type: DnsRecord, description: 'Proves that the domain is yours. It has to stay.' }) proof_record!: DnsRecord;
  @ApiProperty({ type: DnsRecord, description: 'Leads browsers and ChatGPT here. At the root of a zone, an ALIAS or A record.' })
  address_record!: DnsRecord;
  @ApiProperty({ description: 'What the issuer is called there.' }) issuer!: string;
  @ApiProperty({ description: "Whether the workspace's settings show this issuer." }) is_issuer!: boolean;
  @ApiProperty({ type: String, format: 'date-time' }) created_at!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) verified_at!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) failing_since!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) checked_at!: string | null;
}

export class DomainPage {
  @ApiProperty({ type: [Domain], description: 'Oldest first.' }) data!: Domain[];
  @ApiProperty({ type: String, nullable: true }) next_cursor!: string | null;
}
