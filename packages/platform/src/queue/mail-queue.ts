import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Vault } from '../crypto/vault';

/** A mail to one person. `text` is what every client can show; `html` says the same. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What stands in the queue. Mails carry one-time codes, so Redis sees them sealed only. */
export interface SendMailJob {
  readonly sealed: string;
}

export const SEND_MAIL_QUEUE = 'send-mail';
const place = { workspaceId: '-', column: SEND_MAIL_QUEUE };

/** Hands mail to the worker, which sends it and tries again when the mail server does not take it. */
export class MailQueue {
  private readonly queue: Queue<SendMailJob>;

  constructor(
    connection: Redis,
    private readonly vault: Vault,
  ) {
    this.queue = new Queue<SendMailJob>(SEND_MAIL_QUEUE, {
      connection,
      defaultJobOptions: {
        attempts: 8,
        backoff: { type: 'exponential', delay: 1_000 },
        removeOnComplete: true,
        // A code is worthless after ten minutes; the failure itself is in the log.
        removeOnFail: { age: 3_600 },
      },
    });
    // The connection reports its own trouble; without a listener BullMQ would print it, unformatted, a second time.
    this.queue.on('error', () => undefined);
  }

  /** @throws when Redis does not take it: the caller's request fails and nothing was promised. */
  async send(mail: Mail): Promise<void> {
    await this.queue.add('mail', { sealed: this.vault.seal(JSON.stringify(mail), place) });
  }

  async close(): Promise<void> {
    await this.queue.close();
  }
}

/** The worker's side of {@link MailQueue.send}. @throws when the key that sealed it is gone. */
export function openMail(vault: Vault, job: SendMailJob): Mail {
  return JSON.parse(vault.open(job.sealed, place)) as Mail;
}
