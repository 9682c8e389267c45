import { readForm, Refusal, sendPage, sendRedirect } from '../answers.mjs';
import { Conversation } from './conversation.mjs';
import { chatPage } from './pages.mjs';
import { parseSettings, SettingsFile } from './settings.mjs';

/** The sandbox's ChatGPT: one GPT, one person. @param {string} directory where the GPT's settings are kept. */
export function createChatGpt(directory, publicUrl) {
  const settings = new SettingsFile(directory, publicUrl);
  return { publicUrl, settings, conversation: new Conversation(settings) };
}

const home = '/dev/chatgpt';

/** Another site's page in the same browser must not make this machine call itself. */
function demandOwnPage(request) {
  const site = request.headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return;
  throw new Refusal({ status: 403, code: 'cross_site', message: 'This form was not sent from a page of the sandbox.' });
}

function demandSettings({ settings }) {
  if (settings.get() === null) throw new Refusal({ status: 409, code: 'no_settings', message: 'Save the OAuth settings first.' });
}

const show = ({ response, chatgpt, store }) => sendPage(response, chatPage({ chatgpt, hasMail: store !== null }));

async function save({ request, response, chatgpt, store }) {
  demandOwnPage(request);
  const { values, faults } = parseSettings(await readForm(request), chatgpt.settings.get());
  if (Object.keys(faults).length > 0)
    return sendPage(response, chatPage({ chatgpt, hasMail: store !== null, draft: { values, faults } }), 400);
  chatgpt.settings.save(values);
  chatgpt.conversation.reset();
  return sendRedirect(response, `${home}#callback`);
}

async function signIn({ request, response, chatgpt }) {
  demandOwnPage(request);
  demandSettings(chatgpt);
  sendRedirect(response, await chatgpt.conversation.signInUrl());
}

async function comeBack({ request, response, chatgpt }) {
  demandSettings(chatgpt);
  await chatgpt.conversation.comeBack(new URL(request.url, chatgpt.publicUrl));
  sendRedirect(response, `${home}#latest`);
}

async function act({ request, response, chatgpt, parameters }) {
  demandOwnPage(request);
  demandSettings(chatgpt);
  const form = await readForm(request);
  const { conversation } = chatgpt;
  if (parameters.action === 'call')
    await conversation.call((form.get('url') ?? '').trim(), Number.parseInt(form.get('count'), 10) || 1);
  else if (parameters.action === 'refresh') await conversation.refresh();
  else if (parameters.action === 'sign-out') conversation.reset({ kind: 'note', text: 'Signed out.' });
  else throw new Refusal({ status: 404, code: 'not_found', message: 'ChatGPT has no such button here.' });
  sendRedirect(response, `${home}#latest`);
}

export const chatGptRoutes = {
  'GET /dev/chatgpt': show,
  'POST /dev/chatgpt': save,
  'POST /dev/chatgpt/sign-in': signIn,
  'GET /dev/chatgpt/callback/:id': comeBack,
  'POST /dev/chatgpt/:action': act,
};
