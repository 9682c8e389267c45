import type { EntityManager } from 'typeorm';

/** A transaction in which Postgres shows and takes rows of one workspace only. */
export interface WorkspaceTransaction {
  readonly kind: 'workspace';
  readonly workspaceId: string;
  readonly manager: EntityManager;
}

/** A transaction on the tables that belong to no tenant. Tenant tables look empty in it. */
export interface DirectoryTransaction {
  readonly kind: 'directory';
  readonly manager: EntityManager;
}

/** A transaction in which a member sees their own memberships and API tokens, in every workspace, and nothing else of any tenant. */
export interface MemberTransaction {
  readonly kind: 'member';
  readonly memberId: string;
  readonly manager: EntityManager;
}

/** A transaction in which exactly one API token row is visible: the one whose secret was presented. */
export interface ApiTokenTransaction {
  readonly kind: 'api-token';
  readonly tokenHash: Buffer;
  readonly manager: EntityManager;
}

/** The tables that belong to no tenant are reachable from any transaction. */
export type AnyTransaction = WorkspaceTransaction | DirectoryTransaction | MemberTransaction | ApiTokenTransaction;
