import { formatScope, metadataUrl } from '@gatehouse/core';
import type { CallbackUrlRow, GptRow, GptSecretRow, ScopeRow } from '@gatehouse/platform';
import { privacyPath } from '../../edge/hosted-pages/find-brand';
import type { CallbackUrl, Gpt, GptSecret } from './gpt.dto';

/** The words of the GPT editor for a token request whose credentials stand in its body. */
const TOKEN_EXCHANGE_METHOD = 'Default (POST request)';

/** What belongs to GPTs, read for all of a page at once. */
export interface GptParts {
  readonly callbackUrls: readonly CallbackUrlRow[];
  readonly scopes: readonly ScopeRow[];
  readonly secrets: readonly GptSecretRow[];
  readonly calls: ReadonlyMap<string, number>;
  /** Of those whose creator has a privacy policy elsewhere. */
  readonly privacyUrls: ReadonlyMap<string, string>;
}

/** A GPT on the wire, with every string that the GPT editor's form asks for. @param issuer what the workspace's settings show */
export function gptView(gpt: GptRow, parts: GptParts, issuer: string): Gpt {
  const ofThis = ({ gptId }: { gptId: string }): boolean => gptId === gpt.id;
  const scopes = parts.scopes.filter(ofThis);
  return {
    id: gpt.id,
    name: gpt.name,
    client_id: gpt.clientId,
    created_at: gpt.createdAt.toISOString(),
    callback_urls: parts.callbackUrls.filter(ofThis).map(callbackUrlView),
    scopes: scopes.map(({ name, description, isDefault }) => ({ name, description, default: isDefault })),
    login_methods: gpt.loginMethods,
    api: gpt.apiBaseUrl === null ? null : { base_url: gpt.apiBaseUrl },
    secrets: parts.secrets.filter(ofThis).map(secretView),
    oauth: {
      authorization_url: `${issuer}/oauth/authorize`,
      token_url: `${issuer}/oauth/token`,
      scope: formatScope(scopes.filter((scope) => scope.isDefault).map((scope) => scope.name)),
      token_exchange_method: TOKEN_EXCHANGE_METHOD,
    },
    privacy_policy_url: parts.privacyUrls.get(gpt.id) ?? privacyPath(issuer, gpt.id),
    verify_url: `${issuer}/verify`,
    issuer,
    discovery_url: `${issuer}/.well-known/openid-configuration`,
    metadata_url: metadataUrl(issuer),
    calls: parts.calls.get(gpt.id) ?? 0,
  };
}

export function callbackUrlView({ id, url, createdAt }: CallbackUrlRow): CallbackUrl {
  return { id, url, created_at: createdAt.toISOString() };
}

function secretView({ id, last4, createdAt, expiresAt, lastUsedAt }: GptSecretRow): GptSecret {
  return {
    id,
    last4,
    created_at: createdAt.toISOString(),
    expires_at: expiresAt?.toISOString() ?? null,
    last_used_at: lastUsedAt?.toISOString() ?? null,
  };
}
