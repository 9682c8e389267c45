import type { GptSettings, RequestForm } from './settings';

/** What is asked of the token endpoint. */
export type TokenGrant = { code: string; redirectUri: string; codeVerifier?: string | undefined } | { refreshToken: string };

export interface OutgoingRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string;
}

/**
 * The token request as ChatGPT sends it (RFC 6749 4.1.3, 6): client credentials in the body, or in the HTTP Basic header and
 * then nowhere else; form-encoded or JSON.
 */
export function buildTokenRequest(settings: GptSettings, form: RequestForm, grant: TokenGrant): OutgoingRequest {
  const parameters = { ...grantParameters(grant), ...bodyCredentials(settings) };
  const json = form.tokenEncoding === 'json';
  return {
    method: 'POST',
    url: settings.tokenUrl,
    headers: {
      accept: 'application/json',
      'content-type': json ? 'application/json' : 'application/x-www-form-urlencoded',
      ...headerCredentials(settings, form),
    },
    body: json ? JSON.stringify(parameters) : new URLSearchParams(parameters).toString(),
  };
}

function grantParameters(grant: TokenGrant): Record<string, string> {
  if ('refreshToken' in grant) return { grant_type: 'refresh_token', refresh_token: grant.refreshToken };
  return {
    grant_type: 'authorization_code',
    code: grant.code,
    redirect_uri: grant.redirectUri,
    ...(grant.codeVerifier === undefined ? {} : { code_verifier: grant.codeVerifier }),
  };
}

function bodyCredentials(settings: GptSettings): Record<string, string> {
  if (settings.tokenExchangeMethod === 'basic') return {};
  return { client_id: settings.clientId, client_secret: settings.clientSecret };
}

function headerCredentials(settings: GptSettings, form: RequestForm): Record<string, string> {
  if (settings.tokenExchangeMethod === 'post') return {};
  const encode = form.basicEncoding === 'percent' ? encodeURIComponent : (text: string) => text;
  const pair = `${encode(settings.clientId)}:${encode(settings.clientSecret)}`;
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}
