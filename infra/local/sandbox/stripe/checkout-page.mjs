import { html, page } from '../markup.mjs';
import { moneyText } from './amounts.mjs';
import { testCards } from './cards.mjs';

const style = '/dev/assets/stripe.css';

export const cardChoice = (chosen) => html`
  <fieldset class="cards">
    <legend>Test card</legend>
    ${testCards.map(
      ({ number, label }) =>
        html`<label class="choice">
          <input type="radio" name="card" value="${number}" ${number === chosen && html`checked`} />
          <span>${label}</span><code>${number.replace(/(\d{4})(?=\d)/g, '$1 ')}</code>
        </label>`,
    )}
  </fieldset>
`;

/** A metered price is one of each unit, and may be a fraction of the smallest coin. */
function priceText({ unit_amount: amount, unit_amount_decimal: decimal, currency, recurring }) {
  if (recurring.usage_type !== 'metered') return `${moneyText(amount ?? 0, currency)} / ${recurring.interval}`;
  return `${amount === null ? `${decimal} × ${moneyText(1, currency)}` : moneyText(amount, currency)} for each unit, as used`;
}

/** @param {{account: any, session: any, email: string, lines: {name: string, price: any}[], trialDays: number | null, fault: string | null, given: URLSearchParams}} facts */
export function checkoutPage({ account, session, email, lines, trialDays, fault, given }) {
  return page({
    title: `Pay ${account.state.name}`,
    style,
    body: html`
      <main class="card">
        <p class="lead">${account.state.name}</p>
        <h1>Subscribe</h1>
        <ul class="lines">
          ${lines.map(
            ({ name, price }) =>
              html`<li>
                <span>${name}</span>
                <strong>${priceText(price)}</strong>
              </li>`,
          )}
        </ul>
        ${trialDays !== null && html`<p>Free for ${trialDays} days, then as above.</p>`}
        ${fault !== null && html`<p class="fault" role="alert">${fault}</p>`}
        <form method="post" action="/dev/stripe/checkout/${session.id}">
          <label class="field">Email <input name="email" type="email" value="${given.get('email') ?? email}" /></label>
          ${
            session.allow_promotion_codes &&
            html`<label class="field"
              >Promotion code <input name="promotion_code" value="${given.get('promotion_code') ?? ''}"
            /></label>`
          }
          ${cardChoice(given.get('card') ?? testCards[0].number)}
          <button class="primary" name="decision" value="pay">${trialDays === null ? 'Subscribe' : 'Start trial'}</button>
          ${session.cancel_url !== null && html`<button class="quiet" name="decision" value="cancel">Go back</button>`}
        </form>
      </main>
    `,
  });
}

/** The bank's question. */
export function authenticatePage({ session, given }) {
  return page({
    title: '3-D Secure',
    style,
    body: html`
      <main class="card">
        <h1>3-D Secure</h1>
        <p class="lead">Your bank wants to know whether this is you.</p>
        <form method="post" action="/dev/stripe/checkout/${session.id}">
          ${['email', 'promotion_code', 'card'].map((name) => html`<input type="hidden" name="${name}" value="${given.get(name) ?? ''}" />`)}
          <input type="hidden" name="decision" value="pay" />
          <button class="primary" name="authentication" value="done">It is me</button>
          <button class="quiet" name="authentication" value="refused">Refuse</button>
        </form>
      </main>
    `,
  });
}

export const closedPage = (message) =>
  page({
    title: 'Checkout',
    style,
    body: html`<main class="card">
      <h1>This page is no longer there</h1>
      <p class="lead">${message}</p>
    </main>`,
  });
