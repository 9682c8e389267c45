/** The sentence that a person in front of ChatGPT reads, by what went wrong. */
const SENTENCES = {
  state_invalid: 'OAuth state invalid or not found',
  missing_access_token: 'Missing access token',
  missing_credentials: 'User is missing credentials',
  login_failed: "Couldn't log in with plugin",
} as const;

export type ChatGptErrorCode = keyof typeof SENTENCES;

/** What the authorization server said, where it said anything. */
export interface ServerSaid {
  status?: number;
  error?: string;
  errorDescription?: string;
}

/**
 * A sign-in that failed as it would in ChatGPT. `message` is all that the person sees; `detail` is what the creator needs to
 * know, and never holds a secret.
 */
export class ChatGptError extends Error {
  constructor(
    readonly code: ChatGptErrorCode,
    readonly detail: string,
    readonly said: ServerSaid = {},
  ) {
    super(SENTENCES[code]);
    this.name = 'ChatGptError';
  }
}
