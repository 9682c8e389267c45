import type { ReactNode } from 'react';
import { frameTexts } from './frame.texts';
import type { PageFrame } from './page-frame';
import { pageStyles } from './page-styles';

export interface PageShellProps {
  readonly frame: PageFrame;
  readonly title: string;
  /** Rules of a page beyond those that all share; with them it may take more room on a wide screen. */
  readonly styles?: string;
  readonly children: ReactNode;
}

/** What every hosted page has around it. No script: there is none, and the content security policy would let none in. */
export function PageShell({ frame, title, styles = '', children }: PageShellProps) {
  const { language, gptName, brand, scheme } = frame;
  const texts = frameTexts[language];
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: pageStyles(brand.accent, scheme) + styles }} />
      </head>
      <body>
        <main>
          <div className="card">
            {gptName === null ? null : <Emblem name={gptName} logoHref={brand.logoHref} />}
            {children}
          </div>
        </main>
        <footer>
          {brand.termsUrl === null ? null : <a href={brand.termsUrl}>{texts.terms}</a>}
          {brand.privacyUrl === null ? null : <a href={brand.privacyUrl}>{texts.privacy}</a>}
          <span>{texts.securedBy}</span>
        </footer>
      </body>
    </html>
  );
}

/** The logo, or the initial in its place. Either only repeats the name that stands below it. */
function Emblem({ name, logoHref }: { readonly name: string; readonly logoHref: string | null }) {
  if (logoHref !== null) return <img className="logo" src={logoHref} alt="" />;
  return (
    <div className="badge" aria-hidden="true">
      {initialOf(name)}
    </div>
  );
}

/** A letter, or whatever a reader of the name would call its first sign: an emoji is several code units. */
function initialOf(name: string): string {
  const [first] = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(name.trim());
  return first?.segment.toUpperCase() ?? '?';
}
