import { AppError, KEY_SET_MAX_AGE_SECONDS } from '@gatehouse/core';
import { KeyRing } from '@gatehouse/platform';
import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type { JsonAnswer } from '../json-endpoints/json-answer';
import { Tenants } from '../tenants/tenants.service';

/** `GET {issuer}/.well-known/jwks.json`: the public halves of a workspace's keys (RFC 7517 5). */
@Injectable()
export class JwksHandler {
  constructor(
    private readonly tenants: Tenants,
    private readonly keyRing: KeyRing,
  ) {}

  /** @throws AppError `not_found` for a workspace that is none. */
  async handle(workspace: string, ifNoneMatch: string | undefined): Promise<JsonAnswer> {
    const tenant = await this.tenants.resolve(workspace); //      1 whose door
    if (tenant === null) throw new AppError('not_found');
    const keys = await this.keyRing.publicKeys(tenant.id); //     2 its keys, made now if it never had any
    const body = { keys };
    const etag = etagOf(body);
    const headers = { 'cache-control': `public, max-age=${KEY_SET_MAX_AGE_SECONDS}`, etag };
    return names(ifNoneMatch, etag) ? { status: 304, headers, body: null } : { status: 200, headers, body };
  }
}

function etagOf(body: object): string {
  return `"${createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 22)}"`;
}

/** RFC 9110 13.1.2: any in the list, compared weakly. */
function names(ifNoneMatch: string | undefined, etag: string): boolean {
  return (ifNoneMatch ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === etag || one.trim() === '*');
}
