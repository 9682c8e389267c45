import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Workspace } from './workspace.entity';

export type BillingDifferenceKind = 'payment_missing' | 'amount' | 'refund' | 'payment_unknown' | 'place' | 'overage';

/** What our books and Stripe's do not agree on, until they do. */
@Entity('billing_differences')
@ForeignKey(() => Workspace, ['workspaceId'], ['id'], { onDelete: 'CASCADE' })
@Index('billing_differences_open_idx', ['workspaceId', 'kind', 'objectId'], { unique: true, where: '"settled_at" IS NULL' })
export class BillingDifference {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text') kind!: BillingDifferenceKind;
  /** What it is about, at Stripe. */
  @Column('text') objectId!: string;
  /** What Stripe says. */
  @Column('text') expected!: string;
  /** What our books say. */
  @Column('text') found!: string;
  /** Of amounts, which are in its minor units. */
  @Column('text', { nullable: true }) currency!: string | null;
  @Column('timestamptz') foundAt!: Date;
  /** When it was seen last. */
  @Column('timestamptz') seenAt!: Date;
  @Column('timestamptz', { nullable: true }) settledAt!: Date | null;
}
