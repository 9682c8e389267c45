import { Badge } from '../../shared/ui/badge';
import { Button } from '../../shared/ui/button';
import { useAuthMethods } from './session.queries';

/** Leads to Google and back to `returnTo`; wears a mark when a local account chooser stands in for Google. */
export function GoogleButton({ returnTo }: { returnTo: string }) {
  const methods = useAuthMethods();
  if (methods.data && !methods.data.google && !methods.data.google_sandbox) return null;
  return (
    <div className="space-y-6">
      <Button asChild size="lg" className="w-full">
        {/* A plain link: the server answers with a redirect to another site, which the router cannot follow. */}
        <a href={`/auth/google?return_to=${encodeURIComponent(returnTo)}`}>
          <GoogleMark />
          Continue with Google
          {methods.data?.google_sandbox && <Badge tone="warning">Sandbox</Badge>}
        </a>
      </Button>
      <p className="flex items-center gap-4 text-sm text-ink-faint before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        or
      </p>
    </div>
  );
}

/** Google's mark in its own colours, as its branding rules ask; the one place where colours are not ours. */
function GoogleMark() {
  return (
    <svg viewBox="0 0 18 18" aria-hidden="true">
      <path
        fill="#4285F4"
        d="M17.64 9.2c0-.64-.06-1.25-.16-1.84H9v3.48h4.84a4.14 4.14 0 0 1-1.8 2.72v2.26h2.92c1.7-1.57 2.68-3.88 2.68-6.62Z"
      />
      <path
        fill="#34A853"
        d="M9 18c2.43 0 4.47-.8 5.96-2.18l-2.92-2.26c-.8.54-1.84.86-3.04.86-2.34 0-4.33-1.58-5.03-3.71H.96v2.33A9 9 0 0 0 9 18Z"
      />
      <path fill="#FBBC05" d="M3.97 10.71a5.4 5.4 0 0 1 0-3.42V4.96H.96a9 9 0 0 0 0 8.08l3.01-2.33Z" />
      <path
        fill="#EA4335"
        d="M9 3.58c1.32 0 2.5.45 3.44 1.35l2.58-2.59A9 9 0 0 0 .96 4.96l3.01 2.33C4.67 5.16 6.66 3.58 9 3.58Z"
      />
    </svg>
  );
}
