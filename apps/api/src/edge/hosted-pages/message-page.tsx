import type { PageFrame } from './page-frame';
import { PageShell } from './page-shell';

export interface MessagePageProps {
  readonly frame: PageFrame;
  readonly heading: string;
  /** What happened, and what to do now. */
  readonly paragraphs: readonly string[];
  /** A way on, when there is one. */
  readonly action?: { readonly label: string; readonly href: string };
}

/** A page that says one thing: why a sign-in cannot go on, and what to do. */
export function MessagePage({ frame, heading, paragraphs, action }: MessagePageProps) {
  return (
    <PageShell frame={frame} title={heading}>
      <h1>{heading}</h1>
      {paragraphs.map((paragraph) => (
        <p key={paragraph} className="soft">
          {paragraph}
        </p>
      ))}
      {action === undefined ? null : (
        <a className="button" href={action.href}>
          {action.label}
        </a>
      )}
    </PageShell>
  );
}
