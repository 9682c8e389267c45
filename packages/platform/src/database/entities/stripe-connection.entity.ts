import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Workspace } from './workspace.entity';

/** How a workspace is paid: through an account that it connected to the platform, or by a restricted key of its own. One at a time; former ones stay. */
@Entity('stripe_connections')
@ForeignKey(() => Workspace, ['workspaceId'], ['id'], { onDelete: 'CASCADE' })
@Index('stripe_connections_live_idx', ['workspaceId'], { unique: true, where: '"disconnected_at" IS NULL' })
export class StripeConnection {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text') kind!: 'connect' | 'restricted_key';
  @Column('text') stripeAccountId!: string;
  /** Sealed; of a restricted key only. */
  @Column('text', { nullable: true }) keySealed!: string | null;
  @Column('text', { nullable: true }) keyLast4!: string | null;
  @Column('text', { nullable: true }) displayName!: string | null;
  @Column('boolean') livemode!: boolean;
  @Column('timestamptz') connectedAt!: Date;
  @Column('timestamptz', { nullable: true }) disconnectedAt!: Date | null;
}
