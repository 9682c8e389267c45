import { Navigate } from 'react-router';
import { readLastWorkspace } from './current-workspace';
import { useMe } from '../session/session.queries';

/** The front door: the workspace used last, else the first one, else a new one. */
export function HomePage() {
  const workspaces = useMe().data?.workspaces ?? [];
  const last = readLastWorkspace();
  const workspace = workspaces.find(({ slug }) => slug === last) ?? workspaces[0];
  return <Navigate to={workspace ? `/w/${workspace.slug}` : '/new-workspace'} replace />;
}
