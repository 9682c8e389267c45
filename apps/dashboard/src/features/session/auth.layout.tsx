import { ChartNoAxesColumn, ClipboardPaste, Fingerprint } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, Outlet } from 'react-router';
import { Logo } from '../../shared/ui/logo';

const points = [
  {
    icon: ClipboardPaste,
    title: 'Paste six fields',
    text: 'Gatehouse fills in the GPT editor’s OAuth form for you, field by field, in the same order.',
  },
  {
    icon: Fingerprint,
    title: 'Know every caller',
    text: 'People sign in from ChatGPT with Google or an emailed code. Your API learns who is asking.',
  },
  {
    icon: ChartNoAxesColumn,
    title: 'Watch it live',
    text: 'Every call is counted exactly once, per person and per hour, and shown within two seconds.',
  },
];

/** The frame of the pages before the dashboard: the form on one side, what it leads to on the other. */
export function AuthLayout({ children }: { children?: ReactNode }) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <div className="flex flex-col px-6 py-6 sm:px-10 sm:py-8">
        <header>
          <Link to="/" className="inline-block rounded-md">
            <Logo />
          </Link>
        </header>
        <main className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center py-12">{children ?? <Outlet />}</main>
      </div>
      <aside
        aria-label="About Gatehouse"
        className="relative hidden flex-col justify-center overflow-hidden bg-brand px-16 py-12 text-brand-ink lg:flex"
      >
        <Arches />
        <div className="relative mx-auto max-w-md">
          <p className="text-4xl font-semibold text-balance">Know who uses your GPT, and how much.</p>
          <ul className="mt-14 space-y-8">
            {points.map(({ icon: Icon, title, text }) => (
              <li key={title} className="flex gap-4">
                <span className="grid size-10 shrink-0 place-items-center rounded-md border border-brand-line bg-brand">
                  <Icon aria-hidden="true" className="size-5" />
                </span>
                <div className="space-y-1">
                  <p className="text-lg font-semibold">{title}</p>
                  <p className="text-pretty text-brand-soft">{text}</p>
                </div>
              </li>
            ))}
          </ul>
        </div>
      </aside>
    </div>
  );
}

const RADII = [30, 80, 130, 180, 230];

/** The mark's arch, repeated as a quiet drawing behind the words. */
function Arches() {
  return (
    <svg aria-hidden="true" viewBox="0 0 960 960" preserveAspectRatio="xMaxYMax slice" className="absolute inset-0 size-full">
      <g fill="none" stroke="var(--brand-line)" strokeWidth="1.5">
        {RADII.map((radius) => (
          <path key={radius} d={`M${810 - radius} 980v-80a${radius} ${radius} 0 0 1 ${2 * radius} 0v80`} />
        ))}
      </g>
    </svg>
  );
}

export function AuthHeading({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="mb-8 space-y-2">
      <h1 className="text-2xl font-semibold text-balance">{title}</h1>
      {children && <p className="text-pretty break-words text-ink-soft">{children}</p>}
    </div>
  );
}
