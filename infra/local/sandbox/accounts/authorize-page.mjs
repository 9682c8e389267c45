import { html, page } from '../markup.mjs';
import { carried } from './authorize-request.mjs';
import { samplePeople } from './people.mjs';

const hiddenInputs = (parameters) =>
  carried
    .filter((name) => parameters.get(name))
    .map((name) => html`<input type="hidden" name="${name}" value="${parameters.get(name)}" />`);

const initialOf = (name) => name.slice(0, 1).toUpperCase();

const accountForm = (account, parameters, provider) => html`
  <li>
    <form method="post" action="/dev/${provider.id}/authorize">
      ${hiddenInputs(parameters)}
      <button class="account" name="email" value="${account.email}">
        <span class="avatar" aria-hidden="true">${initialOf(account.name)}</span>
        <span class="who">
          <span class="name">${account.name}</span>
          <span class="email">${account.email}</span>
          ${!account.verified && html`<span class="note">address not verified by ${provider.name}</span>`}
        </span>
      </button>
    </form>
  </li>
`;

const otherForm = (parameters, hint, problem, provider) => html`
  <details ${problem || hint ? html`open` : ''}>
    <summary>Use another account</summary>
    <form method="post" action="/dev/${provider.id}/authorize" class="fields">
      ${hiddenInputs(parameters)} ${problem && html`<p class="problem" role="alert">${problem}</p>`}
      <label>Email <input name="email" type="email" required autocomplete="off" value="${hint ?? ''}" /></label>
      <label>Name <input name="name" required autocomplete="off" maxlength="200" /></label>
      <label class="tick"
        ><input name="email_verified" type="checkbox" checked /> ${provider.name} has verified this address</label
      >
      <button class="primary">Continue</button>
    </form>
  </details>
`;

/**
 * The account chooser. Works without a script: choosing an account is one plain form post.
 * @param {{id: string, name: string}} provider for whom it stands in
 */
export function authorizePage(provider, parameters, request, problem = null) {
  const known = samplePeople.some((account) => account.email === request.loginHint);
  const accounts = known
    ? [...samplePeople].sort((a, b) => (b.email === request.loginHint) - (a.email === request.loginHint))
    : samplePeople;
  return page({
    title: 'Choose an account',
    body: html`
      <main class="card">
        <h1>Choose an account</h1>
        <p class="lead">
          to continue to <strong>Gatehouse</strong>. ${provider.name}'s sign-in is not set up here, so these sample people stand
          in for it.
        </p>
        <ul class="accounts">
          ${accounts.map((account) => accountForm(account, parameters, provider))}
        </ul>
        ${otherForm(parameters, known ? null : request.loginHint, problem, provider)}
        <form method="post" action="/dev/${provider.id}/authorize" class="cancel">
          ${hiddenInputs(parameters)}
          <button class="quiet" name="decision" value="deny">Cancel</button>
        </form>
      </main>
    `,
  });
}
