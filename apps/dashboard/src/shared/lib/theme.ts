import { useSyncExternalStore } from 'react';
import { writeLocal } from './local-preference';

export type Theme = 'system' | 'light' | 'dark';

/** Read before the first paint by public/theme.js as well. */
const KEY = 'gatehouse.theme';
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function current(): Theme {
  const chosen = document.documentElement.dataset['theme'];
  return chosen === 'light' || chosen === 'dark' ? chosen : 'system';
}

function choose(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
  writeLocal(KEY, theme === 'system' ? null : theme);
  for (const listener of listeners) listener();
}

/** The member's choice of light, dark or the system's, kept in this browser. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  return [useSyncExternalStore(subscribe, current), choose];
}
