import { Tabs as Radix } from 'radix-ui';
import { useState, type ReactNode } from 'react';

interface Tab {
  key: string;
  label: string;
  content: ReactNode;
  /** What can be done with the content, at the right end of the tabs' line while this tab is chosen. */
  action?: ReactNode;
}

/** A few views of one thing inside a card. Pages of their own are links instead, so that each has an address. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  const [chosen, choose] = useState(tabs[0]?.key ?? '');
  return (
    <Radix.Root value={chosen} onValueChange={choose}>
      <div className="mb-3 flex items-center justify-between gap-3">
        <Radix.List aria-label={label} className="flex gap-1">
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
        {tabs.find((tab) => tab.key === chosen)?.action}
      </div>
      {tabs.map((tab) => (
        <Radix.Content key={tab.key} value={tab.key} className="rounded-md">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
