import { type Clock, parseId } from '@gatehouse/core';
import { Database, memberSessionRepository, sameDigest } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '../../edge/access/caller';
import { idleSince } from '../../edge/sessions/member-sessions.service';
import { CLOCK } from '../../edge/tokens';
import type { MySessionPage } from './my-session.dto';

/** Where a member is signed in to the dashboard. */
@Injectable()
export class MySessionsService {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(caller: Caller): Promise<MySessionPage> {
    const now = this.clock.now();
    const sessions = await this.database.inDirectory((tx) =>
      memberSessionRepository.listLiveOf(tx, caller.memberId, now, idleSince(now)),
    );
    const data = sessions.map((session) => ({
      id: session.id,
      current: caller.kind === 'session' && sameDigest(session.tokenHash, caller.tokenHash),
      user_agent: session.userAgent,
      signed_in_at: session.createdAt.toISOString(),
      last_seen_at: session.lastSeenAt.toISOString(),
    }));
    return { data: [...data.filter((one) => one.current), ...data.filter((one) => !one.current)], next_cursor: null };
  }

  /** @returns false when the member has no such session, whoever else may have it */
  async end(caller: Caller, text: string): Promise<boolean> {
    const id = parseId('ses', text);
    return id !== null && this.database.inDirectory((tx) => memberSessionRepository.deleteOf(tx, caller.memberId, id));
  }
}
