import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Grant } from './grant.entity';

/** An authorization code, kept after redemption so that a replay can be told from a guess (OAuth 2.1 4.1.3). */
@Entity('authorization_codes')
@ForeignKey(() => Grant, ['workspaceId', 'grantId', 'gptId', 'subscriberId'], ['workspaceId', 'id', 'gptId', 'subscriberId'], {
  onDelete: 'CASCADE',
})
@Unique(['workspaceId', 'codeHash'])
@Index(['workspaceId', 'expiresAt'])
@Index(['workspaceId', 'grantId'])
export class AuthorizationCode {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text') grantId!: string;
  @Column('text') gptId!: string;
  @Column('text') subscriberId!: string;
  @Column('bytea') codeHash!: Buffer;
  @Column('text') redirectUri!: string;
  @Column('text', { array: true }) scopes!: string[];
  @Column('text', { nullable: true }) codeChallenge!: string | null;
  @Column('text', { nullable: true }) nonce!: string | null;
  @Column('timestamptz') authTime!: Date;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz') expiresAt!: Date;
  @Column('timestamptz', { nullable: true }) redeemedAt!: Date | null;
}
