import { createBrowserRouter, Outlet, ScrollRestoration } from 'react-router';
import { AuthLayout } from '../features/session/auth.layout';
import { RequireSession } from '../features/session/require-session';
import { CrashPage } from './crash.page';
import { NotFoundState } from '../shared/ui/not-found';

function Root() {
  return (
    <>
      <Outlet />
      <ScrollRestoration />
    </>
  );
}

const gptPages = {
  path: 'gpts/:gptId',
  lazy: async () => ({ Component: (await import('../features/gpts/gpt.layout')).GptLayout }),
  children: [
    { index: true, lazy: async () => ({ Component: (await import('../features/gpts/connect/connect.page')).ConnectPage }) },
    { path: 'usage', lazy: async () => ({ Component: (await import('../features/gpts/usage/gpt-usage.page')).GptUsagePage }) },
    { path: 'tiers', lazy: async () => ({ Component: (await import('../features/gpts/tiers/tiers.page')).TiersPage }) },
    { path: 'sign-in', lazy: async () => ({ Component: (await import('../features/gpts/sign-in/sign-in.page')).SignInPage }) },
    {
      path: 'branding',
      lazy: async () => ({ Component: (await import('../features/gpts/branding/branding.page')).BrandingPage }),
    },
    {
      path: 'settings',
      lazy: async () => ({ Component: (await import('../features/gpts/settings/gpt-settings.page')).GptSettingsPage }),
    },
  ],
};

const workspacePages = {
  path: 'w/:slug',
  lazy: async () => ({ Component: (await import('../features/shell/app-shell')).AppShell }),
  children: [
    { index: true, lazy: async () => ({ Component: (await import('../features/overview/overview.page')).OverviewPage }) },
    { path: 'gpts', lazy: async () => ({ Component: (await import('../features/gpts/gpts.page')).GptsPage }) },
    { path: 'gpts/new', lazy: async () => ({ Component: (await import('../features/gpts/new-gpt.page')).NewGptPage }) },
    gptPages,
    { path: 'revenue', lazy: async () => ({ Component: (await import('../features/revenue/revenue.page')).RevenuePage }) },
    {
      path: 'revenue/events',
      lazy: async () => ({ Component: (await import('../features/revenue/events/events.page')).EventsPage }),
    },
    {
      path: 'subscribers',
      lazy: async () => ({ Component: (await import('../features/subscribers/subscribers.page')).SubscribersPage }),
    },
    {
      path: 'subscribers/:subscriberId',
      lazy: async () => ({ Component: (await import('../features/subscribers/subscriber.page')).SubscriberPage }),
    },
    { path: 'sign-in', lazy: async () => ({ Component: (await import('../features/gpts/sign-in/sign-in.page')).SignInPage }) },
    {
      path: 'settings',
      lazy: async () => ({ Component: (await import('../features/settings/workspace-settings.page')).WorkspaceSettingsPage }),
    },
    { path: 'settings/audit', lazy: async () => ({ Component: (await import('../features/audit/audit.page')).AuditPage }) },
  ],
};

/** All addresses of the dashboard. Each page is a file of its own that is fetched when it is first shown. */
export const router = createBrowserRouter([
  {
    Component: Root,
    ErrorBoundary: CrashPage,
    HydrateFallback: () => null,
    children: [
      {
        Component: AuthLayout,
        children: [
          { path: 'sign-in', lazy: async () => ({ Component: (await import('../features/session/sign-in.page')).SignInPage }) },
          { path: 'sign-up', lazy: async () => ({ Component: (await import('../features/session/sign-up.page')).SignUpPage }) },
          {
            path: 'verify-email',
            lazy: async () => ({ Component: (await import('../features/session/verify-email.page')).VerifyEmailPage }),
          },
          {
            path: 'forgot-password',
            lazy: async () => ({ Component: (await import('../features/session/forgot-password.page')).ForgotPasswordPage }),
          },
          {
            path: 'reset-password',
            lazy: async () => ({ Component: (await import('../features/session/reset-password.page')).ResetPasswordPage }),
          },
        ],
      },
      {
        Component: RequireSession,
        children: [
          { index: true, lazy: async () => ({ Component: (await import('../features/workspaces/home.page')).HomePage }) },
          {
            Component: AuthLayout,
            children: [
              {
                path: 'new-workspace',
                lazy: async () => ({ Component: (await import('../features/workspaces/new-workspace.page')).NewWorkspacePage }),
              },
            ],
          },
          workspacePages,
        ],
      },
      { path: '*', Component: NotFoundState },
    ],
  },
]);
