import { AUDIT_ACTIONS, type AuditAction } from '@gatehouse/core';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..', '..');

/** Everything that happens to somebody's safety, and the action that tells of it. */
const SECURITY_EVENTS: readonly (readonly [happening: string, action: AuditAction])[] = [
  ['a member signs in', 'member.signed_in'],
  ["a member's account is guessed at until the throttle stops it", 'member.sign_in_throttled'],
  ['a member signs a device out', 'member.session_ended'],
  ['a member chooses another password', 'member.password_changed'],
  ['a subscriber signs in', 'subscriber.signed_in'],
  ["a subscriber's account is guessed at until the throttle stops it", 'subscriber.sign_in_throttled'],
  ["a subscriber's device is signed out", 'subscriber.session_ended'],
  ['a subscriber sets a password', 'subscriber.password_set'],
  ['a subscriber changes it', 'subscriber.password_changed'],
  ['a subscriber is blocked', 'subscriber.blocked'],
  ['a subscriber is let in again', 'subscriber.unblocked'],
  ["a subscriber's data is handed over", 'subscriber.data_exported'],
  ['a subscriber is erased', 'subscriber.erased'],
  ['all subscribers are exported', 'subscriber.exported'],
  ['a consent is withdrawn', 'grant.revoked'],
  ['a client revokes a token (RFC 7009)', 'token.revoked'],
  ['a code is redeemed twice (OAuth 2.1 4.1.3)', 'authorization_code.replayed'],
  ['a refresh token is used after its grace (RFC 9700 4.14)', 'refresh_token.reused'],
  ['a client secret is replaced', 'client_secret.rotated'],
  ['a service key is made', 'service_key.created'],
  ['a service key is replaced', 'service_key.rotated'],
  ['a service key is revoked', 'service_key.revoked'],
  ['an API token is made', 'api_token.created'],
  ['an API token is revoked', 'api_token.revoked'],
  ['signing keys are replaced by hand', 'signing_keys.rotated'],
  ['a domain is proven', 'domain.verified'],
  ["a domain's record goes missing", 'domain.record_missing'],
  ['a domain is given up', 'domain.lost'],
  ['sign-in moves to a domain', 'domain.issuer_chosen'],
  ['who may use a GPT changes', 'access_policy.changed'],
  ['a changed callback is let in', 'callback_url.learned'],
];

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/spec\.tsx?$/.test(entry.name))
    .filter((entry) => entry.name !== 'audit-actions.ts')
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

describe('the audit log', () => {
  const code = ['apps/api/src', 'apps/worker/src', 'packages/platform/src'].flatMap(sources).join('\n');

  it.each(SECURITY_EVENTS)('is told when %s', (_happening, action) => {
    expect(AUDIT_ACTIONS).toContain(action);
    expect(code).toContain(`'${action}'`);
  });
});
