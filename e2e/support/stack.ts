import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../packages/testing/src/free-port';
import { ChildServer } from './child-server';
import { eventually, Hopeless } from './eventually';
import { ARTIFACTS, ROOT } from './places';

/** A cold checkout is built first. */
const READY_WITHIN_MS = 240_000;

/** What the machine of whoever runs the tests happens to set, and what the product must do without. */
const NOT_INHERITED = [
  'DATABASE_URL',
  'REDIS_URL',
  'SMTP_URL',
  'PUBLIC_URL',
  'MASTER_KEYS',
  'GOOGLE_CLIENT_ID',
  'GOOGLE_CLIENT_SECRET',
  'GITHUB_CLIENT_ID',
  'GITHUB_CLIENT_SECRET',
  'MICROSOFT_CLIENT_ID',
  'MICROSOFT_CLIENT_SECRET',
  'NODE_ENV',
];

/** The whole product, started as the README says, on a port and a data directory of its own. */
export class Stack {
  private constructor(
    private readonly name: string,
    readonly origin: string,
    private readonly port: number,
    private readonly dataDirectory: string,
    private readonly settings: Readonly<Record<string, string>>,
    private launcher: ChildServer,
  ) {}

  /** `name` is the folder of its logs among the artifacts; `settings` are variables that it is started with. */
  static async start(name: string, settings: Readonly<Record<string, string>> = {}): Promise<Stack> {
    const port = await freePort();
    const dataDirectory = await mkdtemp(join(tmpdir(), 'gatehouse-e2e-'));
    const stack = new Stack(
      name,
      `http://localhost:${port}`,
      port,
      dataDirectory,
      settings,
      launch(port, dataDirectory, settings),
    );
    try {
      await stack.#untilReady();
    } catch (error) {
      await stack.stop();
      throw error;
    }
    return stack;
  }

  /** The folder of its logs while it lives. */
  get logs(): string {
    return join(this.dataDirectory, 'logs');
  }

  /** Stops everything by SIGTERM and starts it again on the same data. Resolves to the launcher's exit code in between. */
  async restart(): Promise<number | null> {
    const exitCode = await this.launcher.stop();
    this.launcher = launch(this.port, this.dataDirectory, this.settings);
    await this.#untilReady();
    return exitCode;
  }

  /** Stops everything, keeps the logs among the artifacts, and removes the data. */
  async stop(): Promise<void> {
    await this.launcher.stop();
    if (existsSync(this.logs)) await cp(this.logs, join(ARTIFACTS, 'logs', this.name), { recursive: true, force: true });
    await rm(this.dataDirectory, { recursive: true, force: true });
  }

  async #untilReady(): Promise<void> {
    await eventually('The stack becoming ready', READY_WITHIN_MS, async () => {
      this.launcher.demandRunning();
      const { status } = await fetch(`${this.origin}/readyz`);
      return status === 200 ? true : undefined;
    }).catch((error: unknown) => {
      if (error instanceof Hopeless) throw error;
      throw new Error(`The stack is not ready. Its last output:\n${this.launcher.output}`, { cause: error });
    });
  }
}

function launch(port: number, dataDirectory: string, settings: Readonly<Record<string, string>>): ChildServer {
  const inherited = Object.entries(process.env).filter(([name]) => !NOT_INHERITED.includes(name));
  const env = { ...Object.fromEntries(inherited), PORT: String(port), DATA_DIR: dataDirectory, ...settings };
  return ChildServer.start('The launcher', ['infra/local/launch.mjs', 'start'], env, ROOT);
}
