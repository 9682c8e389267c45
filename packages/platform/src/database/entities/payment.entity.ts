import type { GivenBack } from '@gatehouse/core';
import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { bigintTransformer } from '../bigint.transformer';
import { Gpt } from './gpt.entity';
import type { PriceInterval } from './tier.entity';

/** Money that a creator got for a time on a tier: our own record, one row an invoice. It outlives the subscriber, who is then no longer named. */
@Entity('payments')
@ForeignKey(() => Gpt, ['workspaceId', 'gptId'], ['workspaceId', 'id'], { onDelete: 'CASCADE' })
@Unique(['workspaceId', 'stripeInvoiceId'])
@Index(['workspaceId', 'paidAt'])
@Index('payments_given_back_idx', ['workspaceId'], { where: `"given_back" <> '[]'::jsonb` })
export class Payment {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text') gptId!: string;
  @Column('text') tierId!: string;
  @Column('text', { nullable: true }) subscriberId!: string | null;
  @Column('text') stripeAccountId!: string;
  @Column('text') stripeSubscriptionId!: string;
  @Column('text') stripeInvoiceId!: string;
  /** In minor units, as all amounts. */
  @Column('integer') amount!: number;
  @Column('integer', { default: 0 }) refunded!: number;
  /** Whether a dispute is open, or was lost. */
  @Column('boolean', { default: false }) disputed!: boolean;
  /** What went back of it, each by its own time. */
  @Column('jsonb', { default: [] }) givenBack!: GivenBack[];
  @Column('text') currency!: string;
  @Column('text') interval!: PriceInterval;
  @Column('timestamptz') paidAt!: Date;
  @Column('timestamptz') periodStartsAt!: Date;
  @Column('timestamptz') periodEndsAt!: Date;
  /** Number of the reading at Stripe that this is from; one with a lower number is older, and is not written. */
  @Column('bigint', { transformer: bigintTransformer, default: 0 }) stripeReading!: number;
}
