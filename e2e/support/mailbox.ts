import { eventually } from './eventually';

interface Mail {
  id: string;
  to: string;
  subject: string;
  text: string;
}

/** The mail that the stack has sent to one address, as the inbox page shows it. */
export class Mailbox {
  readonly #read = new Set<string>();

  constructor(
    private readonly origin: string,
    private readonly address: string,
  ) {}

  /** Waits for a mail that was not read before, takes mails in the order in which they came, and returns the code of six digits. */
  async code(): Promise<string> {
    const mail = await eventually(`A mail to ${this.address}`, 30_000, () => this.#next());
    const code = /\b\d{6}\b/.exec(mail.text)?.[0];
    if (code === undefined) throw new Error(`The mail "${mail.subject}" holds no code of six digits.`);
    return code;
  }

  /** The same for the link that signs somebody in. */
  async link(): Promise<string> {
    const mail = await eventually(`A mail to ${this.address}`, 30_000, () => this.#next());
    const link = /^http\S+\/link\?token=\S+$/m.exec(mail.text)?.[0];
    if (link === undefined) throw new Error(`The mail "${mail.subject}" holds no link to sign in by.`);
    return link;
  }

  /** Passes over a mail that only tells something. */
  async note(): Promise<string> {
    return (await eventually(`A mail to ${this.address}`, 30_000, () => this.#next())).subject;
  }

  async #next(): Promise<Mail | undefined> {
    const response = await fetch(`${this.origin}/dev/mail.json?to=${encodeURIComponent(this.address)}`);
    const mails = (await response.json()) as Mail[];
    // The list begins with the newest.
    const mail = mails.findLast(({ id, to }) => to.toLowerCase() === this.address.toLowerCase() && !this.#read.has(id));
    if (mail !== undefined) this.#read.add(mail.id);
    return mail;
  }
}
