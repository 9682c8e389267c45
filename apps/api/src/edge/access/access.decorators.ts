import type { MemberRole } from '@gatehouse/platform';
import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiCookieAuth, ApiForbiddenResponse } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Caller, WorkspaceAccess } from './caller';

/** What a route asks of its caller. A route that says nothing is refused to everybody. */
export type AccessRule =
  | { readonly kind: 'public' }
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'session' }
  | { readonly kind: 'role'; readonly role: MemberRole };

export const ACCESS_RULE = Symbol('AccessRule');

/** One statement for the guard and for the API document, so that they cannot differ. */
const declare = (rule: AccessRule, ...documented: (MethodDecorator & ClassDecorator)[]): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(ACCESS_RULE, rule), ...documented);

/** Anybody may call it. */
export const Public = (): MethodDecorator & ClassDecorator => declare({ kind: 'public' });

/** A member, by session or by personal API token. For routes outside of a workspace. */
export const SignedIn = (): MethodDecorator & ClassDecorator =>
  declare({ kind: 'signed-in' }, ApiCookieAuth('session'), ApiBearerAuth('token'));

/** A member in a browser session. A personal API token may not: it must not be able to outlive or outgrow itself. */
export const SessionOnly = (): MethodDecorator & ClassDecorator =>
  declare(
    { kind: 'session' },
    ApiCookieAuth('session'),
    ApiForbiddenResponse({ description: 'Code `session_required`: called with a personal API token.' }),
  );

/**
 * A member of the workspace that the path names as `:slug`, with this role at least. To everybody else the workspace does not exist.
 */
export const RequireRole = (role: MemberRole): MethodDecorator & ClassDecorator =>
  declare({ kind: 'role', role }, ApiCookieAuth('session'), ApiBearerAuth('token'));

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
