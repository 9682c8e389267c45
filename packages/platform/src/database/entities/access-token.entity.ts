import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { AuthorizationCode } from './authorization-code.entity';
import { Grant } from './grant.entity';

/** An access token; only its SHA-256 is kept. */
@Entity('access_tokens')
@ForeignKey(() => Grant, ['workspaceId', 'grantId', 'gptId', 'subscriberId'], ['workspaceId', 'id', 'gptId', 'subscriberId'], {
  onDelete: 'CASCADE',
})
@ForeignKey(() => AuthorizationCode, ['workspaceId', 'authorizationCodeId'], ['workspaceId', 'id'], { onDelete: 'CASCADE' })
@Unique(['workspaceId', 'tokenHash'])
@Index(['workspaceId', 'grantId'])
@Index(['workspaceId', 'authorizationCodeId'])
@Index(['workspaceId', 'expiresAt'])
export class AccessToken {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text') grantId!: string;
  @Column('text') gptId!: string;
  @Column('text') subscriberId!: string;
  @Column('text') authorizationCodeId!: string;
  @Column('bytea') tokenHash!: Buffer;
  @Column('text', { array: true }) scopes!: string[];
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz') expiresAt!: Date;
  @Column('timestamptz', { nullable: true }) revokedAt!: Date | null;
}
