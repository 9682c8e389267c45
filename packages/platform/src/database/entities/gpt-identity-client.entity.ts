import type { IdentityProvider } from '@gatehouse/core';
import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { Gpt } from './gpt.entity';

/** The creator's own client at a provider, which one GPT signs people in with instead of the service's. */
@Entity('gpt_identity_clients')
@ForeignKey(() => Gpt, ['workspaceId', 'gptId'], ['workspaceId', 'id'], { onDelete: 'CASCADE' })
@Unique(['workspaceId', 'gptId', 'provider'])
export class GptIdentityClient {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text') gptId!: string;
  @Column('text') provider!: IdentityProvider;
  @Column('text') clientId!: string;
  /** Sealed by the vault. */
  @Column('text') clientSecret!: string;
  /** The end of the secret, by which its owner knows it. */
  @Column('text') last4!: string;
  @Column('timestamptz') updatedAt!: Date;
}
