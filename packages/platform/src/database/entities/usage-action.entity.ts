import { Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Gpt } from './gpt.entity';

/** An action that has a name of its own in a GPT's usage of a day (UTC): so many at most, whoever calls (ADR 0035). Kept as long as hours are. */
@Entity('usage_actions')
@ForeignKey(() => Gpt, ['workspaceId', 'gptId'], ['workspaceId', 'id'])
export class UsageAction {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') gptId!: string;
  @PrimaryColumn('date') day!: string;
  @PrimaryColumn('text') action!: string;
}
