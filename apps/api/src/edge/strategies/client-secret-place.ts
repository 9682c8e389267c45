import type { SealedPlace } from '@gatehouse/platform';

/** Where the secret of a creator's own client lies sealed. */
export const clientSecretPlace = (workspaceId: string): SealedPlace => ({
  workspaceId,
  column: 'gpt_identity_clients.client_secret',
});
