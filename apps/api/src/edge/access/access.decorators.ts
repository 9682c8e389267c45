import type { MemberRole } from '@gatehouse/platform';
import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Caller, WorkspaceAccess } from './caller';

/** What a route asks of its caller. A route that says nothing is refused to everybody. */
export type AccessRule =
  | { readonly kind: 'public' }
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'session' }
  | { readonly kind: 'role'; readonly role: MemberRole };

export const ACCESS_RULE = Symbol('AccessRule');

/** Anybody may call it. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(ACCESS_RULE, { kind: 'public' } satisfies AccessRule);

/** A member, by session or by personal API token. For routes outside of a workspace. */
export const SignedIn = (): MethodDecorator & ClassDecorator => SetMetadata(ACCESS_RULE, { kind: 'signed-in' } satisfies AccessRule);

/** A member in a browser session. A personal API token may not: it must not be able to outlive or outgrow itself. */
export const SessionOnly = (): MethodDecorator & ClassDecorator => SetMetadata(ACCESS_RULE, { kind: 'session' } satisfies AccessRule);

/**
 * A member of the workspace that the path names as `:slug`, with this role at least. To everybody else the workspace does not exist.
 */
export const RequireRole = (role: MemberRole): MethodDecorator & ClassDecorator =>
  SetMetadata(ACCESS_RULE, { kind: 'role', role } satisfies AccessRule);

/** The member who calls. Only on routes that are not public. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<FastifyRequest>();
  if (caller === null) throw new Error('a route that is public asked who calls');
  return caller;
});

/** The workspace of the path, and the caller's role in it. Only on routes with `@RequireRole`. */
export const CurrentWorkspace = createParamDecorator((_: unknown, context: ExecutionContext): WorkspaceAccess => {
  const { workspaceAccess } = context.switchToHttp().getRequest<FastifyRequest>();
  if (workspaceAccess === null) throw new Error('a route without @RequireRole asked for its workspace');
  return workspaceAccess;
});
