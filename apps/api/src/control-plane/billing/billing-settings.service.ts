import { AppError, changesBetween, type Clock } from '@gatehouse/core';
import { Database, workspaceRepository, type WorkspaceTransaction } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { CLOCK } from '../../edge/tokens';
import { recordChange } from '../audit/record-change';
import type { BillingSettings } from './billing-settings.dto';

/** How a workspace sells: what is handed through to Stripe, and what payments that fail or are given back do to access. */
@Injectable()
export class BillingSettingsService {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  show(workspace: WorkspaceAccess): Promise<BillingSettings> {
    return this.database.inWorkspace(workspace.id, settingsOf);
  }

  set(workspace: WorkspaceAccess, wanted: BillingSettings): Promise<BillingSettings> {
    return this.database.inWorkspace(workspace.id, async (tx) => {
      const changes = changesBetween({ ...(await settingsOf(tx)) }, { ...wanted });
      if (Object.keys(changes).length === 0) return settingsOf(tx);
      await workspaceRepository.setBilling(tx, {
        pastDueGraceDays: wanted.past_due_grace_days,
        fullRefundEndsAccess: wanted.full_refund_ends_access,
        disputeEndsAccess: wanted.dispute_ends_access,
        allowsPromotionCodes: wanted.allow_promotion_codes,
        automaticTax: wanted.automatic_tax,
        taxBehavior: wanted.tax_behavior,
      });
      const target = { kind: 'workspace', id: workspace.id, name: workspace.name };
      await recordChange(tx, workspace.caller, this.clock.now(), { action: 'billing_settings.changed', target, changes });
      return settingsOf(tx);
    });
  }
}

async function settingsOf(tx: WorkspaceTransaction): Promise<BillingSettings> {
  const workspace = await workspaceRepository.find(tx, tx.workspaceId);
  if (workspace === null) throw new AppError('not_found');
  return {
    past_due_grace_days: workspace.pastDueGraceDays,
    full_refund_ends_access: workspace.fullRefundEndsAccess,
    dispute_ends_access: workspace.disputeEndsAccess,
    allow_promotion_codes: workspace.allowsPromotionCodes,
    automatic_tax: workspace.automaticTax,
    tax_behavior: workspace.taxBehavior,
  };
}
