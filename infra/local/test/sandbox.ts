import { createHash, randomBytes } from 'node:crypto';
import { freePort } from '../../../packages/testing/src/free-port';
import { Child } from './child';

const PUBLIC_URL = 'http://gatehouse.test';
const CLIENT = { client_id: 'gatehouse-sandbox', client_secret: 'gatehouse-sandbox-secret' };

export const CALLBACK = `${PUBLIC_URL}/sign-in/google/callback`;

/** The sandbox as the launcher starts it, and what its client sends it. */
export class Sandbox {
  private constructor(
    private readonly child: Child,
    readonly url: string,
    readonly smtpPort: number,
  ) {}

  /**
   * @param publicUrl the origin that browsers use; ChatGPT stands in on loopback only.
   * @param at where it was before, for one that comes back
   */
  static async start(directory: string, publicUrl = PUBLIC_URL, at?: number): Promise<Sandbox> {
    const [port, smtpPort] = [at ?? (await freePort()), await freePort()];
    const env = {
      PUBLIC_URL: publicUrl,
      SANDBOX_PORT: String(port),
      SANDBOX_SMTP_PORT: String(smtpPort),
      SANDBOX_DIRECTORY: directory,
    };
    const child = new Child('infra/local/sandbox/main.mjs', [], env);
    await child.said('The sandbox listens');
    return new Sandbox(child, `http://127.0.0.1:${port}`, smtpPort);
  }

  stop(): Promise<number | string> {
    return this.child.stop();
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(this.url + path, { redirect: 'manual', headers });
  }

  post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(this.url + path, { method: 'POST', redirect: 'manual', headers, body: new URLSearchParams(fields) });
  }

  authorize(fields: Record<string, string>): Promise<Response> {
    return this.get(`/dev/google/authorize?${new URLSearchParams(fields).toString()}`);
  }

  /** Where choosing an account leads to. */
  async choose(fields: Record<string, string>): Promise<URL> {
    const response = await this.post('/dev/google/authorize', fields);
    return new URL(response.headers.get('location') ?? 'none:');
  }

  token(fields: Record<string, string>): Promise<Response> {
    return this.post('/dev/google/token', { grant_type: 'authorization_code', redirect_uri: CALLBACK, ...CLIENT, ...fields });
  }
}

/** The parameters of a good authorization request, and the verifier that belongs to it. */
export function authorizationRequest(): { fields: Record<string, string>; verifier: string } {
  const verifier = randomBytes(32).toString('base64url');
  const fields = {
    client_id: CLIENT.client_id,
    redirect_uri: CALLBACK,
    response_type: 'code',
    scope: 'openid email profile',
    state: 'a state & "more"',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  };
  return { fields, verifier };
}
