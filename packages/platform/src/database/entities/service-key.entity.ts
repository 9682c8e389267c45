import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Gpt } from './gpt.entity';

/**
 * A service key (`gth_sk_…`): identifies a GPT and no person. Its row stays after its end, because the ledger names it. During a rotation
 * two of the same name work: the older one carries `expiresAt`.
 */
@Entity('service_keys')
@ForeignKey(() => Gpt, ['workspaceId', 'gptId'], ['workspaceId', 'id'])
@Unique(['workspaceId', 'keyHash'])
@Index(['workspaceId', 'gptId'])
export class ServiceKey {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text') gptId!: string;
  @Column('text') name!: string;
  @Column('bytea') keyHash!: Buffer;
  @Column('text') last4!: string;
  @Column('timestamptz') createdAt!: Date;
  /** As the drain learns it: exact to a second or so, an hour at most when counts had to wait. */
  @Column('timestamptz', { nullable: true }) lastUsedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) expiresAt!: Date | null;
  @Column('timestamptz', { nullable: true }) revokedAt!: Date | null;
}
