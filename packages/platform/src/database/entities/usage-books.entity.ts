import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How far back the ledger's finer parts reach: one row, named `ledger`. */
@Entity('usage_books')
export class UsageBooks {
  @PrimaryColumn('text') name!: string;
  /** Every batch written since is kept: hours that begin later can be made anew from batches. */
  @Column('timestamptz') batchesKeptSince!: Date;
  /** Every hour since is kept; before, days are the finest. */
  @Column('timestamptz') hoursKeptSince!: Date;
  /** The month of hours that was compared with its days last; null once it is gone. */
  @Column('date', { nullable: true }) comparedMonth!: string | null;
}
