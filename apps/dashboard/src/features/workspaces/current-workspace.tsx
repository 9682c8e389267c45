import { createContext, use, useEffect, type ReactNode } from 'react';
import type { Me } from '../session/session.queries';
import { readLocal, writeLocal } from '../../shared/lib/local-preference';

export type Membership = Me['workspaces'][number];

const Context = createContext<Membership | null>(null);
const LAST = 'gatehouse.workspace';

/** The workspace that the page's address names, with the member's role in it. */
export function useCurrentWorkspace(): Membership {
  const workspace = use(Context);
  if (workspace === null) throw new Error('useCurrentWorkspace outside of a workspace page');
  return workspace;
}

export function CurrentWorkspace({ workspace, children }: { workspace: Membership; children: ReactNode }) {
  useEffect(() => writeLocal(LAST, workspace.slug), [workspace.slug]);
  return <Context value={workspace}>{children}</Context>;
}

/** The slug of the workspace that this browser showed last. */
export function readLastWorkspace(): string | null {
  return readLocal(LAST);
}

export type Role = Membership['role'];

/** From the strongest down. */
export const ROLES: readonly Role[] = ['owner', 'admin', 'developer', 'viewer'];

/** Whether a role includes what another may do. The API decides; this only spares members a refusal. */
export function covers(held: Role, needed: Role): boolean {
  return ROLES.indexOf(held) <= ROLES.indexOf(needed);
}
