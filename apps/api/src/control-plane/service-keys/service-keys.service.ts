import { AppError, type AuditAction, type Changes, type Clock, parseId, type Random } from '@gatehouse/core';
import {
  Database,
  MeterFence,
  newId,
  newSecret,
  serviceKeyRepository,
  type ServiceKeyRow,
  sha256,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { CLOCK, RANDOM } from '../../edge/tokens';
import { recordChange } from '../audit/record-change';
import { GptReader } from '../gpts/gpt-reader';
import type { CreatedServiceKey, CreateServiceKey, RotateServiceKey, ServiceKey, ServiceKeyPage } from './service-key.dto';

const MAX_LIVE_KEYS_PER_GPT = 20;
const HOUR_MS = 3_600_000;

/** Keys by which a GPT authenticates without a person. Shown once, kept as SHA-256; an end holds on the next call (fence: ADR 0003). */
@Injectable()
export class ServiceKeysService {
  constructor(
    private readonly database: Database,
    private readonly gpts: GptReader,
    private readonly fence: MeterFence,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(RANDOM) private readonly random: Random,
  ) {}

  /** Last used first. @throws AppError `not_found` */
  list(workspace: WorkspaceAccess, gptId: string): Promise<ServiceKeyPage> {
    return this.database.inWorkspace(workspace.id, async (tx) => {
      const gpt = await this.gpts.find(tx, gptId);
      const keys = await serviceKeyRepository.listLive(tx, gpt.id, this.clock.now());
      return { data: keys.map(serviceKeyView), next_cursor: null };
    });
  }

  /** @throws AppError `not_found`, `limit_reached` */
  create(workspace: WorkspaceAccess, gptId: string, { name }: CreateServiceKey): Promise<CreatedServiceKey> {
    return this.database.inWorkspace(workspace.id, async (tx) => {
      const gpt = await this.gpts.findForUpdate(tx, gptId);
      const created = await this.issue(tx, gpt.id, name);
      await this.record(tx, workspace, 'service_key.created', created, { gpt: { from: null, to: gpt.id } });
      return created;
    });
  }

  /** Makes a key of the same name; the older ends after the overlap. @throws AppError `not_found`, `limit_reached` */
  rotate(workspace: WorkspaceAccess, gptId: string, keyId: string, input: RotateServiceKey): Promise<CreatedServiceKey> {
    return this.fence.around((mark) =>
      this.database.inWorkspace(workspace.id, async (tx) => {
        const gpt = await this.gpts.findForUpdate(tx, gptId);
        const key = await this.findLive(tx, gpt.id, keyId);
        await mark.subscriber(workspace.id, key.id);
        const endsAt = new Date(this.clock.now().getTime() + input.overlap_hours * HOUR_MS);
        // A key that is on its way out already is not given more time.
        if (key.expiresAt === null || key.expiresAt > endsAt) await serviceKeyRepository.endBy(tx, key.id, endsAt);
        const next = await this.issue(tx, gpt.id, key.name);
        await this.record(tx, workspace, 'service_key.rotated', key, {
          id: { from: key.id, to: next.id },
          overlap_hours: { from: null, to: input.overlap_hours },
        });
        return next;
      }),
    );
  }

  /** From the next call on nobody is let in by it, on any instance. @throws AppError `not_found` */
  async revoke(workspace: WorkspaceAccess, gptId: string, keyId: string): Promise<void> {
    await this.fence.around((mark) =>
      this.database.inWorkspace(workspace.id, async (tx) => {
        const gpt = await this.gpts.find(tx, gptId);
        const key = await this.findLive(tx, gpt.id, keyId);
        await mark.subscriber(workspace.id, key.id);
        await serviceKeyRepository.revoke(tx, key.id, this.clock.now());
        await this.record(tx, workspace, 'service_key.revoked', key, {});
      }),
    );
  }

  private async findLive(tx: WorkspaceTransaction, gptId: string, text: string): Promise<ServiceKeyRow> {
    const id = parseId('svk', text);
    const key = id === null ? null : await serviceKeyRepository.findLiveForUpdate(tx, gptId, id, this.clock.now());
    if (key === null) throw new AppError('not_found');
    return key;
  }

  private record(
    tx: WorkspaceTransaction,
    workspace: WorkspaceAccess,
    action: AuditAction,
    { id, name }: Pick<ServiceKeyRow, 'id' | 'name'>,
    changes: Changes,
  ): Promise<void> {
    const target = { kind: 'service_key', id, name };
    return recordChange(tx, workspace.caller, this.clock.now(), { action, target, changes });
  }

  /** The GPT's row must be locked: keys are counted before one is added. */
  private async issue(tx: WorkspaceTransaction, gptId: string, name: string): Promise<CreatedServiceKey> {
    const createdAt = this.clock.now();
    const live = await serviceKeyRepository.listLive(tx, gptId, createdAt);
    if (live.length >= MAX_LIVE_KEYS_PER_GPT) {
      throw new AppError('limit_reached', { detail: `${MAX_LIVE_KEYS_PER_GPT} keys work at this moment; revoke one first.` });
    }
    const key = newSecret('gth_sk_', this.random);
    const row = { id: newId('svk'), gptId, name, last4: key.slice(-4), createdAt };
    await serviceKeyRepository.insert(tx, { ...row, keyHash: sha256(key) });
    return { ...serviceKeyView({ ...row, lastUsedAt: null, expiresAt: null }), key };
  }
}

function serviceKeyView(
  key: Pick<ServiceKeyRow, 'id' | 'name' | 'last4' | 'createdAt' | 'lastUsedAt' | 'expiresAt'>,
): ServiceKey {
  return {
    id: key.id,
    name: key.name,
    last4: key.last4,
    created_at: key.createdAt.toISOString(),
    last_used_at: key.lastUsedAt?.toISOString() ?? null,
    expires_at: key.expiresAt?.toISOString() ?? null,
  };
}
