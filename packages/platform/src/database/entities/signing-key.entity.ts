import type { SigningKeyState } from '@gatehouse/core';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { PublicJwk, SigningAlgorithm } from '../../crypto/signing';
import { Workspace } from './workspace.entity';

/**
 * A key with which a workspace signs; its id is the `kid`. Of each algorithm at most one signs and at most one is announced, which the indexes hold
 * whatever two workers do at once. A retired key has lost its private half.
 */
@Entity('signing_keys')
@ForeignKey(() => Workspace, ['workspaceId'], ['id'], { onDelete: 'CASCADE' })
@Index('signing_keys_current_idx', ['workspaceId', 'algorithm'], { unique: true, where: `"state" = 'current'` })
@Index('signing_keys_next_idx', ['workspaceId', 'algorithm'], { unique: true, where: `"state" = 'next'` })
export class SigningKey {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text') algorithm!: SigningAlgorithm;
  @Column('text') state!: SigningKeyState;
  @Column('jsonb') publicJwk!: PublicJwk;
  /** PKCS #8, sealed by the vault. */
  @Column('text', { nullable: true }) privateSealed!: string | null;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz', { nullable: true }) activatedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) supersededAt!: Date | null;
  @Column('timestamptz', { nullable: true }) retiredAt!: Date | null;
}
