import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { bigintTransformer } from '../bigint.transformer';
import { Gpt } from './gpt.entity';
import { ServiceKey } from './service-key.entity';
import { Subscriber } from './subscriber.entity';

/**
 * Calls per workspace, GPT, caller, action, tier and hour (UTC): the ledger. Partitioned by month of `hour`. `subscriber_id` names who
 * called, a subscriber or a service key; a trigger copies it to the one of the last two columns whose foreign key it has to satisfy (ADR 0013).
 * All who were erased are one caller, who satisfies neither (ADR 0019).
 */
@Entity('usage_hourly')
@ForeignKey(() => Gpt, ['workspaceId', 'gptId'], ['workspaceId', 'id'])
@ForeignKey(() => Subscriber, ['workspaceId', 'personId'], ['workspaceId', 'id'])
@ForeignKey(() => ServiceKey, ['workspaceId', 'serviceKeyId'], ['workspaceId', 'id'])
@Check(
  'usage_hourly_one_caller',
  "num_nonnulls(person_id, service_key_id) = CASE WHEN subscriber_id = 'erased' THEN 0 ELSE 1 END",
)
@Index(['workspaceId', 'subscriberId', 'hour'])
@Index(['workspaceId', 'gptId', 'hour'])
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
  @Column('text', { nullable: true }) personId!: string | null;
  @Column('text', { nullable: true }) serviceKeyId!: string | null;
}
