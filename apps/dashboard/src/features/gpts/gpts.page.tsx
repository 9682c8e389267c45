import { Bot, ChevronRight, Plus } from 'lucide-react';
import { Link } from 'react-router';
import { formatCount } from '../../shared/lib/format';
import { Badge } from '../../shared/ui/badge';
import { Button } from '../../shared/ui/button';
import { Card } from '../../shared/ui/card';
import { PageHeader } from '../../shared/ui/page-header';
import { RelativeTime } from '../../shared/ui/relative-time';
import { EmptyState, ErrorState, SkeletonRows } from '../../shared/ui/states';
import { covers, useCurrentWorkspace } from '../workspaces/current-workspace';
import { useGpts, type Gpt } from './gpt.queries';

export function GptsPage() {
  const { role } = useCurrentWorkspace();
  const gpts = useGpts();
  return (
    <>
      <PageHeader
        title="GPTs"
        description="Each GPT has its own sign-in, credentials and counts."
        actions={covers(role, 'developer') && gpts.data && gpts.data.data.length > 0 && <NewGptButton />}
      />
      <Card aria-label="GPTs">
        {gpts.isPending && <SkeletonRows rows={4} label="Loading GPTs" />}
        {gpts.isError && !gpts.data && <ErrorState error={gpts.error} onRetry={() => void gpts.refetch()} />}
        {gpts.data?.data.length === 0 && (
          <EmptyState icon={Bot} title="No GPTs yet" action={covers(role, 'developer') && <NewGptButton />}>
            Register your GPT to get the OAuth settings that its editor asks for. A name is enough to start.
          </EmptyState>
        )}
        {gpts.data && gpts.data.data.length > 0 && (
          <ul className="divide-y divide-line">
            {gpts.data.data.map((gpt) => (
              <GptRow key={gpt.id} gpt={gpt} />
            ))}
          </ul>
        )}
      </Card>
    </>
  );
}

function NewGptButton() {
  const { slug } = useCurrentWorkspace();
  return (
    <Button asChild tone="primary">
      <Link to={`/w/${slug}/gpts/new`}>
        <Plus aria-hidden="true" />
        New GPT
      </Link>
    </Button>
  );
}

function GptRow({ gpt }: { gpt: Gpt }) {
  const { slug } = useCurrentWorkspace();
  return (
    <li className="group relative flex items-center gap-4 px-5 py-4 transition-colors hover:bg-inset sm:px-6">
      <span className="grid size-9 shrink-0 place-items-center rounded-md border border-line bg-inset text-ink-faint">
        <Bot aria-hidden="true" className="size-4.5" />
      </span>
      <div className="min-w-0 flex-1">
        {/* The link's area is the whole row; only its name is read out. */}
        <Link
          to={`/w/${slug}/gpts/${gpt.id}`}
          title={gpt.name}
          className="block truncate font-semibold after:absolute after:inset-0 after:rounded-md"
        >
          {gpt.name}
        </Link>
        <p className="truncate text-sm text-ink-soft max-sm:hidden">
          Created <RelativeTime at={gpt.created_at} />
        </p>
        <Status gpt={gpt} className="mt-1 sm:hidden" />
      </div>
      <Status gpt={gpt} className="max-sm:hidden" />
      <span className="hidden w-28 text-right tabular-nums sm:block">{formatCount(gpt.calls, 'call')}</span>
      <ChevronRight aria-hidden="true" className="size-4 shrink-0 text-ink-faint" />
    </li>
  );
}

function Status({ gpt, className }: { gpt: Gpt; className: string }) {
  if (gpt.calls > 0)
    return (
      <Badge tone="accent" className={className}>
        Receiving calls
      </Badge>
    );
  if (gpt.callback_urls.length > 0) return <Badge className={className}>Waiting for the first call</Badge>;
  return (
    <Badge tone="warning" className={className}>
      Needs setup
    </Badge>
  );
}
