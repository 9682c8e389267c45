import { createContext, use, useMemo, useState, type ReactNode } from 'react';

interface RevealedSecrets {
  find: (gptId: string) => string | undefined;
  reveal: (gptId: string, secret: string) => void;
  hide: (gptId: string) => void;
}

const Context = createContext<RevealedSecrets | null>(null);

/**
 * Client secrets between their making and the moment the member leaves or hides them. They live in this page's memory only: not in
 * the address, the history or the browser's storage, so that a reload forgets them.
 */
export function RevealedSecretsProvider({ children }: { children: ReactNode }) {
  const [secrets, setSecrets] = useState<ReadonlyMap<string, string>>(new Map());
  const value = useMemo<RevealedSecrets>(
    () => ({
      find: (gptId) => secrets.get(gptId),
      reveal: (gptId, secret) => setSecrets((before) => new Map(before).set(gptId, secret)),
      hide: (gptId) => setSecrets((before) => new Map([...before].filter(([id]) => id !== gptId))),
    }),
    [secrets],
  );
  return <Context value={value}>{children}</Context>;
}

export function useRevealedSecrets(): RevealedSecrets {
  const secrets = use(Context);
  if (secrets === null) throw new Error('useRevealedSecrets outside of its provider');
  return secrets;
}
