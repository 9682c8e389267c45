const SECRET_FIELDS = ['client_secret', 'code', 'code_verifier', 'access_token', 'refresh_token', 'id_token', 'password'];
const COOKIE_HEADERS = ['cookie', 'set-cookie'];
const CREDENTIAL_HEADERS = ['authorization', 'proxy-authorization'];
/** Shorter values would also match innocent text; they are still masked in the fields that carry secrets. */
const SHORTEST_SEARCHED = 6;
/** From this length on, four characters give away nothing and let a person tell two secrets apart. */
const SHORTEST_HINTED = 20;

/**
 * Hides secrets in what is logged. It learns each secret where its field names it, and from then on hides that value wherever
 * it turns up: in a URL, in another field, echoed in an error text.
 */
export class SecretMask {
  readonly #known = new Map<string, string>();

  /** Hides `secret`, as it is and percent-encoded, in everything that is masked after this call. */
  learn(secret: string): void {
    if (secret === '') return;
    for (const spelling of new Set([secret, encodeURIComponent(secret)])) this.#known.set(spelling, hint(secret));
  }

  url(text: string): string {
    if (!URL.canParse(text)) return this.text(text);
    return this.#fields(text, new URL(text).searchParams);
  }

  headers(headers: Iterable<[string, string]>): Record<string, string> {
    const masked: Record<string, string> = {};
    for (const [name, value] of headers) {
      masked[name] = this.#header(name.toLowerCase(), value);
    }
    return masked;
  }

  /** Masks a JSON or form-encoded body, and any other text by the secrets known so far. */
  body(text: string): string {
    const json = parseJson(text);
    if (typeof json === 'object' && json !== null) return this.text(JSON.stringify(this.#json(json)));
    return text.includes('=') ? this.#fields(text, new URLSearchParams(text)) : this.text(text);
  }

  text(text: string): string {
    let masked = text;
    for (const [secret, shown] of this.#known) {
      if (secret.length >= SHORTEST_SEARCHED) masked = masked.replaceAll(secret, shown);
    }
    return masked;
  }

  #header(name: string, value: string): string {
    if (COOKIE_HEADERS.includes(name)) return hint('');
    if (!CREDENTIAL_HEADERS.includes(name)) return this.text(value);
    const [scheme, ...rest] = value.split(' ');
    return rest.length === 0 ? hint(value) : `${scheme} ${hint(rest.join(' '))}`;
  }

  #fields(text: string, fields: URLSearchParams): string {
    let masked = text;
    for (const name of SECRET_FIELDS) {
      for (const value of fields.getAll(name)) {
        this.learn(value);
        masked = masked.replaceAll(new RegExp(`([?&]|^)${name}=[^&#]*`, 'g'), `$1${name}=${hint(value)}`);
      }
    }
    return this.text(masked);
  }

  #json(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.#json(item));
    if (typeof value !== 'object' || value === null) return value;
    const masked: Record<string, unknown> = {};
    for (const [name, item] of Object.entries(value)) {
      const secret = typeof item === 'string' && SECRET_FIELDS.includes(name);
      if (secret) this.learn(item);
      masked[name] = secret ? hint(item) : this.#json(item);
    }
    return masked;
  }
}

function hint(secret: string): string {
  return secret.length >= SHORTEST_HINTED ? `••••${secret.slice(-4)}` : '••••';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
