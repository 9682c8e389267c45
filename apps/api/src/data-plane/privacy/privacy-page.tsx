import { type Language, LANGUAGES } from '../../edge/hosted-pages/language';
import type { PageFrame } from '../../edge/hosted-pages/page-frame';
import { PageShell } from '../../edge/hosted-pages/page-shell';
import { ownPrivacyTexts } from './own-privacy.texts';
import { privacyTexts } from './privacy.texts';

/** What the creator says; null where they say nothing and the general sentence stands in. */
export interface PrivacyStatement {
  readonly responsible: string | null;
  readonly contactEmail: string | null;
  readonly collected: string | null;
  readonly purposes: string | null;
  readonly retention: string | null;
  readonly recipients: string | null;
}

export interface PrivacyPageProps {
  readonly frame: PageFrame;
  readonly gptName: string;
  readonly workspaceName: string;
  readonly statement: PrivacyStatement;
  readonly changedAt: Date;
  readonly accountHref: string;
  /** The address of this page, without its query. */
  readonly selfHref: string;
}

/** A text to be read: wider lines, and room between its parts. */
const STYLES = `
main{max-width:42rem}
.prose{white-space:pre-line}
.card>ul{margin:0 0 1rem;padding-left:1.25rem}
.languages{display:flex;flex-wrap:wrap;gap:.25rem .875rem;margin-top:1.5rem}
`;

/** The privacy policy of a GPT. What its creator wrote stands as they wrote it, in whatever language. */
export function PrivacyPage(props: PrivacyPageProps) {
  const { frame, gptName, workspaceName, statement, changedAt, accountHref, selfHref } = props;
  const texts = privacyTexts[frame.language];
  const own = ownPrivacyTexts[frame.language];
  const name = statement.responsible ?? workspaceName;
  const date = new Intl.DateTimeFormat(frame.language, { dateStyle: 'long', timeZone: 'UTC' }).format(changedAt);
  return (
    <PageShell frame={frame} title={texts.title(gptName)} styles={STYLES}>
      <h1>{texts.title(gptName)}</h1>
      <p className="small soft">{texts.changed(date)}</p>
      <h2>{texts.who.heading}</h2>
      <p>{texts.who.responsible(name)}</p>
      {statement.contactEmail === null ? null : (
        <p>
          {texts.who.contact} <a href={`mailto:${encodeURIComponent(statement.contactEmail)}`}>{statement.contactEmail}</a>
        </p>
      )}
      <h2>{texts.collected.heading(gptName)}</h2>
      <Prose text={statement.collected ?? texts.collected.general(name)} />
      <h2>{texts.purposes.heading}</h2>
      <Prose text={statement.purposes ?? texts.purposes.general} />
      <h2>{texts.retention.heading}</h2>
      <Prose text={statement.retention ?? texts.retention.general(name)} />
      <h2>{texts.recipients.heading}</h2>
      <Prose text={statement.recipients ?? texts.recipients.general(name)} />
      <SigningIn language={frame.language} name={name} accountHref={accountHref} />
      <h2>{own.openAi.heading}</h2>
      <p>{own.openAi.text}</p>
      <h2>{own.rights.heading}</h2>
      <p>{own.rights.text(name)}</p>
      <OtherLanguages current={frame.language} selfHref={selfHref} />
    </PageShell>
  );
}

function SigningIn({
  language,
  name,
  accountHref,
}: {
  readonly language: Language;
  readonly name: string;
  readonly accountHref: string;
}) {
  const { heading, intro, items, yours, account } = ownPrivacyTexts[language].signingIn;
  return (
    <>
      <h2>{heading}</h2>
      <p>{intro(name)}</p>
      <ul>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
      <p>
        {yours} <a href={accountHref}>{account}</a>
      </p>
    </>
  );
}

/** Paragraphs as the creator separated them. */
function Prose({ text }: { readonly text: string }) {
  return text.split(/\n\s*\n/).map((paragraph, index) => (
    <p key={index} className="prose">
      {paragraph.trim()}
    </p>
  ));
}

function OtherLanguages({ current, selfHref }: { readonly current: Language; readonly selfHref: string }) {
  return (
    <p className="small soft languages">
      {LANGUAGES.filter((language) => language !== current).map((language) => (
        <a key={language} href={`${selfHref}?ui_locales=${language}`} lang={language} hrefLang={language}>
          {nameOf(language)}
        </a>
      ))}
    </p>
  );
}

/** A language by its own name, which is the one that its readers look for. */
function nameOf(language: Language): string {
  const name = new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}
