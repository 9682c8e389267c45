import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Gpt } from './gpt.entity';

/**
 * People who were turned away because their request named a callback URL that is not registered. Strangers write here, so nothing of what they
 * typed is kept: only the masked id of ChatGPT's exact shape, few rows a GPT, and no more often than the throttle lets through.
 */
@Entity('turned_away_callbacks')
@ForeignKey(() => Gpt, ['workspaceId', 'gptId'], ['workspaceId', 'id'], { onDelete: 'CASCADE' })
export class TurnedAwayCallback {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') gptId!: string;
  /** As `maskedCallback` gives it; '' for everything else. */
  @PrimaryColumn('text') callback!: string;
  /** At least. */
  @Column('integer') times!: number;
  @Column('timestamptz') firstSeenAt!: Date;
  @Column('timestamptz') lastSeenAt!: Date;
}
