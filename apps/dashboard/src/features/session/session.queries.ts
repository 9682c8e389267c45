import { ApiError, unwrap, type components } from '@gatehouse/api-client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../shared/lib/api';

export type Me = components['schemas']['Me'];
type Schemas = components['schemas'];

export const sessionKeys = {
  me: ['session', 'me'] as const,
  methods: ['session', 'methods'] as const,
};

/** The signed-in member; `null` when nobody is. */
export function useMe() {
  return useQuery({
    queryKey: sessionKeys.me,
    queryFn: ({ signal }): Promise<Me | null> => unwrap(api.GET('/api/v1/me', { signal })).catch(nobodyOn401),
    staleTime: 60_000,
  });
}

/** How members may sign in here, and whether Google is a local stand-in. */
export function useAuthMethods() {
  return useQuery({
    queryKey: sessionKeys.methods,
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/auth/methods', { signal })),
    staleTime: Infinity,
  });
}

export function useSignUp() {
  return useMutation({
    mutationFn: (body: Schemas['SignUp']) => unwrap(api.POST('/api/v1/auth/sign-up', { body })),
    meta: anonymous,
  });
}

export function useResendCode() {
  return useMutation({
    mutationFn: (body: Schemas['ResendCode']) => unwrap(api.POST('/api/v1/auth/resend-code', { body })),
    meta: anonymous,
  });
}

export function useVerifyEmail() {
  const loadMe = useLoadMe();
  return useMutation({
    mutationFn: (body: Schemas['VerifyEmail']) => unwrap(api.POST('/api/v1/auth/verify-email', { body })),
    onSuccess: loadMe,
    meta: anonymous,
  });
}

export function useSignIn() {
  const loadMe = useLoadMe();
  return useMutation({
    mutationFn: (body: Schemas['SignIn']) => unwrap(api.POST('/api/v1/auth/sign-in', { body })),
    onSuccess: loadMe,
    meta: anonymous,
  });
}

/** Ends the session and forgets everything that was read under it. */
export function useSignOut() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.POST('/api/v1/auth/sign-out')),
    onSuccess: () => {
      queryClient.clear();
      queryClient.setQueryData(sessionKeys.me, null);
    },
  });
}

/** Calls made without a session: their 401 is an answer to the form, not the end of a session. */
export const anonymous = { anonymous: true };

export function useLoadMe() {
  const queryClient = useQueryClient();
  return () => {
    // After a session that ended by itself, somebody else may be signing in: nothing of the one before is shown to them.
    queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKeys.me[0] });
    return queryClient.invalidateQueries({ queryKey: sessionKeys.me });
  };
}

function nobodyOn401(error: unknown): null {
  if (error instanceof ApiError && error.status === 401) return null;
  throw error;
}
