import { PageShell } from './page-shell';

export interface MessagePageProps {
  readonly heading: string;
  /** What happened, and what to do now. */
  readonly paragraphs: readonly string[];
  readonly name?: string;
  /** A way on, when there is one. */
  readonly action?: { readonly label: string; readonly href: string };
}

/** A page that says one thing: why a sign-in cannot go on, and what to do. */
export function MessagePage({ heading, paragraphs, name, action }: MessagePageProps) {
  return (
    <PageShell title={heading} {...(name === undefined ? {} : { name })}>
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
