/** A piece of code that scrolls sideways by itself, never the page. */
export function CodeBlock({ code, label }: { code: string; label: string }) {
  return (
    <pre
      tabIndex={0}
      aria-label={label}
      className="overflow-x-auto rounded-md border border-line bg-inset p-4 font-mono text-xs leading-5 whitespace-pre text-ink"
    >
      <code>{code}</code>
    </pre>
  );
}
