import { Bot } from 'lucide-react';
import { NavLink, Outlet, useParams } from 'react-router';
import { isMissing } from '../../shared/lib/is-missing';
import { BackLink } from '../../shared/ui/back-link';
import { MissingState } from '../../shared/ui/missing';
import { usePageTitle } from '../../shared/ui/page-header';
import { ErrorState, Skeleton } from '../../shared/ui/states';
import { useCurrentWorkspace } from '../workspaces/current-workspace';
import { useGpt, type Gpt } from './gpt.queries';

const WAITING_MS = 3_000;

const tabs = [
  { to: '', label: 'Connect', end: true },
  { to: '/usage', label: 'Usage', end: false },
  { to: '/tiers', label: 'Tiers', end: false },
  { to: '/sign-in', label: 'Sign-in', end: false },
  { to: '/branding', label: 'Branding', end: false },
  { to: '/settings', label: 'Settings', end: false },
];

/** The frame of one GPT's pages: name, tabs, and the GPT itself for the page inside. */
export function GptLayout() {
  const { gptId = '' } = useParams();
  const { slug } = useCurrentWorkspace();
  // Until the first call arrives the page waits for what happens in ChatGPT, and ticks it off as it comes.
  const gpt = useGpt(gptId, { refetchInterval: WAITING_MS });

  if (gpt.isPending) return <Loading />;
  if (isMissing(gpt)) return <Missing />;
  if (!gpt.data) return <ErrorState error={gpt.error} onRetry={() => void gpt.refetch()} />;
  return (
    <>
      <GptHeader gpt={gpt.data} base={`/w/${slug}/gpts`} />
      <Outlet context={gpt.data} />
    </>
  );
}

function GptHeader({ gpt, base }: { gpt: Gpt; base: string }) {
  usePageTitle(gpt.name);
  return (
    <header className="mb-8">
      <BackLink to={base}>GPTs</BackLink>
      <h1 className="truncate text-2xl font-semibold" title={gpt.name}>
        {gpt.name}
      </h1>
      <nav aria-label="GPT" className="mt-5 flex gap-6 overflow-x-auto shadow-[inset_0_-1px_0_var(--line)]">
        {tabs.map(({ to, label, end }) => (
          <NavLink
            key={label}
            to={`${base}/${gpt.id}${to}`}
            end={end}
            className="flex h-10 shrink-0 items-center border-b-2 border-transparent font-medium text-ink-soft transition-colors hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink pointer-coarse:h-12"
          >
            {label}
          </NavLink>
        ))}
      </nav>
    </header>
  );
}

function Missing() {
  const { slug } = useCurrentWorkspace();
  return (
    <MissingState icon={Bot} title="No such GPT" back={{ to: `/w/${slug}/gpts`, label: 'All GPTs' }}>
      It was deleted, or it belongs to another workspace.
    </MissingState>
  );
}

function Loading() {
  return (
    <div role="status" aria-label="Loading the GPT" className="space-y-6">
      <Skeleton className="w-16" />
      <Skeleton className="h-8 w-72 max-w-full" />
      <Skeleton className="h-px w-full" />
      <Skeleton className="h-96 w-full rounded-lg" />
    </div>
  );
}
