import type { Random } from '@gatehouse/core';
import { type Config, Vault } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { setCookie } from '../../edge/cookies';
import { MemberSessions } from '../../edge/sessions/member-sessions.service';
import { CONFIG, RANDOM } from '../../edge/tokens';
import { KNOWN_DEVICE_COOKIE, KNOWN_DEVICE_MAX_AGE_SECONDS, markKnownDevice } from './known-device';
import { PASSWORD_RESET_COOKIE, PASSWORD_RESET_MAX_AGE_SECONDS } from './password-reset-asking';
import { AUTH_PATH, PENDING_SIGN_UP_COOKIE, PENDING_SIGN_UP_MAX_AGE_SECONDS } from './pending-sign-up';
import type { SignedIn } from './signed-in';

/** What the browser is given to keep when somebody signs up or in. */
@Injectable()
export class AuthCookies {
  constructor(
    private readonly sessions: MemberSessions,
    private readonly vault: Vault,
    @Inject(RANDOM) private readonly random: Random,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  giveSession(reply: FastifyReply, { memberId, sessionSecret }: SignedIn): void {
    this.sessions.give(reply, sessionSecret);
    this.give(reply, KNOWN_DEVICE_COOKIE, markKnownDevice(this.vault, this.random, memberId), KNOWN_DEVICE_MAX_AGE_SECONDS);
  }

  givePendingSignUp(reply: FastifyReply, sealed: string): void {
    this.give(reply, PENDING_SIGN_UP_COOKIE, sealed, PENDING_SIGN_UP_MAX_AGE_SECONDS);
  }

  takePendingSignUp(reply: FastifyReply): void {
    this.give(reply, PENDING_SIGN_UP_COOKIE, '', 0);
  }

  givePasswordReset(reply: FastifyReply, sealed: string): void {
    this.give(reply, PASSWORD_RESET_COOKIE, sealed, PASSWORD_RESET_MAX_AGE_SECONDS);
  }

  takePasswordReset(reply: FastifyReply): void {
    this.give(reply, PASSWORD_RESET_COOKIE, '', 0);
  }

  private give(reply: FastifyReply, name: string, value: string, maxAgeSeconds: number): void {
    const secure = this.config.publicUrl.startsWith('https:');
    void reply.header('set-cookie', setCookie({ name, value, path: AUTH_PATH, maxAgeSeconds }, secure));
  }
}
