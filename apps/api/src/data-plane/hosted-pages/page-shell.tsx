import type { ReactNode } from 'react';
import { PAGE_STYLES } from './page-styles';

export interface PageShellProps {
  readonly title: string;
  /** Whose page it is; its initial stands as the badge. Absent where nobody is known yet. */
  readonly name?: string;
  readonly footer?: string;
  readonly children: ReactNode;
}

/** What every hosted page has around it. No script: there is none, and the content security policy would let none in. */
export function PageShell({ title, name, footer, children }: PageShellProps) {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: PAGE_STYLES }} />
      </head>
      <body>
        <main>
          <div className="card">
            {name === undefined ? null : (
              <div className="badge" aria-hidden="true">
                {initialOf(name)}
              </div>
            )}
            {children}
          </div>
        </main>
        <footer>{footer ?? 'Secured by Gatehouse'}</footer>
      </body>
    </html>
  );
}

/** A letter, or whatever a reader of the name would call its first sign: an emoji is several code units. */
function initialOf(name: string): string {
  const [first] = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(name.trim());
  return first?.segment.toUpperCase() ?? '?';
}
