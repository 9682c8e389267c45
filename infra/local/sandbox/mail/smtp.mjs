import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

const sizeLimit = 10 * 1024 * 1024;

const links = (text, html) => {
  const found = [
    ...[...(html ?? '').matchAll(/href\s*=\s*["']([^"']+)["']/gi)].map((match) => match[1].replaceAll('&amp;', '&')),
    ...[...(text ?? '').matchAll(/https?:\/\/[^\s<>"')\]]+/g)].map((match) => match[0].replace(/[.,;:!?]+$/, '')),
  ];
  return [...new Set(found.filter((link) => /^https?:\/\//.test(link)))];
};

const mailbox = (address) => (address?.name ? `${address.name} <${address.address}>` : (address?.address ?? ''));

async function collect(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Reads a mail as it came over the wire. Addressees are those of the envelope: who would really have got it. */
async function parseMail(stream, envelope) {
  const mail = await PostalMime.parse(await collect(stream));
  return {
    to: envelope.rcptTo.map(({ address }) => address).join(', '),
    from: mailbox(mail.from) || (envelope.mailFrom?.address ?? ''),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html ?? null,
    links: links(mail.text, mail.html),
  };
}

/** A mail server that takes everything and sends nothing on. It says yes only when the mail is kept. */
export function startSmtp(store, port) {
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: sizeLimit,
    banner: 'Gatehouse sandbox',
    disableReverseLookup: true,
    onData(stream, session, callback) {
      parseMail(stream, session.envelope).then(
        (mail) =>
          callback(stream.sizeExceeded ? Object.assign(new Error('Too large'), { responseCode: 552 }) : null, store.add(mail).id),
        (error) => callback(error),
      );
    },
  });
  server.on('error', (error) => console.error(`mail: ${error.message}`));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
