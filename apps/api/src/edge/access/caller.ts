import type { MemberRole } from '@gatehouse/platform';
import type { RequestOrigin } from './request-origin';

/** Who calls the control plane, and by what. */
export type Caller =
  | { readonly kind: 'session'; readonly memberId: string; readonly tokenHash: Buffer; readonly from: RequestOrigin }
  | {
      readonly kind: 'token';
      readonly memberId: string;
      readonly tokenId: string;
      /** The one workspace that the token opens. */
      readonly workspaceId: string;
      readonly role: MemberRole;
      readonly from: RequestOrigin;
    };

/** The workspace that a request is about; the caller was found to be a member of it. */
export interface WorkspaceAccess {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  /** What the caller may do here: the member's role, or the token's when that is less. */
  readonly role: MemberRole;
  /** Who entered it: named in the audit log with whatever they change. */
  readonly caller: Caller;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the access guard; null on public routes. */
    caller: Caller | null;
    /** Set by the access guard on routes with `@RequireRole`. */
    workspaceAccess: WorkspaceAccess | null;
  }
}
