import { unwrap, type components } from '@gatehouse/api-client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../shared/lib/api';
import { useCurrentWorkspace } from '../../workspaces/current-workspace';

export type UpgradeWording = components['schemas']['UpgradeWordingSetting']['wording'];

const keyOf = (slug: string, gptId: string) => ['upgrade-wording', slug, gptId] as const;
const PATH = '/api/v1/workspaces/{slug}/gpts/{gpt}/upgrade-wording';

/** How refused calls of a GPT speak of what it sells. */
export function useUpgradeWording(gptId: string) {
  const { slug } = useCurrentWorkspace();
  return useQuery({
    queryKey: keyOf(slug, gptId),
    queryFn: ({ signal }) => unwrap(api.GET(PATH, { params: { path: { slug, gpt: gptId } }, signal })),
  });
}

export function useSetUpgradeWording(gptId: string) {
  const { slug } = useCurrentWorkspace();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (wording: UpgradeWording) => unwrap(api.PUT(PATH, { params: { path: { slug, gpt: gptId } }, body: { wording } })),
    onSuccess: (setting) => queryClient.setQueryData(keyOf(slug, gptId), setting),
  });
}
