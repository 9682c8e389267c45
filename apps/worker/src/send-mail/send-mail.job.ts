import { MailTransport, openMail, SEND_MAIL_QUEUE, type SendMailJob, Vault } from '@gatehouse/platform';
import { Injectable } from '@nestjs/common';
import type { Job } from '../job';

/**
 * Sends what the API queued. A failed attempt throws, and BullMQ repeats it with growing pauses. A worker that dies between the mail
 * server's "yes" and its own note of it sends the mail twice; that is the lesser evil.
 */
@Injectable()
export class SendMail implements Job<SendMailJob> {
  readonly queue = SEND_MAIL_QUEUE;
  readonly concurrency = 5;
  readonly schedules = [];
  readonly lockMs = 60_000;

  constructor(
    private readonly vault: Vault,
    private readonly transport: MailTransport,
  ) {}

  async run(data: SendMailJob): Promise<void> {
    await this.transport.send(openMail(this.vault, data));
  }
}
