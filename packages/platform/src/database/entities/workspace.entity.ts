import type { WhenCountersAreDown } from '@gatehouse/core';
import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

export type TaxBehavior = 'unspecified' | 'inclusive' | 'exclusive';

/** The tenant. `slug` stands in the issuer's URL, so it never changes. */
@Entity('workspaces')
@Unique(['slug'])
export class Workspace {
  @PrimaryColumn('text') id!: string;
  @Column('text') slug!: string;
  @Column('text') name!: string;
  /** Whether subscribers are asked, on the consent page, if they want to hear news. */
  @Column('boolean', { default: false }) asksMarketingConsent!: boolean;
  /** What becomes of calls while Redis is away: decided and counted by Postgres, or refused. */
  @Column('text', { default: 'serve' }) whenCountersAreDown!: WhenCountersAreDown;
  /** How long an overdue payment is borne with. */
  @Column('integer', { default: 7 }) pastDueGraceDays!: number;
  /** Whether somebody who got all of their money back is served no more. */
  @Column('boolean', { default: true }) fullRefundEndsAccess!: boolean;
  /** Whether somebody who disputes a payment at their bank is served no more. */
  @Column('boolean', { default: true }) disputeEndsAccess!: boolean;
  /** Whether Checkout takes promotion codes. */
  @Column('boolean', { default: true }) allowsPromotionCodes!: boolean;
  /** Whether Stripe reckons and adds taxes. */
  @Column('boolean', { default: false }) automaticTax!: boolean;
  /** Whether prices hold the tax; `unspecified` leaves it to the settings at Stripe. Of prices that are brought there from now on. */
  @Column('text', { default: 'unspecified' }) taxBehavior!: TaxBehavior;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
}
