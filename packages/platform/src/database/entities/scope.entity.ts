import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { Gpt } from './gpt.entity';

/** A scope of a GPT; `description` is the sentence shown at consent. */
@Entity('scopes')
@ForeignKey(() => Gpt, ['workspaceId', 'gptId'], ['workspaceId', 'id'], { onDelete: 'CASCADE' })
@Unique(['workspaceId', 'gptId', 'name'])
export class Scope {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text') gptId!: string;
  @Column('text') name!: string;
  @Column('text') description!: string;
  @Column('boolean', { default: true }) isDefault!: boolean;
  @Column('integer', { default: 0 }) position!: number;
}
