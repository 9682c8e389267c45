import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintTransformer } from '../bigint.transformer';

/** Which workspaces have usage that Redis has not been told of, by shard so that their calls do not queue up at one row. */
@Entity('untold_workspaces')
export class UntoldWorkspace {
  @PrimaryColumn('text') id!: string;
  @PrimaryColumn('integer') shard!: number;
  /** Another one with each call, and none comes back: whoever has told Redis of everything up to here may take the row away only while it says the same. */
  @Column('bigint', { transformer: bigintTransformer }) since!: number;
}
