import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { bigintTransformer } from '../bigint.transformer';
import { Gpt } from './gpt.entity';
import { Subscriber } from './subscriber.entity';

/** Calls per workspace, GPT, subscriber, action, tier and hour (UTC): the ledger. Partitioned by month of `hour`. */
@Entity('usage_hourly')
@ForeignKey(() => Gpt, ['workspaceId', 'gptId'], ['workspaceId', 'id'])
@ForeignKey(() => Subscriber, ['workspaceId', 'subscriberId'], ['workspaceId', 'id'])
@Index(['workspaceId', 'subscriberId', 'hour'])
export class UsageHourly {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('timestamptz') hour!: Date;
  @PrimaryColumn('text') gptId!: string;
  @PrimaryColumn('text') subscriberId!: string;
  @PrimaryColumn('text') action!: string;
  /** Key of the tier that the subscriber was on. */
  @PrimaryColumn('text') tier!: string;
  /** Accepted calls. */
  @Column('bigint', { transformer: bigintTransformer, default: 0 }) calls!: number;
  /** Units that the accepted calls cost against the quota. */
  @Column('bigint', { transformer: bigintTransformer, default: 0 }) cost!: number;
  /** Refused calls, which cost nothing. */
  @Column('bigint', { transformer: bigintTransformer, default: 0 }) denied!: number;
}
