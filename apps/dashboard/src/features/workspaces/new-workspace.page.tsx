import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { checkPresent, collectMessages, useForm } from '../../shared/lib/form';
import { buildSlug, checkSlug, SLUG_MAX_LENGTH } from '../../shared/lib/slug';
import { Button } from '../../shared/ui/button';
import { Callout } from '../../shared/ui/callout';
import { TextField } from '../../shared/ui/field';
import { usePageTitle } from '../../shared/ui/page-header';
import { AuthHeading } from '../session/auth.layout';
import { useMe } from '../session/session.queries';
import { useCreateWorkspace } from './workspace.queries';

export function NewWorkspacePage() {
  usePageTitle('New workspace');
  const workspaces = useMe().data?.workspaces ?? [];
  return (
    <>
      <AuthHeading title={workspaces.length > 0 ? 'New workspace' : 'Name your workspace'}>
        A workspace holds your GPTs and the people who use them. Most creators need one.
      </AuthHeading>
      <NewWorkspaceForm />
      {workspaces.length > 0 && (
        <p className="mt-6 text-center">
          <Link to="/" className="rounded-sm font-medium text-accent-text hover:underline">
            Back to the dashboard
          </Link>
        </p>
      )}
    </>
  );
}

function NewWorkspaceForm() {
  const navigate = useNavigate();
  const create = useCreateWorkspace();
  // The address follows the name until the member types one.
  const [slugChosen, setSlugChosen] = useState(false);
  const form = useForm({
    initial: { name: '', slug: '' },
    check: ({ name, slug }) => collectMessages({ name: checkPresent(name, 'Enter a name.'), slug: checkSlug(slug) }),
    error: create.error,
    pending: create.isPending,
    onSubmit: (values) =>
      create.mutate(
        { name: values.name, ...(values.slug ? { slug: values.slug } : {}) },
        { onSuccess: ({ slug: address }) => void navigate(`/w/${address}`, { replace: true }) },
      ),
  });
  const name = form.field('name');
  const slug = form.field('slug');

  return (
    <form noValidate onSubmit={form.submit} className="space-y-5">
      {form.message && <Callout tone="danger" title={form.message} />}
      <TextField
        label="Workspace name"
        placeholder="Acme Cooking"
        autoComplete="organization"
        autoFocus
        maxLength={100}
        {...name}
        onValue={(value) => {
          name.onValue(value);
          if (!slugChosen) slug.onValue(buildSlug(value));
        }}
      />
      <TextField
        label="Address"
        lead={`${window.location.host}/t/`}
        hint="Part of the sign-in address that people see. It cannot be changed later."
        mono
        autoCapitalize="off"
        spellCheck={false}
        maxLength={SLUG_MAX_LENGTH}
        {...slug}
        onValue={(value) => {
          setSlugChosen(value !== '');
          slug.onValue(value.toLowerCase().replace(/[^a-z0-9-]+/g, '-'));
        }}
      />
      <Button type="submit" tone="primary" size="lg" className="w-full" pending={create.isPending}>
        Create workspace
      </Button>
    </form>
  );
}
