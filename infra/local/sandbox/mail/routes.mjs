import { Refusal, sendFile, sendJson, sendPage } from '../answers.mjs';
import { inboxPage, mailPage } from './pages.mjs';

// A mail holds what strangers wrote, and this page has the dashboard's origin: `sandbox` gives the mail an origin of its own and no scripts.
const bodyPolicy =
  "sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation; default-src 'none'; style-src 'unsafe-inline'; img-src https: data:; frame-ancestors 'self'";

function demandMail(store, id) {
  const mail = store.find(id);
  if (mail === null)
    throw new Refusal({ status: 404, code: 'not_found', message: 'There is no such mail: it may have made way for newer ones.' });
  return mail;
}

function showBody({ response, store, parameters }) {
  const mail = demandMail(store, parameters.id);
  sendFile(response, 'text/html; charset=utf-8', `<base target="_top">${mail.html ?? ''}`, {
    'content-security-policy': bodyPolicy,
  });
}

export const mailRoutes = {
  'GET /dev/mail': ({ response, store, chatgpt, query }) =>
    sendPage(response, inboxPage(store.list(query.get('to')), query.get('to') || null, chatgpt !== null)),
  'GET /dev/mail.json': ({ response, store, query }) => sendJson(response, store.list(query.get('to'))),
  'GET /dev/mail/:id': ({ response, store, parameters }) => sendPage(response, mailPage(demandMail(store, parameters.id))),
  'GET /dev/mail/:id/html': showBody,
};
