import { connect, createServer, type Server, type Socket } from 'node:net';

/** A Redis that can be killed, or made to hang, under those who are connected to it, and revived: the way to the real one is cut and mended. */
export class CuttableRedis {
  private readonly sockets = new Set<Socket>();
  private alive = true;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(target: string): Promise<CuttableRedis> {
    const { hostname, port } = new URL(target);
    const holder: { redis?: CuttableRedis } = {};
    const server = createServer((client) => holder.redis?.join(client, connect(Number(port), hostname)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address() as { port: number };
    // All but host and port stays: the real one may ask for a password.
    const url = new URL(target);
    [url.hostname, url.port] = ['127.0.0.1', String(address.port)];
    holder.redis = new CuttableRedis(server, url.toString());
    return holder.redis;
  }

  kill(): void {
    this.alive = false;
    for (const socket of this.sockets) socket.destroy();
  }

  /** Takes what is sent and answers nothing. */
  hang(): void {
    for (const socket of this.sockets) socket.pause();
  }

  revive(): void {
    this.alive = true;
    for (const socket of this.sockets) socket.resume();
  }

  async stop(): Promise<void> {
    this.kill();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private join(client: Socket, upstream: Socket): void {
    if (!this.alive) {
      client.destroy();
      upstream.destroy();
      return;
    }
    for (const socket of [client, upstream]) {
      this.sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => this.sockets.delete(socket));
    }
    client.pipe(upstream).pipe(client);
  }
}
