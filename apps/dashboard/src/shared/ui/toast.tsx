import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { Toast } from 'radix-ui';
import { createContext, use, useMemo, useState, type ReactNode } from 'react';

interface Notice {
  id: number;
  tone: 'success' | 'error';
  text: string;
}

interface Toasts {
  success: (text: string) => void;
  error: (text: string) => void;
}

const Context = createContext<Toasts | null>(null);

/** Short confirmations at the page's lower edge. */
export function useToast(): Toasts {
  const toasts = use(Context);
  if (toasts === null) throw new Error('useToast outside of ToastProvider');
  return toasts;
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const [notices, setNotices] = useState<Notice[]>([]);
  const toasts = useMemo<Toasts>(() => {
    // At most three: a burst of them should not cover the page.
    const push = (tone: Notice['tone'], text: string) =>
      setNotices((shown) => [...shown.slice(-2), { id: (shown.at(-1)?.id ?? 0) + 1, tone, text }]);
    return { success: (text) => push('success', text), error: (text) => push('error', text) };
  }, []);
  const dismiss = (id: number) => setNotices((shown) => shown.filter((notice) => notice.id !== id));

  return (
    <Context value={toasts}>
      <Toast.Provider duration={5_000} swipeDirection="down">
        {children}
        {notices.map((notice) => (
          <ToastItem key={notice.id} notice={notice} onGone={() => dismiss(notice.id)} />
        ))}
        <Toast.Viewport className="fixed right-0 bottom-0 z-50 flex w-full max-w-[26rem] flex-col gap-2 p-4 sm:p-6" />
      </Toast.Provider>
    </Context>
  );
}

function ToastItem({ notice, onGone }: { notice: Notice; onGone: () => void }) {
  const Icon = notice.tone === 'success' ? CircleCheck : CircleAlert;
  return (
    <Toast.Root
      onOpenChange={(open) => !open && onGone()}
      type={notice.tone === 'error' ? 'foreground' : 'background'}
      className="flex animate-rise-in items-start gap-3 rounded-lg bg-raised p-3.5 pr-2 shadow-float"
    >
      <Icon
        aria-hidden="true"
        className={notice.tone === 'success' ? 'mt-0.5 size-4.5 text-accent-text' : 'mt-0.5 size-4.5 text-danger'}
      />
      <Toast.Description className="min-w-0 flex-1 break-words">{notice.text}</Toast.Description>
      <Toast.Close
        aria-label="Dismiss"
        className="grid size-6 place-items-center rounded-sm text-ink-faint hover:bg-hover hover:text-ink"
      >
        <X aria-hidden="true" className="size-4" />
      </Toast.Close>
    </Toast.Root>
  );
}
