import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Gpt } from './gpt.entity';

/** What a creator made of a GPT's hosted pages. A GPT without a row wears the plain clothes. */
@Entity('brandings')
@ForeignKey(() => Gpt, ['workspaceId', 'gptId'], ['workspaceId', 'id'], { onDelete: 'CASCADE' })
@Check('brandings_accent_check', `accent ~ '^#[0-9a-f]{6}$'`)
export class Branding {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') gptId!: string;
  /** `#rrggbb`: it is written into a style sheet, so the table itself takes nothing else. */
  @Column('text', { nullable: true }) accent!: string | null;
  @Column('text', { nullable: true }) heading!: string | null;
  @Column('text', { nullable: true }) intro!: string | null;
  @Column('text', { nullable: true }) termsUrl!: string | null;
  /** The creator's own privacy policy; null: the one that we host. */
  @Column('text', { nullable: true }) privacyUrl!: string | null;
  @Column('timestamptz') updatedAt!: Date;
}
