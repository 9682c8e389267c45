import { Module } from '@nestjs/common';
import { AccessModule } from '../../edge/access/access.module';
import { IdentityProvidersModule } from '../../edge/strategies/identity-providers.module';
import { ThrottleModule } from '../../edge/throttle/throttle.module';
import { AuditModule } from '../audit/audit.module';
import { AuthCookies } from './auth-cookies';
import { AuthController } from './auth.controller';
import { EmailCodes } from './email-codes.service';
import { GoogleSignInService } from './google-sign-in.service';
import { GoogleController } from './google.controller';
import { MeController } from './me.controller';
import { MeService } from './me.service';
import { MySessionsController } from './my-sessions.controller';
import { MySessionsService } from './my-sessions.service';
import { MemberPasswords } from './member-passwords.service';
import { PasswordResetService } from './password-reset.service';
import { PasswordsController } from './passwords.controller';
import { SignInService } from './sign-in.service';
import { SignUpService } from './sign-up.service';
import { VerifyEmailService } from './verify-email.service';

/** How members sign up, prove their address, sign in and out. */
@Module({
  imports: [AccessModule, AuditModule, ThrottleModule, IdentityProvidersModule],
  controllers: [AuthController, GoogleController, MeController, MySessionsController, PasswordsController],
  providers: [
    AuthCookies,
    EmailCodes,
    GoogleSignInService,
    MemberPasswords,
    MeService,
    MySessionsService,
    PasswordResetService,
    SignInService,
    SignUpService,
    VerifyEmailService,
  ],
})
export class SessionsModule {}
