import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Interaction } from './interaction.entity';

/** The one outstanding emailed code of an interaction. A new code replaces the old one. */
@Entity('sign_in_codes')
@ForeignKey(() => Interaction, ['workspaceId', 'interactionId'], ['workspaceId', 'id'], { onDelete: 'CASCADE' })
export class SignInCode {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') interactionId!: string;
  @Column('text') email!: string;
  @Column('bytea') codeHash!: Buffer;
  @Column('integer') attemptsLeft!: number;
  /** How many codes this interaction has mailed so far. */
  @Column('integer', { default: 1 }) sent!: number;
  @Column('timestamptz') sentAt!: Date;
  @Column('timestamptz') expiresAt!: Date;
}
