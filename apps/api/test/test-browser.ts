import type { FastifyInstance } from 'fastify';

export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';

export interface Answer {
  readonly status: number;
  readonly text: string;
  /** The JSON body, or undefined. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read answers field by field; a wrong guess fails the test
  readonly body: any;
  readonly headers: Readonly<Record<string, string>>;
  readonly setCookies: readonly string[];
}

/** Sends what a browser on our own pages sends, and keeps cookies as one does. */
export class TestBrowser {
  readonly cookies = new Map<string, string>();
  /** Sent with every request; a test changes them to be somewhere else. */
  headers: Record<string, string>;

  constructor(
    private readonly server: FastifyInstance,
    publicUrl: string,
  ) {
    this.headers = { origin: publicUrl, 'sec-fetch-site': 'same-origin' };
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('GET', path, undefined, headers);
  }

  post(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('POST', path, body, headers);
  }

  patch(path: string, body: unknown): Promise<Answer> {
    return this.send('PATCH', path, body);
  }

  put(path: string, body?: unknown): Promise<Answer> {
    return this.send('PUT', path, body);
  }

  delete(path: string): Promise<Answer> {
    return this.send('DELETE', path);
  }

  async send(method: Method, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await this.server.inject({
      method,
      url: path,
      headers: {
        ...this.headers,
        ...(cookie === '' ? {} : { cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body) }),
    });
    const setCookies = [response.headers['set-cookie'] ?? []].flat();
    for (const line of setCookies) this.keep(line);
    return {
      status: response.statusCode,
      text: response.payload,
      body: parsed(response.payload),
      headers: response.headers as Record<string, string>,
      setCookies,
    };
  }

  private keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ');
    const name = pair.slice(0, pair.indexOf('='));
    if (attributes.includes('Max-Age=0')) this.cookies.delete(name);
    else this.cookies.set(name, pair.slice(pair.indexOf('=') + 1));
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
