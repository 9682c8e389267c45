import { changesBetween, type Clock } from '@gatehouse/core';
import { Database, workspaceRepository, type WorkspaceTransaction } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { CLOCK } from '../../edge/tokens';
import { recordChange } from '../audit/record-change';
import type { MarketingConsentSetting } from './marketing-consent.dto';

/** Whether a workspace asks its subscribers if they want to hear news. What they answered is theirs, and in the list of subscribers. */
@Injectable()
export class MarketingConsentService {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  get(workspace: WorkspaceAccess): Promise<MarketingConsentSetting> {
    return this.database.inWorkspace(workspace.id, (tx) => this.read(tx));
  }

  set(workspace: WorkspaceAccess, { ask }: MarketingConsentSetting): Promise<MarketingConsentSetting> {
    const { id, name, caller } = workspace;
    return this.database.inWorkspace(id, async (tx) => {
      const before = await this.read(tx);
      if (before.ask === ask) return before;
      await workspaceRepository.setAsksMarketingConsent(tx, ask);
      await recordChange(tx, caller, this.clock.now(), {
        action: 'workspace.marketing_consent_changed',
        target: { kind: 'workspace', id, name },
        changes: changesBetween({ ask: before.ask }, { ask }),
      });
      return { ask };
    });
  }

  private async read(tx: WorkspaceTransaction): Promise<MarketingConsentSetting> {
    return { ask: (await workspaceRepository.find(tx, tx.workspaceId))?.asksMarketingConsent === true };
  }
}
