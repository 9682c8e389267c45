import type { MemberRole } from '@gatehouse/platform';

/** Who calls the control plane, and by what. */
export type Caller =
  | { readonly kind: 'session'; readonly memberId: string; readonly tokenHash: Buffer }
  | {
      readonly kind: 'token';
      readonly memberId: string;
      readonly tokenId: string;
      /** The one workspace that the token opens. */
      readonly workspaceId: string;
      readonly role: MemberRole;
    };

/** The workspace that a request is about; the caller was found to be a member of it. */
export interface WorkspaceAccess {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  /** What the caller may do here: the member's role, or the token's when that is less. */
  readonly role: MemberRole;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the access guard; null on public routes. */
    caller: Caller | null;
    /** Set by the access guard on routes with `@RequireRole`. */
    workspaceAccess: WorkspaceAccess | null;
  }
}
