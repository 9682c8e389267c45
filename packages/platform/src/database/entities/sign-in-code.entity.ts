import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Interaction } from './interaction.entity';

/** What a mailed proof is good for; one for choosing a password signs nobody in by itself, and the other way round. */
export type MailedProofPurpose = 'sign_in' | 'set_password';

/** The one outstanding mail of an interaction: a code, a link, or both. A new mail replaces the old one, and using either uses up both. */
@Entity('sign_in_codes')
@ForeignKey(() => Interaction, ['workspaceId', 'interactionId'], ['workspaceId', 'id'], { onDelete: 'CASCADE' })
export class SignInCode {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') interactionId!: string;
  @Column('text') email!: string;
  @Column('text', { default: 'sign_in' }) purpose!: MailedProofPurpose;
  /** Null when the mail brought no code. */
  @Column('bytea', { nullable: true }) codeHash!: Buffer | null;
  /** SHA-256 of the link's secret; null when the mail brought no link. */
  @Column('bytea', { nullable: true }) linkHash!: Buffer | null;
  @Column('integer') attemptsLeft!: number;
  /** How many mails this interaction has sent so far. */
  @Column('integer', { default: 1 }) sent!: number;
  @Column('timestamptz') sentAt!: Date;
  @Column('timestamptz') expiresAt!: Date;
}
