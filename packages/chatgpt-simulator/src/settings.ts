import type { CallbackHost } from './callback-url';

/** How the GPT editor says that the client proves itself: "Default (POST request)" or "Basic authorization header". */
export const TOKEN_EXCHANGE_METHODS = ['post', 'basic'] as const;
export type TokenExchangeMethod = (typeof TOKEN_EXCHANGE_METHODS)[number];

/** What a creator pastes into the GPT editor's OAuth form, and the callback URL that the editor shows in return. */
export interface GptSettings {
  clientId: string;
  clientSecret: string;
  authorizationUrl: string;
  tokenUrl: string;
  /** Space-separated scope names. */
  scope: string;
  tokenExchangeMethod: TokenExchangeMethod;
  callbackUrl: string;
}

/** The forms in which ChatGPT has been seen to send the same request; a server must take every one. */
export interface RequestForm {
  /** Body of the token request: `application/x-www-form-urlencoded` or JSON. */
  tokenEncoding: 'form' | 'json';
  /** Whether id and secret are percent-encoded before they are joined for HTTP Basic (RFC 6749 2.3.1), or joined as they are. */
  basicEncoding: 'raw' | 'percent';
  /** The scope parameter of the authorize request: with the settings' value, present but empty, or left out. */
  scope: 'value' | 'empty' | 'absent';
  /** Whether a PKCE challenge (S256, RFC 7636) is sent. */
  pkce: boolean;
  host: CallbackHost;
}

/** What ChatGPT allows an API before it gives up on it. */
export interface Limits {
  /** Time for one call or token request, until the last byte of the answer. */
  callTimeoutMs: number;
  /** A request or response body must stay under this many characters. */
  maxCharacters: number;
}

/** The limits that OpenAI documents for actions. */
export const CHATGPT_LIMITS: Limits = { callTimeoutMs: 45_000, maxCharacters: 100_000 };
