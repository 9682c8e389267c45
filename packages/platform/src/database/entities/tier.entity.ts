import type { FormerTerms, QuotaMonths } from '@gatehouse/core';
import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Gpt } from './gpt.entity';

export type PriceInterval = 'month' | 'year';

/** What a subscriber of a GPT gets. A null limit is no limit; null `scopes` are all of the GPT's. */
@Entity('tiers')
@ForeignKey(() => Gpt, ['workspaceId', 'gptId'], ['workspaceId', 'id'], { onDelete: 'CASCADE' })
@Unique(['workspaceId', 'gptId', 'key'])
@Unique(['workspaceId', 'gptId', 'id'])
@Index('tiers_default_idx', ['workspaceId', 'gptId'], { unique: true, where: '"is_default"' })
export class Tier {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text') gptId!: string;
  @Column('text') key!: string;
  @Column('text') name!: string;
  @Column('integer', { default: 0 }) position!: number;
  @Column('boolean', { default: false }) isDefault!: boolean;
  @Column('integer', { nullable: true }) quotaPerMonth!: number | null;
  @Column('text', { default: 'calendar_month' }) quotaMonths!: QuotaMonths;
  @Column('integer', { nullable: true }) ratePerMinute!: number | null;
  @Column('integer', { nullable: true }) burst!: number | null;
  @Column('text', { array: true, nullable: true }) scopes!: string[] | null;
  /** Units that a call of an action costs; an action not named here costs 1. */
  @Column('jsonb', { default: {} }) actionCosts!: Record<string, number>;
  /** In minor units of the currency. The three of a price are null together: then the tier is free. */
  @Column('integer', { nullable: true }) priceAmount!: number | null;
  @Column('text', { nullable: true }) priceCurrency!: string | null;
  @Column('text', { nullable: true }) priceInterval!: PriceInterval | null;
  /** What a unit beyond the quota costs, in minor units with up to twelve decimals; null where the quota is a wall. */
  @Column('text', { nullable: true }) overageUnitAmount!: string | null;
  /** Since when, with the quota and the costs of actions: it holds for whoever was shown it before they bought. */
  @Column('timestamptz', { nullable: true }) overageSince!: Date | null;
  /** Of a tier with overage, as long as somebody pays by them. */
  @Column('jsonb', { default: [] }) formerTerms!: FormerTerms[];
  @Column('integer', { nullable: true }) trialDays!: number | null;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
  /** Put away: who is on it stays on it, nobody comes to it any more. */
  @Column('timestamptz', { nullable: true }) archivedAt!: Date | null;
}
