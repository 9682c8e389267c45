import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Tries that were spent of one allowance by one account or source, of whichever workspace. Whose it is stands here only as a hash. */
@Entity('throttle_buckets')
@Index(['fullAgainAt'])
export class ThrottleBucket {
  /** Name of the allowance, and the hash of whose bucket it is. */
  @PrimaryColumn('text') key!: string;
  @Column('integer') spent!: number;
  @Column('timestamptz') fullAgainAt!: Date;
}
