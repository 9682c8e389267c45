import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { Gpt } from './gpt.entity';

/** An exact redirect URI of a GPT. */
@Entity('callback_urls')
@ForeignKey(() => Gpt, ['workspaceId', 'gptId'], ['workspaceId', 'id'], { onDelete: 'CASCADE' })
@Unique(['workspaceId', 'gptId', 'url'])
export class CallbackUrl {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text') gptId!: string;
  @Column('text') url!: string;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
}
