// Stands in for the sign-in of Google, GitHub and Microsoft, for a mail server, for Stripe and for ChatGPT on a machine that has none of them. Listens on loopback only; the API hands on what
// comes in under /dev. Environment: PUBLIC_URL (origin that browsers use), SANDBOX_PORT, SANDBOX_DIRECTORY (where mail and ChatGPT's settings are kept),
// SANDBOX_GOOGLE, SANDBOX_GITHUB, SANDBOX_MICROSOFT and SANDBOX_STRIPE (on or off), SANDBOX_SMTP_PORT (absent: mail goes elsewhere).
import { isLoopbackUrl } from '../loopback.mjs';
import { chatGptRoutes, createChatGpt } from './chatgpt/routes.mjs';
import { createGitHub, githubRoutes } from './github/routes.mjs';
import { createGoogle, googleRoutes } from './google/routes.mjs';
import { createMicrosoft, microsoftRoutes } from './microsoft/routes.mjs';
import { mailRoutes } from './mail/routes.mjs';
import { startSmtp } from './mail/smtp.mjs';
import { MailStore } from './mail/store.mjs';
import { createStripe, stripeRoutes } from './stripe/sandbox.mjs';
import { createServer } from './server.mjs';

const { PUBLIC_URL, SANDBOX_PORT, SANDBOX_SMTP_PORT, SANDBOX_DIRECTORY } = process.env;

const { SANDBOX_GOOGLE, SANDBOX_GITHUB, SANDBOX_MICROSOFT, SANDBOX_STRIPE } = process.env;
const google = SANDBOX_GOOGLE === 'off' ? null : await createGoogle(PUBLIC_URL);
const github = SANDBOX_GITHUB === 'off' ? null : createGitHub(PUBLIC_URL);
const microsoft = SANDBOX_MICROSOFT === 'off' ? null : await createMicrosoft(PUBLIC_URL);
const store = SANDBOX_SMTP_PORT === undefined ? null : new MailStore(SANDBOX_DIRECTORY);
const smtp = store === null ? null : await startSmtp(store, Number(SANDBOX_SMTP_PORT));
// It calls servers of this machine for whoever opens it, so it stands in only where nobody but this machine is meant to open it.
const chatgpt = isLoopbackUrl(PUBLIC_URL) ? createChatGpt(SANDBOX_DIRECTORY, PUBLIC_URL) : null;
const stripe = SANDBOX_STRIPE === 'off' ? null : createStripe(SANDBOX_DIRECTORY, PUBLIC_URL);
const server = createServer(
  { google, github, microsoft, store, chatgpt, stripe },
  {
    ...(google && googleRoutes),
    ...(github && githubRoutes),
    ...(microsoft && microsoftRoutes),
    ...(store && mailRoutes),
    ...(chatgpt && chatGptRoutes),
    ...(stripe && stripeRoutes),
  },
);
server.listen(Number(SANDBOX_PORT), '127.0.0.1', () => console.log(`The sandbox listens on port ${SANDBOX_PORT}`));

process.once('SIGTERM', () => {
  smtp?.close();
  stripe?.close();
  server.close();
  server.closeAllConnections();
  setTimeout(() => process.exit(0), 1000).unref();
});
