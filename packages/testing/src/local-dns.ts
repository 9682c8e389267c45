import * as packet from 'dns-packet';
import { createSocket, type Socket } from 'node:dgram';

/** A name server on loopback that knows the TXT records it was given, and can be made to fail. */
export class LocalDns {
  readonly texts = new Map<string, readonly string[]>();
  /** What it answers with instead of records, while set. */
  failure: 'SERVFAIL' | 'REFUSED' | null = null;
  asked = 0;

  private constructor(private readonly socket: Socket) {
    socket.on('message', (message, from) => socket.send(this.answer(message), from.port, from.address));
  }

  static async start(): Promise<LocalDns> {
    const socket = createSocket('udp4');
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
    return new LocalDns(socket);
  }

  /** For the configuration of what is tested. */
  get server(): string {
    return `127.0.0.1:${this.socket.address().port}`;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.socket.close(() => resolve()));
  }

  private answer(message: Buffer): Buffer {
    this.asked += 1;
    const { id, questions = [] } = packet.decode(message);
    const name = questions[0]?.name.toLowerCase() ?? '';
    const texts = this.texts.get(name);
    const code = { SERVFAIL: 2, REFUSED: 5 };
    const flags = this.failure !== null ? code[this.failure] : texts === undefined ? 3 : 0;
    const answers =
      this.failure !== null ? [] : (texts ?? []).map((text) => ({ type: 'TXT' as const, name, ttl: 1, data: inPieces(text) }));
    return packet.encode({
      type: 'response',
      ...(id === undefined ? {} : { id }),
      flags: flags | packet.RECURSION_DESIRED,
      questions,
      answers,
    });
  }
}

/** A record holds strings of 255 bytes at most; a longer text comes in several. */
const inPieces = (text: string): string[] => text.match(/.{1,20}/gs) ?? [''];
