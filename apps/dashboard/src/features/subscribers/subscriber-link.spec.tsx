import { renderToStaticMarkup } from 'react-dom/server';
import { MemoryRouter } from 'react-router';
import { CurrentWorkspace } from '../workspaces/current-workspace';
import { callerLabel } from './subscriber-link';

const workspace = { id: 'wsp_1', slug: 'acme', name: 'Acme', role: 'viewer' as const };
const show = (key: string, label: string) =>
  renderToStaticMarkup(
    <MemoryRouter>
      <CurrentWorkspace workspace={workspace}>{callerLabel({ key, label, calls: 1, cost: 1 })}</CurrentWorkspace>
    </MemoryRouter>,
  );

describe('a caller in a report of usage', () => {
  it('leads to their own page when it is a person', () => {
    expect(show('usr_01h', 'ada@example.com')).toMatch(
      /^<a [^>]*href="\/w\/acme\/subscribers\/usr_01h"[^>]*>ada@example\.com<\/a>$/,
    );
  });

  it('is only named when it is a program with a service key, which has no such page', () => {
    expect(show('sky_01h', 'Nightly export')).toBe('Nightly export');
  });
});
