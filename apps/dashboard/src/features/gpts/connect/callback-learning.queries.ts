import { unwrap, type components } from '@gatehouse/api-client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../shared/lib/api';
import { useCurrentWorkspace } from '../../workspaces/current-workspace';
import { useRefreshGpts } from '../gpt.queries';

type Schemas = components['schemas'];
export type LearnedCallback = Schemas['LearnedCallback'];
export type TurnedAway = Schemas['TurnedAway'];

/** A member who tests waits for what the test brings. */
const TESTING_MS = 3_000;
const RESTING_MS = 30_000;

const learningKeys = {
  learned: (slug: string, gpt: string) => ['learned-callbacks', slug, gpt] as const,
  turnedAway: (slug: string, gpt: string) => ['turned-away', slug, gpt] as const,
};

/** @param testing whether a test is under way, so that its fruit appears at once */
export function useLearnedCallbacks(gpt: string, { testing }: { testing: boolean }) {
  const { slug } = useCurrentWorkspace();
  return useQuery({
    queryKey: learningKeys.learned(slug, gpt),
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/workspaces/{slug}/gpts/{gpt}/learned-callbacks', { params: { path: { slug, gpt } }, signal })),
    refetchInterval: testing ? TESTING_MS : RESTING_MS,
  });
}

export function useTurnedAway(gpt: string) {
  const { slug } = useCurrentWorkspace();
  return useQuery({
    queryKey: learningKeys.turnedAway(slug, gpt),
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/workspaces/{slug}/gpts/{gpt}/turned-away', { params: { path: { slug, gpt } }, signal })),
    refetchInterval: RESTING_MS,
  });
}

export function useStartTest(gpt: string) {
  const { slug } = useCurrentWorkspace();
  return useMutation({
    mutationFn: () => unwrap(api.POST('/api/v1/workspaces/{slug}/gpts/{gpt}/test-sign-in', { params: { path: { slug, gpt } } })),
  });
}

export function useApproveCallback(gpt: string) {
  const { slug } = useCurrentWorkspace();
  const refresh = useRefreshLearning(gpt);
  return useMutation({
    mutationFn: (learned: string) =>
      unwrap(
        api.POST('/api/v1/workspaces/{slug}/gpts/{gpt}/learned-callbacks/{learned}/approve', {
          params: { path: { slug, gpt, learned } },
        }),
      ),
    onSuccess: refresh,
  });
}

export function useDismissCallback(gpt: string) {
  const { slug } = useCurrentWorkspace();
  const refresh = useRefreshLearning(gpt);
  return useMutation({
    mutationFn: (learned: string) =>
      unwrap(
        api.DELETE('/api/v1/workspaces/{slug}/gpts/{gpt}/learned-callbacks/{learned}', {
          params: { path: { slug, gpt, learned } },
        }),
      ),
    onSuccess: refresh,
  });
}

function useRefreshLearning(gpt: string) {
  const { slug } = useCurrentWorkspace();
  const queryClient = useQueryClient();
  const refreshGpt = useRefreshGpts();
  // Not waited for: the row that they take away could not say any more what was done.
  return () => {
    void queryClient.invalidateQueries({ queryKey: learningKeys.learned(slug, gpt) });
    void queryClient.invalidateQueries({ queryKey: learningKeys.turnedAway(slug, gpt) });
    void refreshGpt();
  };
}
