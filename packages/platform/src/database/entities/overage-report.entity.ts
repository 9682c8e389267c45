import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { bigintTransformer } from '../bigint.transformer';
import { OveragePeriod } from './overage-period.entity';

/** Units that Stripe's meter is told of, once: under an identifier that is the same however often it is told. */
@Entity('overage_reports')
@ForeignKey(() => OveragePeriod, ['workspaceId', 'periodId'], ['workspaceId', 'id'], { onDelete: 'CASCADE' })
@Unique(['workspaceId', 'identifier'])
@Index('overage_reports_unsent_idx', ['workspaceId', 'createdAt'], { where: '"sent_at" IS NULL' })
export class OverageReport {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') periodId!: string;
  @PrimaryColumn('integer') sequence!: number;
  @Column('bigint', { transformer: bigintTransformer }) units!: number;
  @Column('text') identifier!: string;
  /** The moment under which the meter counts them. */
  @Column('timestamptz') billedAt!: Date;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz', { nullable: true }) firstAttemptAt!: Date | null;
  @Column('timestamptz', { nullable: true }) sentAt!: Date | null;
  /** Why Stripe refused it the last time: the kind and the number of its answer, never its words, which may name people. Or why it waits. */
  @Column('text', { nullable: true }) refusal!: string | null;
}
