import { IsNull } from 'typeorm';
import { MarketingConsent } from '../entities/marketing-consent.entity';
import type { WorkspaceTransaction } from '../transaction';

/** What subscribers agreed to hear from the workspace. Withdrawn ones stay: they say to what the person had agreed, and until when. */
export const marketingConsentRepository = {
  findLive(tx: WorkspaceTransaction, subscriberId: string): Promise<MarketingConsent | null> {
    return tx.manager.findOneBy(MarketingConsent, { workspaceId: tx.workspaceId, subscriberId, withdrawnAt: IsNull() });
  },

  /** Records it, unless they agree already: then the earlier words hold. */
  async give(tx: WorkspaceTransaction, consent: Omit<MarketingConsent, 'workspaceId' | 'withdrawnAt'>): Promise<void> {
    const values = { ...consent, withdrawnAt: null, workspaceId: tx.workspaceId };
    await tx.manager.createQueryBuilder().insert().into(MarketingConsent).values(values).orIgnore().execute();
  },

  /** Nothing when they did not agree. */
  async withdraw(tx: WorkspaceTransaction, subscriberId: string, now: Date): Promise<void> {
    const live = { workspaceId: tx.workspaceId, subscriberId, withdrawnAt: IsNull() };
    await tx.manager.update(MarketingConsent, live, { withdrawnAt: now });
  },
};
