import { type Clock, parseId } from '@gatehouse/core';
import { Vault } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../tokens';

/** Whose test sign-in of which GPT. */
export interface TestMark {
  readonly workspaceId: string;
  readonly gptId: string;
  readonly memberId: string;
}

/**
 * `ticket`: made for a signed-in member, and carried from the dashboard to the issuer's host, which may be another one. `browser`: what the browser
 * keeps there. Neither works in the other's place.
 */
export type TestMarkKind = 'ticket' | 'browser';

const SECONDS: Readonly<Record<TestMarkKind, number>> = { ticket: 300, browser: 900 };

/**
 * Marks a browser as the one in which a member tests the sign-in of a GPT. The control plane makes the ticket, the data plane reads it: what they
 * share is this codec. A mark lets one thing happen: an unknown callback is kept for approval instead of being forgotten.
 */
@Injectable()
export class TestMarks {
  constructor(
    private readonly vault: Vault,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns the text of the mark, and its end */
  make(kind: TestMarkKind, mark: TestMark): { text: string; expiresAt: Date } {
    const expiresAt = new Date(this.clock.now().getTime() + SECONDS[kind] * 1000);
    const ends = String(expiresAt.getTime());
    const mac = this.vault.mac(purposeOf(kind), textOf(mark, ends)).toString('base64url');
    return { text: [mark.gptId, mark.memberId, ends, mac].join('.'), expiresAt };
  }

  /** The mark, if it is one of ours for this workspace and has not ended. */
  read(kind: TestMarkKind, text: string | null, workspaceId: string): TestMark | null {
    const [gpt, member, ends = '', mac = '', ...more] = text?.split('.') ?? [];
    const [gptId, memberId] = [parseId('gpt', gpt), parseId('mbr', member)];
    if (gptId === null || memberId === null || more.length > 0) return null;
    const mark = { workspaceId, gptId, memberId };
    const genuine = this.vault.verifyMac(purposeOf(kind), textOf(mark, ends), Buffer.from(mac, 'base64url'));
    return genuine && Number(ends) > this.clock.now().getTime() ? mark : null;
  }
}

export const TEST_BROWSER_SECONDS = SECONDS.browser;

const purposeOf = (kind: TestMarkKind): string => `test-sign-in-${kind}`;

const textOf = ({ workspaceId, gptId, memberId }: TestMark, ends: string): string =>
  [workspaceId, gptId, memberId, ends].join(' ');
