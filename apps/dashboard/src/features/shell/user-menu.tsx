import { ChevronsUpDown, LogOut, Monitor, Moon, Sun } from 'lucide-react';
import { useNavigate } from 'react-router';
import { cn } from '../../shared/lib/class-names';
import { useTheme, type Theme } from '../../shared/lib/theme';
import { Avatar } from '../../shared/ui/avatar';
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
import { useToast } from '../../shared/ui/toast';
import { useSignOut, type Me } from '../session/session.queries';

const themes = [
  { value: 'system', label: 'System', icon: Monitor },
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
] as const;

export function UserMenu({ me, compact = false }: { me: Me; compact?: boolean }) {
  const [theme, setTheme] = useTheme();
  const signOut = useSignOut();
  const navigate = useNavigate();
  const toast = useToast();

  function leave(): void {
    signOut.mutate(undefined, {
      onSuccess: () => void navigate('/sign-in', { replace: true }),
      onError: (error) => toast.error(error.message),
    });
  }

  return (
    <Menu>
      <MenuTrigger
        className={cn(
          'flex items-center gap-2.5 rounded-md text-left transition-colors hover:bg-hover data-[state=open]:bg-hover',
          !compact && 'h-12 w-full px-2',
        )}
      >
        <Avatar name={me.name || me.email} />
        <span className="sr-only">Your account{compact ? '' : ': '}</span>
        {!compact && (
          <>
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium" title={me.name}>
                {me.name}
              </span>
              <span className="block truncate text-xs text-ink-faint" title={me.email}>
                {me.email}
              </span>
            </span>
            <ChevronsUpDown aria-hidden="true" className="size-4 shrink-0 text-ink-faint" />
          </>
        )}
      </MenuTrigger>
      <MenuContent align={compact ? 'end' : 'start'} className="w-60">
        {compact && <MenuLabel>{me.email}</MenuLabel>}
        <MenuLabel>Theme</MenuLabel>
        <MenuRadioGroup value={theme} onValueChange={(value) => setTheme(value as Theme)}>
          {themes.map(({ value, label, icon: Icon }) => (
            <MenuRadioItem key={value} value={value}>
              <Icon aria-hidden="true" />
              {label}
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
        <MenuSeparator />
        <MenuItem onSelect={leave}>
          <LogOut aria-hidden="true" />
          Sign out
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}
