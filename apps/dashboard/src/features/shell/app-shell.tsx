import { Menu as MenuIcon } from 'lucide-react';
import { Dialog, VisuallyHidden } from 'radix-ui';
import { useState } from 'react';
import { Link, Outlet, useLocation, useNavigation, useParams } from 'react-router';
import { NotFoundState } from '../../shared/ui/not-found';
import { LogoMark } from '../../shared/ui/logo';
import { Button } from '../../shared/ui/button';
import { useMe, type Me } from '../session/session.queries';
import { CurrentWorkspace } from '../workspaces/current-workspace';
import { Sidebar } from './sidebar';
import { UserMenu } from './user-menu';

/** The frame of all pages of a workspace. */
export function AppShell() {
  const { slug } = useParams();
  const me = useMe().data;
  if (!me) return null;
  const workspace = me.workspaces.find((membership) => membership.slug === slug);
  if (!workspace) return <NotFoundState title="No such workspace" text="It does not exist, or you are not a member of it." />;

  return (
    <CurrentWorkspace workspace={workspace} key={workspace.slug}>
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-50 focus:rounded-md focus:bg-raised focus:px-4 focus:py-2 focus:shadow-float"
      >
        Skip to content
      </a>
      <PendingBar />
      <div className="min-h-dvh lg:grid lg:grid-cols-[15.5rem_minmax(0,1fr)]">
        <div className="hidden border-r border-line bg-sidebar lg:block">
          <div className="sticky top-0 h-dvh">
            <Sidebar me={me} />
          </div>
        </div>
        <div className="flex min-w-0 flex-col">
          <TopBar me={me} />
          <main
            id="content"
            tabIndex={-1}
            className="mx-auto w-full max-w-6xl flex-1 px-5 py-8 outline-none sm:px-8 lg:px-10 lg:py-10"
          >
            <Outlet />
          </main>
        </div>
      </div>
    </CurrentWorkspace>
  );
}

/** Phones and tablets: the mark, the menu button, the member. */
function TopBar({ me }: { me: Me }) {
  const { pathname } = useLocation();
  const [openAt, setOpenAt] = useState<string | null>(null);
  return (
    <header className="sticky top-0 z-30 flex h-14 items-center justify-between border-b border-line bg-canvas/90 px-4 backdrop-blur lg:hidden">
      {/* The drawer is open for one address only, so that following one of its links closes it. */}
      <Dialog.Root open={openAt === pathname} onOpenChange={(open) => setOpenAt(open ? pathname : null)}>
        <Dialog.Trigger asChild>
          <Button tone="quiet" size="icon" aria-label="Open navigation">
            <MenuIcon aria-hidden="true" className="size-5" />
          </Button>
        </Dialog.Trigger>
        <Dialog.Portal>
          <Dialog.Overlay className="fixed inset-0 z-40 animate-fade-in bg-overlay" />
          <Dialog.Content
            aria-describedby={undefined}
            className="fixed inset-y-0 left-0 z-40 w-72 max-w-[85vw] animate-slide-in bg-sidebar shadow-float outline-none"
          >
            <VisuallyHidden.Root>
              <Dialog.Title>Navigation</Dialog.Title>
            </VisuallyHidden.Root>
            <Sidebar me={me} />
          </Dialog.Content>
        </Dialog.Portal>
      </Dialog.Root>
      <Link to="/" aria-label="Gatehouse" className="rounded-md">
        <LogoMark />
      </Link>
      <UserMenu me={me} compact />
    </header>
  );
}

/** A thin line while the next page's code is on its way; appears only when it takes noticeably long. */
function PendingBar() {
  const { state } = useNavigation();
  if (state === 'idle') return null;
  return (
    <div
      role="status"
      aria-label="Loading page"
      className="fixed inset-x-0 top-0 z-50 h-0.5 animate-breathe bg-accent [animation-delay:150ms]"
    />
  );
}
