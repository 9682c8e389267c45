import { createTransport } from 'nodemailer';
import { scratchDirectory } from './child';
import { Sandbox } from './sandbox';

interface Mail {
  id: string;
  to: string;
  from: string;
  subject: string;
  text: string;
  html: string | null;
  links: string[];
  received_at: string;
}

const scratch = scratchDirectory();
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await Sandbox.start(scratch.path);
});

afterAll(async () => {
  await sandbox.stop();
  scratch.remove();
});

async function send(mail: { to: string | string[]; subject: string; text?: string; html?: string }): Promise<void> {
  const transport = createTransport(`smtp://127.0.0.1:${sandbox.smtpPort}`);
  await transport.sendMail({ from: 'Gatehouse <no-reply@localhost>', text: 'Hello.', ...mail });
  transport.close();
}

async function list(to = ''): Promise<Mail[]> {
  return (await (await sandbox.get(`/dev/mail.json?to=${encodeURIComponent(to)}`)).json()) as Mail[];
}

describe('the sandbox that stands in for a mail server', () => {
  it('says so when there is no mail', async () => {
    expect(await (await sandbox.get('/dev/mail')).text()).toContain('No mail yet');
    expect(await list()).toEqual([]);
  });

  it('shows a mail as soon as its sender was told yes, with the links in it', async () => {
    const link = 'http://localhost:3000/verify-email?email=a%40b.c&x=1';
    await send({
      to: 'one@example.com',
      subject: 'Your code – grüße',
      text: `Open ${link}.`,
      html: `<a href="${link.replace('&', '&amp;')}">Open</a>`,
    });
    const [mail] = await list();
    expect(mail).toMatchObject({
      to: 'one@example.com',
      from: 'Gatehouse <no-reply@localhost>',
      subject: 'Your code – grüße',
      links: [link],
    });
    expect(mail?.text).toContain(link);
    expect(new Date(mail?.received_at ?? '').getTime()).not.toBeNaN();
    expect(await (await sandbox.get('/dev/mail')).text()).toContain('Your code – grüße');
  });

  it('lists the newest first and finds by address, whatever its case', async () => {
    await send({ to: ['Two@example.com', 'three@example.com'], subject: 'older' });
    await send({ to: 'three@example.com', subject: 'newer' });
    expect((await list('THREE@example.com')).map(({ subject }) => subject)).toEqual(['newer', 'older']);
    expect((await list('two@EXAMPLE.com')).map(({ subject }) => subject)).toEqual(['older']);
    expect(await list('wo@example.com')).toEqual([]);
  });

  it('shows what a stranger wrote without letting it act', async () => {
    await send({
      to: 'xss@example.com',
      subject: '<script>alert(1)</script>',
      text: '<img src=x>',
      html: '<script>alert(2)</script>',
    });
    const [mail] = await list('xss@example.com');
    for (const path of ['/dev/mail', `/dev/mail/${mail?.id}`]) {
      const page = await (await sandbox.get(path)).text();
      expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
      expect(page).not.toMatch(/<script>|<img/);
    }
    const body = await sandbox.get(`/dev/mail/${mail?.id}/html`);
    expect(body.headers.get('content-security-policy')).toMatch(/^sandbox (?!.*allow-(scripts|same-origin))/);
  });

  it('keeps the mail over a restart', async () => {
    await send({ to: 'kept@example.com', subject: 'still here' });
    await sandbox.stop();
    sandbox = await Sandbox.start(scratch.path);
    expect((await list('kept@example.com')).map(({ subject }) => subject)).toEqual(['still here']);
  });

  it('answers 404 for a mail that is not there', async () => {
    expect((await sandbox.get('/dev/mail/00000000-0000-0000-0000-000000000000')).status).toBe(404);
  });
});
