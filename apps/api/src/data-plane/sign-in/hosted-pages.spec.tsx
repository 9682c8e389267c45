import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { ChooseMethodPage } from '../../edge/hosted-pages/choose-method-page';
import { accountPages } from '../account/account-pages.fixture';
import { PASSKEY_SCRIPT } from '../passkeys/passkey-script';
import { planPages } from '../plan/plan-pages.fixture';
import { ConsentPage } from '../../edge/hosted-pages/consent-page';
import { GoogleMark } from '../../edge/hosted-pages/google-mark';
import { type Language, LANGUAGES } from '../../edge/hosted-pages/language';
import { MessagePage } from '../../edge/hosted-pages/message-page';
import { type PageFrame, plainFrame } from '../../edge/hosted-pages/page-frame';
import { LinkSentPage, OpenLinkPage, OtherBrowserPage, VoidLinkPage } from './email-link/email-link-pages';
import { EnterCodePage } from './enter-code-page';
import { UsePasswordLink } from '../../edge/hosted-pages/password-form';
import { AskAddressPage, NewPasswordPage, PasswordPage } from './password/password-pages';

const hostile = `"><script>alert(1)</script><img src=x onerror='x'>`;
const long = 'W'.repeat(200);

const paths = { password: '/p', newPassword: '/n' };

function mailedLinkPages(frame: PageFrame, name: string): [string, ReactElement][] {
  const common = { frame, gptName: name, email: name, backHref: '/', formToken: 't' };
  return [
    ['link sent', <LinkSentPage {...common} resendAction="/e" withLink />],
    ['open link', <OpenLinkPage {...common} action="/l" token={name} />],
    ['void link', <VoidLinkPage frame={frame} backHref="/" />],
    ['link in another browser', <OtherBrowserPage frame={frame} withCode={false} />],
  ];
}

function passwordPages(frame: PageFrame, name: string): [string, ReactElement][] {
  const common = { frame, gptName: name, backHref: '/', formToken: 't' };
  return [
    ['password', <PasswordPage {...common} otherHref="/" paths={paths} email={name} error={name} />],
    ['address for a password', <AskAddressPage {...common} signInHref="/p" action="/n" value={name} error={name} forgotten />],
    [
      'new password',
      <NewPasswordPage
        {...common}
        email={name}
        action="/c"
        resendAction="/n"
        code={name}
        codeError={name}
        passwordError={name}
      />,
    ],
  ];
}

function pages(name: string, language: Language = 'en'): [string, ReactElement][] {
  const frame: PageFrame = plainFrame(language, name);
  const common = { frame, gptName: name, workspaceName: name, formToken: 'token' };
  return [
    [
      'choose method',
      <ChooseMethodPage
        {...common}
        ways={{
          providers: [{ id: 'google', label: name, href: '/g', mark: <GoogleMark />, standInFor: name }],
          passkey: null,
          email: { action: '/e', submit: name, value: name, error: name },
          password: <UsePasswordLink href="/p" language={language} />,
        }}
        notice={name}
      />,
    ],
    [
      'enter code',
      <EnterCodePage
        frame={frame}
        gptName={name}
        email={name}
        action="/c"
        resendAction="/e"
        backHref="/"
        formToken="t"
        withLink
        error={name}
      />,
    ],
    [
      'consent',
      <ConsentPage
        {...common}
        email={name}
        sentences={Array<string>(30).fill(name)}
        returnsTo="chatgpt.com"
        action="/consent"
        switchAction="/switch"
        personToken="person"
        news={name}
      />,
    ],
    ...mailedLinkPages(frame, name),
    ...passwordPages(frame, name),
    ...accountPages(name, language),
    ...planPages(name, language),
    ['message', <MessagePage frame={frame} heading={name} paragraphs={[name]} />],
  ];
}

describe('every hosted page', () => {
  it.each(pages(hostile))('escapes what others wrote: %s', (_name, element) => {
    // The one script of ours, whose text nobody else writes.
    const html = renderToStaticMarkup(element).replace(`<script>${PASSKEY_SCRIPT}</script>`, '');
    expect(html).not.toContain('<script');
    expect(html).not.toContain('<img');
    expect(html).not.toMatch(/ on\w+=["']/);
  });

  it.each(pages(long))('weighs under 30 kB, however long the names: %s', (_name, element) => {
    expect(Buffer.byteLength(renderToStaticMarkup(element))).toBeLessThan(30_000);
  });

  describe.each(LANGUAGES)('in %s', (language) => {
    it.each(pages('Greeter', language))(
      'says its language, has a title, one heading, and a label for each field: %s',
      (_name, element) => {
        const html = renderToStaticMarkup(element);
        expect(html.startsWith(`<html lang="${language}">`)).toBe(true);
        expect(html).toMatch(/<title>[^<]+<\/title>/);
        expect(html.match(/<h1>/g)).toHaveLength(1);
        for (const [, id] of html.matchAll(/<input id="([^"]+)"/g)) expect(html).toContain(`for="${id}"`);
        for (const [, id] of html.matchAll(/aria-describedby="([^"]+)"/g)) expect(html).toContain(`id="${id}"`);
        for (const [input] of html.matchAll(/<input[^>]*>/g)) expect(input).toMatch(/type="hidden"| id="/);
      },
    );
  });
});
