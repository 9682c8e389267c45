import { Link } from 'react-router';
import { Button } from './button';
import { LogoMark } from './logo';
import { usePageTitle } from './page-header';

/** A whole page that says that there is nothing at this address. */
export function NotFoundState({
  title = 'Page not found',
  text = 'There is nothing at this address.',
}: {
  title?: string;
  text?: string;
}) {
  usePageTitle(title);
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <div className="max-w-sm text-center">
        <LogoMark className="mx-auto mb-6 size-10" />
        <h1 className="text-2xl font-semibold">{title}</h1>
        <p className="mt-2 text-pretty text-ink-soft">{text}</p>
        <Button asChild tone="primary" className="mt-6">
          <Link to="/">Go to the dashboard</Link>
        </Button>
      </div>
    </main>
  );
}
