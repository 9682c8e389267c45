import { Membership, type MemberRole } from '../entities/membership.entity';
import { Workspace } from '../entities/workspace.entity';
import type { MemberTransaction, WorkspaceTransaction } from '../transaction';

/** A workspace as one of its members sees it. */
export interface MemberWorkspace {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly role: MemberRole;
}

const asMemberSees = (tx: MemberTransaction) =>
  tx.manager
    .createQueryBuilder(Membership, 'm')
    .innerJoin(Workspace, 'w', 'w.id = m.workspace_id')
    .where('m.member_id = :memberId', { memberId: tx.memberId })
    .select(['w.id AS id', 'w.slug AS slug', 'w.name AS name', 'm.role AS role']);

/** Who belongs to which workspace. */
export const membershipRepository = {
  async insert(tx: WorkspaceTransaction, memberId: string, role: MemberRole, now: Date): Promise<void> {
    await tx.manager.insert(Membership, { workspaceId: tx.workspaceId, memberId, role, createdAt: now });
  },

  /** The member's workspaces, oldest membership first. */
  listWorkspaces(tx: MemberTransaction): Promise<MemberWorkspace[]> {
    return asMemberSees(tx).orderBy('m.created_at').addOrderBy('w.id').getRawMany<MemberWorkspace>();
  },

  /** Addresses of those who decide about people: to be told what waits for them. */
  async listDeciders(tx: WorkspaceTransaction): Promise<string[]> {
    const rows = await tx.manager.query<{ email: string }[]>(
      `SELECT p.email FROM memberships m JOIN members p ON p.id = m.member_id
        WHERE m.workspace_id = $1 AND m.role IN ('owner', 'admin') AND p.email_verified_at IS NOT NULL ORDER BY m.created_at, p.id LIMIT 20`,
      [tx.workspaceId],
    );
    return rows.map(({ email }) => email);
  },

  /** What the member may do in this workspace; null when they do not belong to it (any more). */
  async roleOf(tx: WorkspaceTransaction, memberId: string): Promise<MemberRole | null> {
    const membership = await tx.manager.findOneBy(Membership, { workspaceId: tx.workspaceId, memberId });
    return membership?.role ?? null;
  },

  /** Null when there is no such workspace and when the member does not belong to it: a caller cannot tell one from the other. */
  async findWorkspace(tx: MemberTransaction, slug: string): Promise<MemberWorkspace | null> {
    return (await asMemberSees(tx).andWhere('w.slug = :slug', { slug }).getRawOne<MemberWorkspace>()) ?? null;
  },
};
