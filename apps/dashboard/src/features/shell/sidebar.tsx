import { Bot, Coins, ChartNoAxesColumn, Settings, Users } from 'lucide-react';
import { NavLink } from 'react-router';
import type { Me } from '../session/session.queries';
import { useCurrentWorkspace } from '../workspaces/current-workspace';
import { UserMenu } from './user-menu';
import { WorkspaceSwitcher } from './workspace-switcher';

const links = [
  { to: '', label: 'Overview', icon: ChartNoAxesColumn, end: true },
  { to: '/gpts', label: 'GPTs', icon: Bot, end: false },
  { to: '/subscribers', label: 'Subscribers', icon: Users, end: false },
  { to: '/revenue', label: 'Revenue', icon: Coins, end: false },
  { to: '/settings', label: 'Settings', icon: Settings, end: false },
];

export function Sidebar({ me }: { me: Me }) {
  const { slug } = useCurrentWorkspace();
  return (
    <div className="flex h-full flex-col gap-5 p-3">
      <WorkspaceSwitcher workspaces={me.workspaces} />
      <nav aria-label="Workspace" className="flex-1 space-y-0.5">
        {links.map(({ to, label, icon: Icon, end }) => (
          <NavLink
            key={label}
            to={`/w/${slug}${to}`}
            end={end}
            className="flex h-9 items-center gap-2.5 rounded-md px-2.5 font-medium text-ink-soft transition-colors hover:bg-hover hover:text-ink aria-[current=page]:bg-surface aria-[current=page]:text-ink aria-[current=page]:shadow-control aria-[current=page]:[&_svg]:text-accent-text pointer-coarse:h-11"
          >
            <Icon aria-hidden="true" className="size-4.5 text-ink-faint" />
            {label}
          </NavLink>
        ))}
      </nav>
      <UserMenu me={me} />
    </div>
  );
}
