import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { AuthorizationCode } from './authorization-code.entity';
import { Grant } from './grant.entity';

/**
 * A refresh token. After rotation `successorSealed` holds the answer that was given, sealed under this token's own text, so that
 * whoever presents the same parent again within the grace gets the same child, and nobody who reads the table gets any.
 */
@Entity('refresh_tokens')
@ForeignKey(() => Grant, ['workspaceId', 'grantId', 'gptId', 'subscriberId'], ['workspaceId', 'id', 'gptId', 'subscriberId'], {
  onDelete: 'CASCADE',
})
@ForeignKey(() => AuthorizationCode, ['workspaceId', 'authorizationCodeId'], ['workspaceId', 'id'], { onDelete: 'CASCADE' })
@Unique(['workspaceId', 'tokenHash'])
@Index(['workspaceId', 'grantId'])
@Index(['workspaceId', 'authorizationCodeId'])
@Index(['workspaceId', 'idleExpiresAt'])
export class RefreshToken {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text') grantId!: string;
  @Column('text') gptId!: string;
  @Column('text') subscriberId!: string;
  /** The code from which this family of tokens grew. */
  @Column('text') authorizationCodeId!: string;
  @Column('text', { nullable: true }) parentId!: string | null;
  @Column('bytea') tokenHash!: Buffer;
  @Column('text', { array: true }) scopes!: string[];
  @Column('timestamptz') createdAt!: Date;
  /** Never later than `absoluteExpiresAt`. */
  @Column('timestamptz') idleExpiresAt!: Date;
  @Column('timestamptz') absoluteExpiresAt!: Date;
  @Column('timestamptz', { nullable: true }) rotatedAt!: Date | null;
  @Column('bytea', { nullable: true }) successorSealed!: Buffer | null;
  @Column('timestamptz', { nullable: true }) revokedAt!: Date | null;
}
