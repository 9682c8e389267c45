import { join } from 'node:path';
import { freePort } from '../../packages/testing/src/free-port';
import { ChildServer } from './child-server';
import { eventually } from './eventually';
import { ROOT } from './places';

/** The greeting example as a real process, beside the stack, as a creator would run it. */
export class GreetingApi {
  private constructor(
    readonly origin: string,
    private readonly server: ChildServer,
  ) {}

  static async start(verifyUrl: string): Promise<GreetingApi> {
    const port = await freePort();
    const env = { GATEHOUSE_VERIFY_URL: verifyUrl, PORT: String(port) };
    const server = ChildServer.start('The greeting API', ['server.mjs'], env, join(ROOT, 'examples/greeting'));
    const origin = `http://127.0.0.1:${port}`;
    await eventually('The greeting API becoming ready', 15_000, async () => {
      server.demandRunning();
      return (await fetch(`${origin}/healthz`)).ok ? true : undefined;
    });
    return new GreetingApi(origin, server);
  }

  get greetingUrl(): string {
    return `${this.origin}/greeting`;
  }

  async stop(): Promise<void> {
    await this.server.stop();
  }
}
