import type { MemberRole } from '@gatehouse/platform';

const RANK: Readonly<Record<MemberRole, number>> = { viewer: 0, developer: 1, admin: 2, owner: 3 };

/** From least to most. */
export const MEMBER_ROLES: readonly MemberRole[] = ['viewer', 'developer', 'admin', 'owner'];

/** Whether `held` allows what asks for `needed`. */
export function roleCovers(held: MemberRole, needed: MemberRole): boolean {
  return RANK[held] >= RANK[needed];
}

/** The lesser of two roles: a token never allows more than its owner may at this moment, nor more than it was made for. */
export function lesserRole(a: MemberRole, b: MemberRole): MemberRole {
  return RANK[a] <= RANK[b] ? a : b;
}
