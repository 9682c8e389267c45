import { Button } from '../shared/ui/button';
import { LogoMark } from '../shared/ui/logo';
import { usePageTitle } from '../shared/ui/page-header';

/** A fault in the page's own code, or code that could not be fetched (after an update of the server, for one): loading anew mends most. */
export function CrashPage() {
  usePageTitle('Something went wrong');
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <div className="max-w-sm text-center">
        <LogoMark className="mx-auto mb-6 size-10" />
        <h1 className="text-2xl font-semibold">Something went wrong</h1>
        <p className="mt-2 text-pretty text-ink-soft">This page stopped unexpectedly. Nothing that was saved is lost.</p>
        <Button tone="primary" className="mt-6" onClick={() => window.location.reload()}>
          Reload the page
        </Button>
      </div>
    </main>
  );
}
