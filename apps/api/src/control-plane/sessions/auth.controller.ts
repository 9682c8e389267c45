import { AppError } from '@gatehouse/core';
import type { Config } from '@gatehouse/platform';
import { Body, Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../edge/access/access.decorators';
import { MemberSessions } from '../../edge/sessions/member-sessions.service';
import { CONFIG } from '../../edge/tokens';
import { AuthCookies } from './auth-cookies';
import { MeService } from './me.service';
import { AuthMethods, Me, ResendCode, SignIn, SignUp, VerifyEmail } from './session.dto';
import { SignInService } from './sign-in.service';
import { SignUpService } from './sign-up.service';
import { VerifyEmailService } from './verify-email.service';

@ApiTags('auth')
@Controller('api/v1/auth')
@Public()
export class AuthController {
  constructor(
    private readonly signUps: SignUpService,
    private readonly verifications: VerifyEmailService,
    private readonly signIns: SignInService,
    private readonly sessions: MemberSessions,
    private readonly cookies: AuthCookies,
    private readonly me: MeService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('methods')
  @ApiOkResponse({ type: AuthMethods })
  authMethods(): AuthMethods {
    const { client, sandbox } = this.config.identityProviders.google;
    return { google: client !== null, google_sandbox: sandbox };
  }

  @Post('sign-up')
  @HttpCode(202)
  @ApiAcceptedResponse({ description: 'A mail with a code is on its way, whether or not the address was known.' })
  async signUp(
    @Body() body: SignUp,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    this.cookies.givePendingSignUp(reply, await this.signUps.signUp(body, request));
  }

  @Post('resend-code')
  @HttpCode(202)
  @ApiAcceptedResponse({ description: 'A new code is on its way if the address waits for one.' })
  async resendCode(@Body() body: ResendCode, @Req() request: FastifyRequest): Promise<void> {
    await this.signUps.resend(body, request);
  }

  @Post('verify-email')
  @HttpCode(200)
  @ApiOkResponse({ type: Me })
  async verifyEmail(
    @Body() body: VerifyEmail,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Me> {
    const signedIn = await this.verifications.verify(body, request);
    this.cookies.takePendingSignUp(reply);
    this.cookies.giveSession(reply, signedIn);
    return this.me.describeMember(signedIn.memberId);
  }

  @Post('sign-in')
  @HttpCode(200)
  @ApiOkResponse({ type: Me })
  async signIn(
    @Body() body: SignIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Me> {
    const signedIn = await this.signIns.signIn(body, request);
    if ('pendingSignUp' in signedIn) {
      this.cookies.givePendingSignUp(reply, signedIn.pendingSignUp);
      throw new AppError('email_not_verified', { detail: 'Enter the code that was mailed to you, then you are in.' });
    }
    this.cookies.giveSession(reply, signedIn);
    return this.me.describeMember(signedIn.memberId);
  }

  @Post('sign-out')
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'The session has ended, if there was one.' })
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.sessions.end(request, reply);
  }
}
