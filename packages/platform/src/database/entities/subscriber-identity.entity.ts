import type { IdentityProvider } from '@gatehouse/core';
import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { Subscriber } from './subscriber.entity';

/** An account at a provider by which a subscriber signs in: at most one for each provider, and each account is one subscriber's. */
@Entity('subscriber_identities')
@ForeignKey(() => Subscriber, ['workspaceId', 'subscriberId'], ['workspaceId', 'id'], { onDelete: 'CASCADE' })
@Unique(['workspaceId', 'provider', 'subject'])
@Unique(['workspaceId', 'subscriberId', 'provider'])
export class SubscriberIdentity {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text') subscriberId!: string;
  @Column('text') provider!: IdentityProvider;
  /** The provider's own name of the account, which never changes. */
  @Column('text') subject!: string;
  @Column('timestamptz') linkedAt!: Date;
}
