import { AppError, type Clock } from '@gatehouse/core';
import { Database, KeyRing, signingKeyRepository, type SigningKeyRow } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { CLOCK } from '../../edge/tokens';
import { recordChange } from '../audit/record-change';
import type { RotateSigningKeys, SigningKey, SigningKeyPage } from './signing-key.dto';

/** Rows of the list: four live keys, and the last rotations. */
const SHOWN = 20;

/** The keys that sign a workspace's ID tokens: shown without any part that signs, and replaced at once when that is called for. */
@Injectable()
export class SigningKeysService {
  constructor(
    private readonly database: Database,
    private readonly keyRing: KeyRing,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  list(workspace: WorkspaceAccess): Promise<SigningKeyPage> {
    return this.database.inWorkspace(workspace.id, async (tx) => {
      const rows = await signingKeyRepository.listNewest(tx, SHOWN);
      return { data: rows.map(signingKeyView), next_cursor: null };
    });
  }

  /** @throws AppError `conflict` when the announced keys are too young to sign, and nothing is said to be compromised */
  async rotate(workspace: WorkspaceAccess, { compromised }: RotateSigningKeys): Promise<SigningKeyPage> {
    const rotated = await this.keyRing.rotateNow(workspace.id, { compromised }, (tx, steps) =>
      recordChange(tx, workspace.caller, this.clock.now(), {
        action: 'signing_keys.rotated',
        target: { kind: 'workspace', id: workspace.id, name: workspace.name },
        changes: { compromised: { from: null, to: compromised }, steps: { from: null, to: steps } },
      }),
    );
    if (!rotated) {
      const detail =
        'The keys were rotated less than an hour ago, and copies of the key set do not know the next ones yet. Wait, or say that they are compromised.';
      throw new AppError('conflict', { detail });
    }
    return this.list(workspace);
  }
}

function signingKeyView(row: SigningKeyRow): SigningKey {
  return {
    id: row.id,
    algorithm: row.algorithm,
    state: row.state,
    created_at: row.createdAt.toISOString(),
    activated_at: row.activatedAt?.toISOString() ?? null,
    superseded_at: row.supersededAt?.toISOString() ?? null,
    retired_at: row.retiredAt?.toISOString() ?? null,
  };
}
