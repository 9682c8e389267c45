import { html, page } from '../markup.mjs';

const when = (mail) => html`<time datetime="${mail.received_at}">${mail.received_at.slice(0, 16).replace('T', ' ')} UTC</time>`;

const row = (mail) => html`
  <li>
    <a class="mail" href="/dev/mail/${mail.id}">
      <span class="line"><span class="to">${mail.to}</span> ${when(mail)}</span>
      <span class="subject">${mail.subject || '(no subject)'}</span>
      <span class="peek">${mail.text.replace(/\s+/g, ' ').slice(0, 160)}</span>
    </a>
  </li>
`;

const noMail = (to) => html`
  <div class="empty">
    <h2>No mail yet</h2>
    <p>
      ${
        to
          ? html`Nothing has been sent to <strong>${to}</strong>. <a href="/dev/mail">Show all mail</a>`
          : 'Mail that Gatehouse sends, such as the code that proves an address, appears here by itself.'
      }
    </p>
  </div>
`;

/** The inbox of everybody. `assets/inbox.js` asks for a new list every two seconds and swaps it in. */
export const inboxPage = (mails, to, hasChatGpt) =>
  page({
    title: 'Mail',
    script: '/dev/assets/inbox.js',
    body: html`
      <main class="wide">
        ${hasChatGpt && html`<p><a href="/dev/chatgpt">ChatGPT stand-in</a></p>`}
        <h1>Mail</h1>
        <p class="lead">Every mail that Gatehouse has sent on this machine, newest first. None of it has left the machine.</p>
        <form class="filter" method="get" action="/dev/mail" role="search">
          <label>To <input type="email" name="to" value="${to ?? ''}" placeholder="any address" /></label>
          <button class="quiet">Filter</button>
        </form>
        <div id="inbox" aria-live="polite">
          ${
            mails.length === 0
              ? noMail(to)
              : html`<ul class="mails">
                  ${mails.map(row)}
                </ul>`
          }
        </div>
      </main>
    `,
  });

const linkList = (links) => html`
  <h2>Links in this mail</h2>
  <ul class="links">
    ${links.map((link) => html`<li><a href="${link}">${link}</a></li>`)}
  </ul>
`;

export const mailPage = (mail) =>
  page({
    title: mail.subject || 'Mail',
    body: html`
      <main class="wide">
        <p><a href="/dev/mail">All mail</a></p>
        <h1>${mail.subject || '(no subject)'}</h1>
        <dl class="facts">
          <dt>To</dt>
          <dd>${mail.to}</dd>
          <dt>From</dt>
          <dd>${mail.from}</dd>
          <dt>Received</dt>
          <dd>${when(mail)}</dd>
        </dl>
        ${mail.html !== null && html`<iframe class="body" title="The mail as a mail program shows it" src="/dev/mail/${mail.id}/html"></iframe>`}
        ${
          mail.html !== null
            ? html`<details>
                <summary>As plain text</summary>
                <pre class="body">${mail.text}</pre>
              </details>`
            : html`<pre class="body">${mail.text}</pre>`
        }
        ${mail.links.length > 0 && linkList(mail.links)}
      </main>
    `,
  });
