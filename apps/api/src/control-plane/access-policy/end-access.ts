import { type AccessRules, decideAccess } from '@gatehouse/core';
import {
  accessPolicyRepository,
  accessStandingRepository,
  type FenceMarker,
  grantListRepository,
  type WorkspaceTransaction,
} from '@gatehouse/platform';

/** Consents that are judged and ended in one statement each. */
const AT_ONCE = 1_000;

/**
 * Ends the access of everybody inside whom these rules do not admit, from their next call on. The GPT's row must be locked: nobody is let in
 * meanwhile.
 * @returns how many
 */
export async function endAccessOfNotAdmitted(
  tx: WorkspaceTransaction,
  {
    gptId,
    rules,
    now,
    mark,
  }: { readonly gptId: string; readonly rules: AccessRules; readonly now: Date; readonly mark: FenceMarker },
): Promise<number> {
  if (rules.policy === 'open') return 0;
  await mark.gpt(gptId);
  let ended = 0;
  for (let afterGrantId = ''; ;) {
    const inside = await accessStandingRepository.listInside(tx, gptId, { limit: AT_ONCE, afterGrantId });
    const ids = inside.filter(({ person }) => decideAccess(rules, person, now).kind === 'refused').map(({ grantId }) => grantId);
    ended += (await grantListRepository.revoke(tx, { ids, subscriberId: null, now })).length;
    const last = inside.at(-1);
    if (last === undefined || inside.length < AT_ONCE) return ended;
    afterGrantId = last.grantId;
  }
}

/** After something was decided about one person: ends their access if it rested on that. @returns whether it did */
export async function endAccessUnlessAdmitted(
  tx: WorkspaceTransaction,
  { gptId, email, now, mark }: { readonly gptId: string; readonly email: string; readonly now: Date; readonly mark: FenceMarker },
): Promise<boolean> {
  const policy = await accessPolicyRepository.find(tx, gptId);
  const inside = policy === null ? null : await accessStandingRepository.findInsideByEmail(tx, gptId, email);
  if (policy === null || inside === null || decideAccess(policy, inside.person, now).kind === 'admitted') return false;
  await mark.subscriber(tx.workspaceId, inside.subscriberId);
  await grantListRepository.revoke(tx, { ids: [inside.grantId], subscriberId: inside.subscriberId, now });
  return true;
}
