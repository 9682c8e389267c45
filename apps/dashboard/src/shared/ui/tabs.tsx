import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

/** A few views of one thing inside a card. Pages of their own are links instead, so that each has an address. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly { key: string; label: string; content: ReactNode }[] }) {
  return (
    <Radix.Root defaultValue={tabs[0]?.key ?? ''}>
      <Radix.List aria-label={label} className="mb-3 flex gap-1">
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.key}
            value={tab.key}
            className="h-8 rounded-md px-3 text-sm font-medium text-ink-soft transition-colors hover:text-ink data-[state=active]:bg-hover data-[state=active]:text-ink pointer-coarse:h-10"
          >
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.key} value={tab.key} className="rounded-md">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
