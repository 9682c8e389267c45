import { ChevronsUpDown, Plus } from 'lucide-react';
import { useNavigate } from 'react-router';
import { LogoMark } from '../../shared/ui/logo';
import {
  Menu,
  MenuContent,
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
  MenuTrigger,
} from '../../shared/ui/menu';
import { useCurrentWorkspace, type Membership } from '../workspaces/current-workspace';

export function WorkspaceSwitcher({ workspaces }: { workspaces: readonly Membership[] }) {
  const current = useCurrentWorkspace();
  const navigate = useNavigate();
  return (
    <Menu>
      <MenuTrigger className="flex h-12 w-full items-center gap-2.5 rounded-md px-2 text-left transition-colors hover:bg-hover data-[state=open]:bg-hover">
        <LogoMark />
        <span className="sr-only">Switch workspace. Current: </span>
        <span className="min-w-0 flex-1">
          <span className="block truncate font-semibold" title={current.name}>
            {current.name}
          </span>
          <span className="block truncate text-xs text-ink-faint capitalize">{current.role}</span>
        </span>
        <ChevronsUpDown aria-hidden="true" className="size-4 shrink-0 text-ink-faint" />
      </MenuTrigger>
      <MenuContent align="start" className="w-60">
        <MenuLabel>Workspaces</MenuLabel>
        <MenuRadioGroup value={current.slug} onValueChange={(slug) => void navigate(`/w/${slug}`)}>
          {workspaces.map(({ slug, name }) => (
            <MenuRadioItem key={slug} value={slug}>
              <span className="truncate" title={name}>
                {name}
              </span>
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
        <MenuSeparator />
        <MenuItem onSelect={() => void navigate('/new-workspace')}>
          <Plus aria-hidden="true" />
          New workspace
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}
