import { Download } from 'lucide-react';
import { Button } from '../../shared/ui/button';
import { Menu, MenuContent, MenuItem, MenuLabel, MenuTrigger } from '../../shared/ui/menu';
import { covers, useCurrentWorkspace } from '../workspaces/current-workspace';
import { buildUsageWindow, type UsageSpan } from './usage-window';

const groupings = [
  { value: 'day', label: 'By day' },
  { value: 'hour', label: 'By hour' },
  { value: 'gpt', label: 'By GPT' },
  { value: 'subscriber', label: 'By subscriber' },
  { value: 'action', label: 'By action' },
  { value: 'tier', label: 'By tier' },
] as const;

/** The span on screen as a file, by whatever one wants to add up. For those who may take data away. */
export function UsageCsvMenu({ span, gpt, subscriber }: { span: UsageSpan; gpt?: string; subscriber?: string }) {
  const { slug, role } = useCurrentWorkspace();
  if (!covers(role, 'admin')) return null;
  // What all rows are of is not what they are split by.
  const fixed = { ...(gpt ? { gpt } : {}), ...(subscriber ? { subscriber } : {}) };
  const hrefOf = (groupBy: string): string => {
    const { from, to } = buildUsageWindow(span, new Date());
    const query = new URLSearchParams({ from: from.toISOString(), to: to.toISOString(), group_by: groupBy, ...fixed });
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
        {groupings
          .filter(({ value }) => !(value in fixed))
          .map(({ value, label }) => (
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
