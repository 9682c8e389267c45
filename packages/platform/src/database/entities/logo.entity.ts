import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Gpt } from './gpt.entity';

/** The picture on a GPT's hosted pages. Apart from its branding, which every page reads, because of its size. */
@Entity('logos')
@ForeignKey(() => Gpt, ['workspaceId', 'gptId'], ['workspaceId', 'id'], { onDelete: 'CASCADE' })
export class Logo {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') gptId!: string;
  /** SHA-256 of the image in hexadecimal; part of its address, so that a copy may be kept for ever. */
  @Column('text') hash!: string;
  @Column('text') mediaType!: string;
  @Column('integer') width!: number;
  @Column('integer') height!: number;
  /** Read only where the image itself is asked for. */
  @Column('bytea', { select: false }) image!: Buffer;
  @Column('timestamptz') updatedAt!: Date;
}
