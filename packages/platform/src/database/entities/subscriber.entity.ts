import type { LoginMethod } from '@gatehouse/core';
import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Workspace } from './workspace.entity';

/** A person who signs in from ChatGPT. `email` is stored in lower case. */
@Entity('subscribers')
@ForeignKey(() => Workspace, ['workspaceId'], ['id'], { onDelete: 'CASCADE' })
@Unique(['workspaceId', 'email'])
@Index(['workspaceId', 'lastSeenAt', 'id'])
export class Subscriber {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text') email!: string;
  @Column('boolean') emailVerified!: boolean;
  @Column('text', { nullable: true }) name!: string | null;
  /** How they signed in last. */
  @Column('text') signInMethod!: LoginMethod;
  @Column('timestamptz') firstSeenAt!: Date;
  @Column('timestamptz') lastSeenAt!: Date;
  @Column('timestamptz', { nullable: true }) blockedAt!: Date | null;
  /** When the page that offers a passkey was answered: it is offered once. */
  @Column('timestamptz', { nullable: true }) passkeyOfferedAt?: Date | null;
}
