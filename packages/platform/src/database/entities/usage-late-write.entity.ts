import { Entity, PrimaryColumn } from 'typeorm';

/** That a workspace's day was written to in a month that is being compared, to be taken away (ADR 0045). Written by triggers; deleted by the comparison that saw the write. */
@Entity('usage_late_writes')
export class UsageLateWrite {
  /** Of the workspace. */
  @PrimaryColumn('text') id!: string;
  @PrimaryColumn('date') day!: string;
  /** The writer's transaction, as Postgres numbers them: only so that no two have to wait for each other. */
  @PrimaryColumn('text') transaction!: string;
}
