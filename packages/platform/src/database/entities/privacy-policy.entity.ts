import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Gpt } from './gpt.entity';

/** What a creator says in the privacy policy that we host for a GPT. Null where the general sentence stands in. */
@Entity('privacy_policies')
@ForeignKey(() => Gpt, ['workspaceId', 'gptId'], ['workspaceId', 'id'], { onDelete: 'CASCADE' })
export class PrivacyPolicy {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') gptId!: string;
  @Column('text', { nullable: true }) responsible!: string | null;
  @Column('text', { nullable: true }) contactEmail!: string | null;
  @Column('text', { nullable: true }) collected!: string | null;
  @Column('text', { nullable: true }) purposes!: string | null;
  @Column('text', { nullable: true }) retention!: string | null;
  @Column('text', { nullable: true }) recipients!: string | null;
  @Column('timestamptz') updatedAt!: Date;
}
