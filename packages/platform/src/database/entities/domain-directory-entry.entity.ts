import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Workspace } from './workspace.entity';

/**
 * Who holds which domain, and whose turn it is to be checked: asked before a tenant is known, so it belongs to none. It says no more than
 * the DNS says anyway.
 */
@Entity('domain_directory')
@ForeignKey(() => Workspace, ['holderId'], ['id'], { onDelete: 'CASCADE' })
@Unique(['heldDomain'])
@Check('domain_directory_issuer_is_held', '"held_domain" IS NOT NULL OR NOT "is_issuer"')
@Index(['nextCheckAt'])
@Index('domain_directory_issuer_idx', ['holderId'], { unique: true, where: '"is_issuer"' })
export class DomainDirectoryEntry {
  @PrimaryColumn('text') domainId!: string;
  @Column('text') holderId!: string;
  /** Set while the claim is proven. Unique: one workspace holds a domain. */
  @Column('text', { nullable: true }) heldDomain!: string | null;
  /** Whether this is the name that the workspace's settings and mails show. */
  @Column('boolean', { default: false }) isIssuer!: boolean;
  @Column('timestamptz') nextCheckAt!: Date;
}
