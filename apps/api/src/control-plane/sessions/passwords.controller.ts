import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentCaller, Public, SessionOnly } from '../../edge/access/access.decorators';
import type { Caller } from '../../edge/access/caller';
import { AuthCookies } from './auth-cookies';
import { MeService } from './me.service';
import { MemberPasswords } from './member-passwords.service';
import { PasswordResetService } from './password-reset.service';
import { ChoosePassword, ForgotPassword, Me, ResetPassword } from './session.dto';
import type { SignedIn } from './signed-in';

/** Passwords of members: forgotten, and chosen. */
@ApiTags('auth')
@Controller('api/v1/auth')
export class PasswordsController {
  constructor(
    private readonly resets: PasswordResetService,
    private readonly passwords: MemberPasswords,
    private readonly cookies: AuthCookies,
    private readonly me: MeService,
  ) {}

  @Post('forgot-password')
  @Public()
  @HttpCode(202)
  @ApiAcceptedResponse({ description: 'A mail with a code is on its way, if the address has an account.' })
  async forgotPassword(
    @Body() body: ForgotPassword,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    this.cookies.givePasswordReset(reply, await this.resets.ask(body, request));
  }

  @Post('reset-password')
  @Public()
  @HttpCode(200)
  @ApiOkResponse({ type: Me, description: 'The new password holds, every other session has ended, and this one has begun.' })
  async resetPassword(
    @Body() body: ResetPassword,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Me> {
    const signedIn = await this.resets.reset(body, request);
    this.cookies.takePasswordReset(reply);
    return this.enter(reply, signedIn);
  }

  @Post('password')
  @SessionOnly()
  @HttpCode(200)
  @ApiOkResponse({ type: Me, description: 'The new password holds, every other session has ended, and this one goes on anew.' })
  async choosePassword(
    @Body() body: ChoosePassword,
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Me> {
    return this.enter(reply, await this.passwords.choose(body, caller, request));
  }

  private enter(reply: FastifyReply, signedIn: SignedIn): Promise<Me> {
    this.cookies.giveSession(reply, signedIn);
    return this.me.describeMember(signedIn.memberId);
  }
}
