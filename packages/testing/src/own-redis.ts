import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from './free-port';

const BINARIES = resolve(__dirname, '../../../infra/local/redis-binaries.mjs');

/** A Redis process of a test's own, to be killed and started again. Its file outlives it, as in production. */
export class OwnRedis {
  private child: ChildProcess | null = null;
  private directory = mkdtempSync(join(tmpdir(), 'gatehouse-redis-'));

  private constructor(
    private readonly port: number,
    private readonly binary: { readonly command: string; readonly env: NodeJS.ProcessEnv },
  ) {}

  static async start(): Promise<OwnRedis> {
    const find = `import(process.argv[1]).then(({ findRedis }) => process.stdout.write(JSON.stringify(findRedis())))`;
    const found = execFileSync(process.execPath, ['-e', find, BINARIES], { encoding: 'utf8' });
    const redis = new OwnRedis(await freePort(), JSON.parse(found) as OwnRedis['binary']);
    await redis.startAgain();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Begins where it was killed; with `empty`, without anything that it knew. */
  async startAgain({ empty = false } = {}): Promise<void> {
    if (empty) {
      rmSync(this.directory, { recursive: true, force: true });
      this.directory = mkdtempSync(join(tmpdir(), 'gatehouse-redis-'));
    }
    const settings = ['--port', this.port, '--bind', '127.0.0.1', '--dir', this.directory, '--appendonly', 'yes'].map(String);
    const durable = ['--appendfsync', 'always', '--save', ''];
    this.child = spawn(this.binary.command, [...settings, ...durable], { env: this.binary.env, stdio: 'ignore' });
    const client = new Redis(this.url, { maxRetriesPerRequest: null, retryStrategy: () => 20 });
    client.on('error', () => undefined);
    await client.ping();
    client.disconnect();
  }

  /** At once, as a power cut or the kernel would. */
  async kill(): Promise<void> {
    const { child } = this;
    if (child === null) return;
    this.child = null;
    const gone = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await gone;
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.directory, { recursive: true, force: true });
  }
}
