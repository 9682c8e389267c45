import { AppError, type Clock, type Random } from '@gatehouse/core';
import { Database, gptSecretRepository, newId, newSecret, sha256, type WorkspaceTransaction } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { CLOCK, RANDOM } from '../../edge/tokens';
import { recordChange } from '../audit/record-change';
import { GptReader } from './gpt-reader';
import type { RotatedSecret, RotateSecret } from './gpt.dto';

/** More would mean that somebody rotates without ever taking the new one into use. */
const MAX_LIVE_SECRETS = 5;
const HOUR_MS = 3_600_000;

/** Client secrets: shown once, kept as SHA-256, replaced with an overlap in which the older keeps working. */
@Injectable()
export class GptSecretsService {
  constructor(
    private readonly database: Database,
    private readonly reader: GptReader,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(RANDOM) private readonly random: Random,
  ) {}

  /** Makes a new secret; those that worked until now end after the overlap. @throws AppError `not_found`, `limit_reached` */
  rotate(workspace: WorkspaceAccess, id: string, { overlap_hours: hours }: RotateSecret): Promise<RotatedSecret> {
    return this.database.inWorkspace(workspace.id, async (tx) => {
      const gpt = await this.reader.findForUpdate(tx, id);
      const now = this.clock.now();
      await gptSecretRepository.endLiveBy(tx, gpt.id, now, new Date(now.getTime() + hours * HOUR_MS));
      const live = await gptSecretRepository.listLive(tx, gpt.id, now);
      if (live.length >= MAX_LIVE_SECRETS) {
        throw new AppError('limit_reached', {
          detail: `${MAX_LIVE_SECRETS} secrets work at this moment; wait until some have expired.`,
        });
      }
      const issued = await this.issue(tx, gpt.id);
      const changes = { last4: { from: live[0]?.last4 ?? null, to: issued.last4 }, overlap_hours: { from: null, to: hours } };
      const target = { kind: 'gpt', id: gpt.id, name: gpt.name };
      await recordChange(tx, workspace.caller, now, { action: 'client_secret.rotated', target, changes });
      return issued;
    });
  }

  /** Makes a secret within a running transaction. */
  async issue(tx: WorkspaceTransaction, gptId: string): Promise<RotatedSecret> {
    const secret = newSecret('gth_cs_', this.random);
    const id = newId('sec');
    const last4 = secret.slice(-4);
    const createdAt = this.clock.now();
    await gptSecretRepository.insert(tx, { id, gptId, secretHash: sha256(secret), last4, createdAt });
    return { id, client_secret: secret, last4, created_at: createdAt.toISOString() };
  }
}
