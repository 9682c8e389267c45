import { html, page } from '../markup.mjs';
import { blank, fields, methods } from './settings.mjs';

const settingsField = ({ key, label, secret = false, url = false, optional = false }, values, faults, saved) => {
  const keeps = secret && saved;
  const fault = faults[key];
  return html`
    <label>
      ${label}
      <input
        name="${key}"
        type="${secret ? 'password' : url ? 'url' : 'text'}"
        value="${secret ? '' : values[key]}"
        placeholder="${keeps ? 'saved; leave empty to keep it' : ''}"
        autocomplete="off"
        spellcheck="false"
        ${!optional && !keeps ? html`required` : ''}
        ${fault ? html`aria-invalid="true" aria-describedby="${key}-fault"` : ''}
      />
      ${fault && html`<span class="problem" id="${key}-fault" role="alert">${fault}</span>`}
    </label>
  `;
};

const settingsForm = (values, faults, saved) => html`
  <form method="post" action="/dev/chatgpt" class="fields">
    <label>Name of the GPT <input name="name" value="${values.name}" maxlength="100" autocomplete="off" /></label>
    ${fields.map((field) => settingsField(field, values, faults, saved))}
    <fieldset>
      <legend>Token Exchange Method</legend>
      ${methods.map(
        ({ value, label }) => html`
          <label class="tick">
            <input
              type="radio"
              name="tokenExchangeMethod"
              value="${value}"
              ${values.tokenExchangeMethod === value ? html`checked` : ''}
            />
            ${label}
          </label>
        `,
      )}
    </fieldset>
    <div><button class="primary">Save</button></div>
  </form>
`;

const settingsPart = (saved, draft) => {
  const values = draft?.values ?? saved ?? blank;
  const form = settingsForm(values, draft?.faults ?? {}, Boolean(saved));
  return html`
    <section class="panel">
      <h2>The GPT editor's OAuth settings</h2>
      <p class="lead">Copy each field from your GPT's Connect page in Gatehouse.</p>
      ${
        saved && !draft
          ? html`<details>
              <summary>Saved for ${saved.name}. Change them</summary>
              ${form}
            </details>`
          : form
      }
    </section>
  `;
};

const callbackPart = ({ callbackUrl }) => html`
  <section class="panel" id="callback">
    <h2>Callback URL</h2>
    <p class="lead">
      Paste it into Gatehouse, on your GPT's Connect page. It leads back here, where ChatGPT's own would lead to ChatGPT.
    </p>
    <p class="copy">
      <input readonly aria-label="Callback URL" value="${callbackUrl}" />
      <button class="quiet" type="button" data-copy hidden>Copy</button>
    </p>
  </section>
`;

/** The browser is sent to the newest one, however long the chat. */
const entry = ({ kind, text, note, url, status, good, body }, newest) => {
  const id = newest ? html`id="latest"` : '';
  if (kind === 'note') return html`<li ${id} class="said">${text}</li>`;
  if (kind === 'error')
    return html`<li ${id} class="bubble">
      <p class="problem"><strong>${text}</strong></p>
      <p class="why">${note}</p>
    </li>`;
  return html`<li ${id} class="bubble">
    <p class="call"><span class="${good ? 'status' : 'status bad'}">${status}</span> <code>${url}</code></p>
    ${body !== '' && html`<pre tabindex="0">${body}</pre>`}
    <p class="why">${note}</p>
  </li>`;
};

/** The Verify URL beside the Authorization URL: it answers what an API would learn, so no API has to run. */
const verifyUrl = ({ authorizationUrl }) => authorizationUrl.replace(/\/oauth\/authorize.*$/, '/verify?action=getGreeting');

const signedOut = ({ name }) => html`
  <form method="post" action="/dev/chatgpt/sign-in">
    <button class="primary wide-button">Sign in to ${name}</button>
  </form>
`;

const signedIn = (settings, tokens, lastUrl) => html`
  <form method="post" action="/dev/chatgpt/call" class="ask">
    <label>
      API address
      <input name="url" type="url" required list="addresses" value="${lastUrl ?? verifyUrl(settings)}" spellcheck="false" />
      <datalist id="addresses">
        <option value="${verifyUrl(settings)}"></option>
        <option value="http://127.0.0.1:4000/greeting"></option>
      </datalist>
    </label>
    <label class="count">Times <input name="count" type="number" min="1" max="20" value="1" /></label>
    <button class="primary">Call the API</button>
  </form>
  <p class="why">
    The address of your API on this machine, such as <code>http://127.0.0.1:4000/greeting</code> of the greeting example. The
    Verify URL answers what your API would learn.
  </p>
  <div class="buttons">
    <form method="post" action="/dev/chatgpt/refresh"><button class="quiet">Refresh the tokens</button></form>
    <form method="post" action="/dev/chatgpt/sign-out"><button class="quiet">Sign out</button></form>
  </div>
  <details>
    <summary>The access token</summary>
    <p class="why">
      ${tokens.expiresInSeconds !== null && html`Valid for ${tokens.expiresInSeconds} s from when it was given. `}
      ${tokens.scope && html`Scope: ${tokens.scope}.`}
    </p>
    <p class="copy">
      <input readonly aria-label="Access token" value="${tokens.accessToken}" />
      <button class="quiet" type="button" data-copy hidden>Copy</button>
    </p>
  </details>
`;

const exchange = ({ step, request, response, failure }) => html`
  <li>
    <p class="call">
      <span class="${response && response.status < 400 ? 'status' : 'status bad'}">${step}</span>
      <code>${request.method} ${request.url}</code>
    </p>
    ${request.body && html`<pre tabindex="0">${request.body}</pre>`}
    ${response && html`<pre tabindex="0">${response.status} ${response.body}</pre>`}
    ${failure && html`<p class="problem">${failure}</p>`}
  </li>
`;

const chatPart = (settings, { entries, tokens, exchanges }) => {
  const lastUrl = entries.findLast(({ kind }) => kind === 'call')?.url;
  return html`
    <section class="panel" id="chat">
      <h2>Chat with ${settings.name}</h2>
      ${
        entries.length > 0 &&
        html`<ol class="chat" aria-live="polite">
          ${entries.map((one, index) => entry(one, index === entries.length - 1))}
        </ol>`
      }
      ${tokens === null ? signedOut(settings) : signedIn(settings, tokens, lastUrl)}
      ${
        exchanges.length > 0 &&
        html`<details>
          <summary>What went over the wire</summary>
          <ol class="wire">
            ${exchanges.map(exchange)}
          </ol>
        </details>`
      }
    </section>
  `;
};

/** ChatGPT's part of the path on one page: the GPT editor's form, the callback URL it shows, and the chat. */
export function chatPage({ chatgpt: { settings, conversation }, hasMail, draft = null }) {
  const saved = settings.get();
  return page({
    title: 'ChatGPT stand-in',
    style: '/dev/assets/chatgpt.css',
    script: '/dev/assets/copy.js',
    body: html`
      <main class="wide">
        ${hasMail && html`<p><a href="/dev/mail">Mail</a></p>`}
        <h1>ChatGPT stand-in</h1>
        <p class="lead">
          Plays ChatGPT's part with a GPT on this machine: it signs you in and calls an API, with the requests that ChatGPT sends.
        </p>
        ${settingsPart(saved, draft)} ${saved && callbackPart(saved)} ${saved && chatPart(saved, conversation)}
      </main>
    `,
  });
}
