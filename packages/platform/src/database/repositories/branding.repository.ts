import { In } from 'typeorm';
import { Branding } from '../entities/branding.entity';
import { Logo } from '../entities/logo.entity';
import type { WorkspaceTransaction } from '../transaction';

/** How the hosted pages of GPTs look. */
export const brandingRepository = {
  /** Null: nothing was set. */
  find(tx: WorkspaceTransaction, gptId: string): Promise<Branding | null> {
    return tx.manager.findOneBy(Branding, { workspaceId: tx.workspaceId, gptId });
  },

  async save(tx: WorkspaceTransaction, branding: Omit<Branding, 'workspaceId'>): Promise<void> {
    await tx.manager.upsert(Branding, { ...branding, workspaceId: tx.workspaceId }, ['workspaceId', 'gptId']);
  },

  /** The creators' own privacy policies, by GPT; those without one are not in it. */
  async listPrivacyUrls(tx: WorkspaceTransaction, gptIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await tx.manager.findBy(Branding, { workspaceId: tx.workspaceId, gptId: In([...gptIds]) });
    return new Map(
      rows.flatMap(({ gptId, privacyUrl }): [string, string][] => (privacyUrl === null ? [] : [[gptId, privacyUrl]])),
    );
  },

  /** What is known of the logo, without the image. */
  findLogo(tx: WorkspaceTransaction, gptId: string): Promise<Omit<Logo, 'image'> | null> {
    return tx.manager.findOneBy(Logo, { workspaceId: tx.workspaceId, gptId });
  },

  /** The image under this hash; null when the GPT has another one by now. */
  findImage(tx: WorkspaceTransaction, gptId: string, hash: string): Promise<Logo | null> {
    return tx.manager
      .createQueryBuilder(Logo, 'l')
      .addSelect('l.image')
      .where('l.workspace_id = :workspaceId AND l.gpt_id = :gptId AND l.hash = :hash', {
        workspaceId: tx.workspaceId,
        gptId,
        hash,
      })
      .getOne();
  },

  async saveLogo(tx: WorkspaceTransaction, logo: Omit<Logo, 'workspaceId'>): Promise<void> {
    await tx.manager.upsert(Logo, { ...logo, workspaceId: tx.workspaceId }, ['workspaceId', 'gptId']);
  },

  async deleteLogo(tx: WorkspaceTransaction, gptId: string): Promise<void> {
    await tx.manager.delete(Logo, { workspaceId: tx.workspaceId, gptId });
  },
};
