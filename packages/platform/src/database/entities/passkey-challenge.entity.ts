import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Workspace } from './workspace.entity';

export type PasskeyCeremony = 'register' | 'sign_in';

/** What an authenticator is to sign, once, within minutes: for one sign-in under way, or one session. */
@Entity('passkey_challenges')
@ForeignKey(() => Workspace, ['workspaceId'], ['id'], { onDelete: 'CASCADE' })
@Unique(['workspaceId', 'boundTo', 'ceremony'])
@Index(['workspaceId', 'expiresAt'])
export class PasskeyChallenge {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text') ceremony!: PasskeyCeremony;
  /** Id of the interaction or the session for which it was made. */
  @Column('text') boundTo!: string;
  /** Base64url. */
  @Column('text') challenge!: string;
  @Column('timestamptz') expiresAt!: Date;
}
