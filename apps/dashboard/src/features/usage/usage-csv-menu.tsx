import { Download } from 'lucide-react';

import { Button } from '../../shared/ui/button';
import { Menu, MenuContent, MenuItem, MenuLabel, MenuTrigger } from '../../shared/ui/menu';
import { covers, useCurrentWorkspace } from '../workspaces/current-workspace';
import { buildUsageWindow, type UsageRange } from './usage-window';

const groupings = [
  { value: 'day', label: 'By day' },
  { value: 'hour', label: 'By hour' },
  { value: 'subscriber', label: 'By subscriber' },
  { value: 'action', label: 'By action' },
  { value: 'tier', label: 'By tier' },
] as const;

/** The span on screen as a file, by whatever one wants to add up. For those who may take data away. */
export function UsageCsvMenu({ range, gpt, subscriber }: { range: UsageRange; gpt?: string; subscriber?: string }) {
  const { slug, role } = useCurrentWorkspace();
  if (!covers(role, 'admin')) return null;
  const hrefOf = (groupBy: string): string => {
    const { from, to } = buildUsageWindow(range, new Date());
    const query = new URLSearchParams({ from: from.toISOString(), to: to.toISOString(), group_by: groupBy });
    if (gpt) query.set('gpt', gpt);
    if (subscriber) query.set('subscriber', subscriber);
    return `/api/v1/workspaces/${slug}/usage/export.csv?${query}`;
  };
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button size="sm">
          <Download aria-hidden="true" />
          CSV
        </Button>
      </MenuTrigger>
      <MenuContent align="end">
        <MenuLabel>Calls and units of this time</MenuLabel>
        {groupings.map(({ value, label }) => (
          <MenuItem key={value} asChild>
            <a href={hrefOf(value)} download>
              {label}
            </a>
          </MenuItem>
        ))}
      </MenuContent>
    </Menu>
  );
}
