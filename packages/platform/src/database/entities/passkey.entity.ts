import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Subscriber } from './subscriber.entity';

/** A passkey of a subscriber (WebAuthn Level 3, "credential record"). */
@Entity('passkeys')
@ForeignKey(() => Subscriber, ['workspaceId', 'subscriberId'], ['workspaceId', 'id'], { onDelete: 'CASCADE' })
@Unique(['workspaceId', 'credentialId'])
@Index(['workspaceId', 'subscriberId'])
export class Passkey {
  @PrimaryColumn('text') workspaceId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text') subscriberId!: string;
  /** The authenticator's name of it, base64url. */
  @Column('text') credentialId!: string;
  /** COSE key. */
  @Column('bytea') publicKey!: Buffer;
  /** How often the authenticator says it was used; 0 for those that do not count. As text, being up to 2^32. */
  @Column('bigint') counter!: string;
  @Column('text', { array: true }) transports!: string[];
  /** Kept in an account of the person's (iCloud, Google) and not in one device only. */
  @Column('boolean') backedUp!: boolean;
  /** The host for which it was made; it works nowhere else. */
  @Column('text') rpId!: string;
  /** What its owner calls it: at first the kind of device. */
  @Column('text') name!: string;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz', { nullable: true }) lastUsedAt!: Date | null;
}
