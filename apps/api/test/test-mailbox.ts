import { type Mail, openMail, SEND_MAIL_QUEUE, type SendMailJob, type Vault } from '@gatehouse/platform';
import { Queue } from 'bullmq';

/** Reads mail where the worker would take it: from the queue. */
export class TestMailbox {
  private readonly queue: Queue<SendMailJob>;

  constructor(
    redisUrl: string,
    private readonly vault: Vault,
  ) {
    this.queue = new Queue<SendMailJob>(SEND_MAIL_QUEUE, { connection: { url: redisUrl } });
  }

  /** Mails to that address, oldest first. */
  async to(address: string): Promise<Mail[]> {
    const jobs = await this.queue.getJobs(['waiting', 'delayed', 'active'], 0, -1, true);
    return jobs.map((job) => openMail(this.vault, job.data)).filter((mail) => mail.to === address);
  }

  /** The code in the newest mail to that address. */
  async codeFor(address: string): Promise<string> {
    const code = /^\d{6}(?= is your)/.exec((await this.to(address)).at(-1)?.subject ?? '')?.[0];
    if (code === undefined) throw new Error(`no code was mailed to ${address}`);
    return code;
  }

  close(): Promise<void> {
    return this.queue.close();
  }
}
