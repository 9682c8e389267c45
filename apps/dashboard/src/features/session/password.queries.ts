import { unwrap, type components } from '@gatehouse/api-client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../shared/lib/api';
import { anonymous, useLoadMe } from './session.queries';

type Schemas = components['schemas'];

export function useForgotPassword() {
  return useMutation({
    mutationFn: (body: Schemas['ForgotPassword']) => unwrap(api.POST('/api/v1/auth/forgot-password', { body })),
    meta: anonymous,
  });
}

export function useResetPassword() {
  const loadMe = useLoadMe();
  return useMutation({
    mutationFn: (body: Schemas['ResetPassword']) => unwrap(api.POST('/api/v1/auth/reset-password', { body })),
    onSuccess: loadMe,
    meta: anonymous,
  });
}

export function useChoosePassword() {
  const loadMe = useLoadMe();
  return useMutation({
    mutationFn: (body: Schemas['ChoosePassword']) => unwrap(api.POST('/api/v1/auth/password', { body })),
    onSuccess: loadMe,
  });
}

/** A new password of somebody who has one, or whose account at Google was enough so far. Every other session of theirs ends. */
export function useChangePassword() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['ChoosePassword']) => unwrap(api.POST('/api/v1/auth/password', { body })),
    onSuccess: () => void queryClient.invalidateQueries(),
  });
}
