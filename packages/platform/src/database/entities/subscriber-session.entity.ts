import type { LoginMethod } from '@gatehouse/core';
import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Subscriber } from './subscriber.entity';

/** A subscriber's browser session on the hosted pages; only the SHA-256 of the cookie's secret is kept. */
@Entity('subscriber_sessions')
@ForeignKey(() => Subscriber, ['workspaceId', 'subscriberId'], ['workspaceId', 'id'], { onDelete: 'CASCADE' })
@Unique(['workspaceId', 'tokenHash'])
@Index(['workspaceId', 'subscriberId'])
@Index(['workspaceId', 'expiresAt'])
export class SubscriberSession {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text') subscriberId!: string;
  @Column('bytea') tokenHash!: Buffer;
  @Column('text') method!: LoginMethod;
  @Column('text', { nullable: true }) userAgent!: string | null;
  /** When the person proved who they are (OIDC `auth_time`). */
  @Column('timestamptz') authTime!: Date;
  @Column('timestamptz') lastSeenAt!: Date;
  @Column('timestamptz') expiresAt!: Date;
}
