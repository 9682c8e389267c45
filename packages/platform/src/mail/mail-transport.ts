import { createTransport, type Transporter } from 'nodemailer';
import type { Mail } from '../queue/mail-queue';

/** Sends mail by SMTP. */
export class MailTransport {
  private readonly transporter: Transporter;

  /** @param smtpUrl `smtp://user:password@host:port` or `smtps://…` */
  constructor(
    smtpUrl: string,
    private readonly from: string,
  ) {
    this.transporter = createTransport({ url: smtpUrl, connectionTimeout: 10_000, socketTimeout: 20_000 });
  }

  /** @throws when the server does not take the mail. */
  async send(mail: Mail): Promise<void> {
    await this.transporter.sendMail({ from: this.from, to: mail.to, subject: mail.subject, text: mail.text, html: mail.html });
  }

  close(): void {
    this.transporter.close();
  }
}
