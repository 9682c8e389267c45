import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

export type StripeEventOutcome = 'applied' | 'ignored' | 'failed';

/** An event that Stripe told us of. Its row is written in the transaction that has its effect, so it has that effect once. */
@Entity('stripe_events')
@Index(['holderId', 'receivedAt'])
export class StripeEvent {
  @PrimaryColumn('text') id!: string;
  @Column('text', { nullable: true }) stripeAccountId!: string | null;
  /** The workspace that it concerned; null when none did. */
  @Column('text', { nullable: true }) holderId!: string | null;
  @Column('text') type!: string;
  @Column('text', { nullable: true }) objectId!: string | null;
  /** Whom it concerned, by their id at Stripe; null when it names no customer. */
  @Column('text', { nullable: true }) customerId!: string | null;
  @Column('boolean') livemode!: boolean;
  /** When it happened at Stripe. */
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz') receivedAt!: Date;
  @Column('text') outcome!: StripeEventOutcome;
  /** What it changed, why it changed nothing, or what went wrong. No personal data. */
  @Column('text', { nullable: true }) detail!: string | null;
  @Column('integer', { default: 1 }) attempts!: number;
}
