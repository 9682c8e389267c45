import { AppError, changesBetween, type Clock, lifetimeFaults, type TokenLifetimes as Lifetimes } from '@gatehouse/core';
import { Database, gptRepository, type GptRow } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { CLOCK } from '../../edge/tokens';
import { recordChange } from '../audit/record-change';
import { GptReader } from '../gpts/gpt-reader';
import type { TokenLifetimes } from './token-lifetimes.dto';

const WIRE_NAME: Readonly<Record<keyof Lifetimes, keyof TokenLifetimes>> = {
  accessTokenSeconds: 'access_token_seconds',
  refreshIdleSeconds: 'refresh_token_idle_seconds',
  refreshAbsoluteSeconds: 'refresh_token_absolute_seconds',
  codeSeconds: 'code_seconds',
};

/** How long a GPT's tokens live. The token endpoint reads them as it issues, so a change holds from the next token on. */
@Injectable()
export class TokenLifetimesService {
  constructor(
    private readonly database: Database,
    private readonly gpts: GptReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AppError `not_found` */
  show(workspace: WorkspaceAccess, gptId: string): Promise<TokenLifetimes> {
    return this.database.inWorkspace(workspace.id, async (tx) => lifetimesView(await this.gpts.find(tx, gptId)));
  }

  /** @throws AppError `not_found`, `validation_failed` */
  set(workspace: WorkspaceAccess, gptId: string, wanted: TokenLifetimes): Promise<TokenLifetimes> {
    const faults = lifetimeFaults({
      accessTokenSeconds: wanted.access_token_seconds,
      refreshIdleSeconds: wanted.refresh_token_idle_seconds,
      refreshAbsoluteSeconds: wanted.refresh_token_absolute_seconds,
      codeSeconds: wanted.code_seconds,
    });
    if (faults.length > 0) {
      const fields = faults.map(({ field, message }) => ({ field: WIRE_NAME[field], message }));
      throw new AppError('validation_failed', { fields });
    }
    return this.database.inWorkspace(workspace.id, async (tx) => {
      const gpt = await this.gpts.findForUpdate(tx, gptId);
      const changes = changesBetween({ ...lifetimesView(gpt) }, { ...wanted });
      if (Object.keys(changes).length === 0) return lifetimesView(gpt);
      await gptRepository.update(tx, gpt.id, {
        accessTokenTtlSeconds: wanted.access_token_seconds,
        refreshTokenIdleTtlSeconds: wanted.refresh_token_idle_seconds,
        refreshTokenAbsoluteTtlSeconds: wanted.refresh_token_absolute_seconds,
        codeTtlSeconds: wanted.code_seconds,
      });
      const target = { kind: 'gpt', id: gpt.id, name: gpt.name };
      await recordChange(tx, workspace.caller, this.clock.now(), { action: 'token_lifetimes.changed', target, changes });
      return lifetimesView(await this.gpts.find(tx, gptId));
    });
  }
}

function lifetimesView(gpt: GptRow): TokenLifetimes {
  return {
    access_token_seconds: gpt.accessTokenTtlSeconds,
    refresh_token_idle_seconds: gpt.refreshTokenIdleTtlSeconds,
    refresh_token_absolute_seconds: gpt.refreshTokenAbsoluteTtlSeconds,
    code_seconds: gpt.codeTtlSeconds,
  };
}
