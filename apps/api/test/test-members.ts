import type { TestApi } from './test-api';
import type { TestBrowser } from './test-browser';

export const PASSWORD = 'seven green kettles';

/** Signs somebody up through the API, as far as a verified address and a session. */
export async function signUp(api: TestApi, email: string, password: string = PASSWORD): Promise<TestBrowser> {
  const browser = api.browser();
  await browser.post('/api/v1/auth/sign-up', { email, password, name: 'Ada Lovelace' });
  const { status, text } = await browser.post('/api/v1/auth/verify-email', { email, code: await api.mailbox.codeFor(email) });
  if (status !== 200) throw new Error(`sign-up ended with ${status}: ${text}`);
  return browser;
}

/** Makes somebody who has signed up a member of a workspace, past the product. */
export async function joinWorkspace(
  { database }: Pick<TestApi, 'database'>,
  email: string,
  { workspaceId }: { readonly workspaceId: string },
  role = 'owner',
): Promise<void> {
  await database.query(
    `INSERT INTO memberships (workspace_id, member_id, role) SELECT $1, id, $3 FROM members WHERE email = $2`,
    [workspaceId, email, role],
  );
}

/** A creator with a workspace of their own. */
export interface Creator {
  readonly browser: TestBrowser;
  readonly slug: string;
  readonly workspaceId: string;
  readonly base: string;
}

export async function createCreator(api: TestApi, slug: string): Promise<Creator> {
  const browser = await signUp(api, `${slug}@example.com`);
  const { status, body, text } = await browser.post('/api/v1/workspaces', { name: slug, slug });
  if (status !== 201) throw new Error(`creating a workspace ended with ${status}: ${text}`);
  return { browser, slug, workspaceId: body.id, base: `/api/v1/workspaces/${slug}` };
}
