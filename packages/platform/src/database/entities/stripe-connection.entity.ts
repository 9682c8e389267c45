import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Workspace } from './workspace.entity';

/** `permission`: the key may not make endpoints; `refused`: Stripe takes no such address, or was away. */
export type WebhookFault = 'permission' | 'refused';

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
  /** Its own endpoint at Stripe, of a restricted key only; null where a person made it there by hand, and where there is none. */
  @Column('text', { nullable: true }) webhookEndpointId!: string | null;
  /** What events come signed with there, sealed; null: nothing is heard of the account. */
  @Column('text', { nullable: true }) webhookSecretSealed!: string | null;
  /** Why Stripe made no endpoint. */
  @Column('text', { nullable: true }) webhookFault!: WebhookFault | null;
  /** What its customers may do on Stripe's own pages, as Gatehouse set it there; null until the first of them goes there. */
  @Column('text', { nullable: true }) portalConfigurationId!: string | null;
  /** Since when the account refuses us; null while it answers. */
  @Column('timestamptz', { nullable: true }) refusedSince!: Date | null;
  /** Since when it does not let us end what people pay; null while it does, as far as we know. */
  @Column('timestamptz', { nullable: true }) endingRefusedSince!: Date | null;
  /** When the last comparison of the books with the account began that went well. */
  @Column('timestamptz', { nullable: true }) comparedAt!: Date | null;
  @Column('timestamptz') connectedAt!: Date;
  @Column('timestamptz', { nullable: true }) disconnectedAt!: Date | null;
}
