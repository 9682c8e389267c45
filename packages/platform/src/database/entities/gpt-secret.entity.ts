import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Gpt } from './gpt.entity';

/** A client secret of a GPT. During a rotation two work: the older one carries `expiresAt`. */
@Entity('gpt_secrets')
@ForeignKey(() => Gpt, ['workspaceId', 'gptId'], ['workspaceId', 'id'], { onDelete: 'CASCADE' })
@Index(['workspaceId', 'gptId'])
export class GptSecret {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text') gptId!: string;
  @Column('bytea') secretHash!: Buffer;
  @Column('text') last4!: string;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
  @Column('timestamptz', { nullable: true }) expiresAt!: Date | null;
  @Column('timestamptz', { nullable: true }) lastUsedAt!: Date | null;
}
