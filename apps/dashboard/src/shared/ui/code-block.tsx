import { CopyButton } from './copy-button';

/** A piece of code that scrolls sideways by itself, never the page. */
export function CodeBlock({ code, label }: { code: string; label: string }) {
  return (
    <div className="relative overflow-hidden rounded-md border border-line bg-inset">
      <pre
        tabIndex={0}
        aria-label={label}
        className="overflow-x-auto p-4 pr-4 font-mono text-xs leading-5 whitespace-pre text-ink sm:pr-28"
      >
        <code>{code}</code>
      </pre>
      <div className="flex justify-end border-t border-line p-2 sm:absolute sm:top-2.5 sm:right-2.5 sm:border-0 sm:p-0">
        <CopyButton text={code} label={label} />
      </div>
    </div>
  );
}
