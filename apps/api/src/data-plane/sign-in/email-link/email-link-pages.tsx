import { Emphasis } from '../../../edge/hosted-pages/emphasis';
import { MessagePage } from '../../../edge/hosted-pages/message-page';
import type { PageFrame } from '../../../edge/hosted-pages/page-frame';
import { PageShell } from '../../../edge/hosted-pages/page-shell';
import { chooseMethodTexts } from '../../../edge/hosted-pages/choose-method.texts';
import { emailCodeTexts } from '../email-code.texts';
import { ResendForm, type ResendFormProps } from '../resend-form';
import { emailLinkTexts } from './email-link.texts';

/** Says that a link is on its way, where no code comes with it: there is nothing to enter here. */
export function LinkSentPage({
  frame,
  gptName,
  ...resend
}: Omit<ResendFormProps, 'language'> & { readonly frame: PageFrame; readonly gptName: string }) {
  const { heading } = emailCodeTexts[frame.language];
  return (
    <PageShell frame={frame} title={`${heading} · ${gptName}`}>
      <h1>{heading}</h1>
      <p className="soft">
        <Emphasis name={resend.email} within={emailLinkTexts[frame.language].sentLink} />
      </p>
      <ResendForm {...resend} language={frame.language} />
    </PageShell>
  );
}

export interface OpenLinkPageProps {
  readonly frame: PageFrame;
  readonly gptName: string;
  readonly email: string;
  readonly action: string;
  readonly token: string;
  readonly backHref: string;
  readonly formToken: string;
}

/** What the link opens: a page with one button, because mail is read by machines that follow every link. */
export function OpenLinkPage({ frame, gptName, email, action, token, backHref, formToken }: OpenLinkPageProps) {
  const texts = emailLinkTexts[frame.language];
  const title = chooseMethodTexts[frame.language].heading(gptName);
  return (
    <PageShell frame={frame} title={title}>
      <h1>{title}</h1>
      <p className="soft">
        <Emphasis name={email} within={texts.signInAs} />
      </p>
      <form method="post" action={action}>
        <input type="hidden" name="csrf" value={formToken} />
        <input type="hidden" name="token" value={token} />
        <button className="button" type="submit" autoFocus>
          {texts.signIn}
        </button>
      </form>
      <p className="small soft">
        {emailCodeTexts[frame.language].wrongAddress} <a href={backHref}>{emailCodeTexts[frame.language].useAnother}</a>
      </p>
    </PageShell>
  );
}

/** The link was used, has expired, or was replaced. */
export function VoidLinkPage({ frame, backHref }: { readonly frame: PageFrame; readonly backHref: string }) {
  const { heading, why, chooseAgain } = emailLinkTexts[frame.language].void;
  return <MessagePage frame={frame} heading={heading} paragraphs={[why]} action={{ label: chooseAgain, href: backHref }} />;
}

/** The link was opened in another browser than the one in which it was asked for: what to do instead. */
export function OtherBrowserPage({ frame, withCode }: { readonly frame: PageFrame; readonly withCode: boolean }) {
  const texts = emailLinkTexts[frame.language].elsewhere;
  const remedies = withCode ? [texts.withCode] : [texts.withoutCode, texts.noAddressBar];
  return <MessagePage frame={frame} heading={texts.heading} paragraphs={[texts.why, ...remedies]} />;
}
