/** The way to the page for passkeys, on the choice of ways to sign in. */
export function PasskeyLink({ href, label }: { readonly href: string; readonly label: string }) {
  return (
    <a className="button plain" href={href}>
      <svg width="20" height="20" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2" aria-hidden="true">
        <circle cx="8" cy="15" r="5" />
        <path d="M11.5 11.5 20 3m-4 4 3 3" strokeLinecap="round" strokeLinejoin="round" />
      </svg>
      {label}
    </a>
  );
}
