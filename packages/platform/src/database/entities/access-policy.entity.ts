import type { AccessPolicyKind } from '@gatehouse/core';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Gpt } from './gpt.entity';

/** Who may use a GPT. A GPT without a row is open. */
@Entity('access_policies')
@ForeignKey(() => Gpt, ['workspaceId', 'gptId'], ['workspaceId', 'id'], { onDelete: 'CASCADE' })
export class AccessPolicy {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') gptId!: string;
  @Column('text') policy!: AccessPolicyKind;
  /** As `parseDomain` gives them. */
  @Column('text', { array: true }) allowedDomains!: string[];
  /** Where ChatGPT opens the GPT; goes into mails. */
  @Column('text', { nullable: true }) gptUrl!: string | null;
  /** When the members were last told by mail that somebody waits. */
  @Column('timestamptz', { nullable: true }) toldWaitingAt!: Date | null;
  @Column('timestamptz') updatedAt!: Date;
}
