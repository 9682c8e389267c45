import type { AuditAction, Changes } from '@gatehouse/core';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Workspace } from './workspace.entity';

/** `subscriber`: the person whom the event is about did it themself, on their account page. */
export type AuditActorKind = 'member' | 'token' | 'system' | 'subscriber';

/**
 * Something that happened in a workspace. Written once: the service's role may neither change nor delete a row. Actor and target are
 * plain text without foreign keys, because the log outlives what it tells of.
 */
@Entity('audit_events')
@ForeignKey(() => Workspace, ['workspaceId'], ['id'], { onDelete: 'CASCADE' })
@Index(['workspaceId', 'at', 'id'])
export class AuditEvent {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('timestamptz') at!: Date;
  @Column('text') actorKind!: AuditActorKind;
  /** The member, also when a token of theirs acted. */
  @Column('text', { nullable: true }) memberId!: string | null;
  @Column('text', { nullable: true }) tokenId!: string | null;
  @Column('text') action!: AuditAction;
  @Column('text', { nullable: true }) targetKind!: string | null;
  @Column('text', { nullable: true }) targetId!: string | null;
  /** What it was called at that moment. */
  @Column('text', { nullable: true }) targetName!: string | null;
  /** Never a credential, in the clear or hashed. */
  @Column('jsonb') changes!: Changes;
  @Column('text', { nullable: true }) sourceAddress!: string | null;
  @Column('text', { nullable: true }) userAgent!: string | null;
}
