import type { Config } from '@gatehouse/platform';
import { freePort } from '@gatehouse/testing';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const ROOT = resolve(__dirname, '../../..');
const READY_WITHIN_TRIES = 600;

/** The API as it is run, a process of its own that is killed outright and started again. `npm test` has compiled it. */
export class KillableApi {
  private child: ChildProcess | null = null;
  private ready: Promise<void> = Promise.resolve();

  private constructor(
    readonly origin: string,
    private readonly port: number,
    private readonly config: Config,
  ) {}

  /** @param config of another API, beside which it stands on the same servers */
  static async start(config: Config): Promise<KillableApi> {
    const port = await freePort();
    const api = new KillableApi(`http://127.0.0.1:${port}`, port, config);
    api.ready = api.run();
    await api.ready;
    return api;
  }

  /** By SIGKILL, in the middle of whatever it does; it is started again at once. */
  async kill(): Promise<void> {
    await this.ready;
    this.ready = this.end('SIGKILL').then(() => this.run());
    await this.ready;
  }

  /** Resolves once it answers again. */
  back(): Promise<void> {
    return this.ready;
  }

  async stop(): Promise<void> {
    await this.ready;
    await this.end('SIGTERM');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (this.child === null || this.child.exitCode !== null) return;
    this.child.kill(signal);
    await once(this.child, 'exit');
  }

  private async run(): Promise<void> {
    const { databaseUrl, redisUrl, masterKeys, stripe } = this.config;
    this.child = spawn(process.execPath, [resolve(ROOT, 'apps/api/dist/main.js')], {
      cwd: ROOT,
      env: {
        PATH: process.env['PATH'],
        PLANE: 'control',
        PORT: String(this.port),
        PUBLIC_URL: this.origin,
        DATABASE_URL: databaseUrl,
        REDIS_URL: redisUrl,
        SMTP_URL: 'smtp://127.0.0.1:9',
        MASTER_KEYS: masterKeys.map(({ id, key }) => `${id}:${key.toString('base64')}`).join(','),
        STRIPE_SECRET_KEY: stripe?.secretKey,
        STRIPE_WEBHOOK_SECRET: stripe?.webhookSecret,
        STRIPE_CONNECT_CLIENT_ID: stripe?.connectClientId ?? undefined,
        STRIPE_API_BASE: stripe?.apiBase,
        LOG_LEVEL: 'silent',
      },
      stdio: 'inherit',
    });
    for (let attempt = 0; attempt < READY_WITHIN_TRIES; attempt += 1) {
      const isReady = await fetch(`${this.origin}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      );
      if (isReady) return;
      await pause(100);
    }
    throw new Error(`${this.origin} was not ready within a minute`);
  }
}
