import { Module } from '@nestjs/common';
import { IdentityProvidersModule } from '../../edge/strategies/identity-providers.module';
import { TestSignInModule } from '../../edge/test-sign-in/test-sign-in.module';
import { ThrottleModule } from '../../edge/throttle/throttle.module';
import { AccessGate } from '../access/access-gate.service';
import { AccessRequestHandler } from '../access/access-request.handler';
import { CallbackLearning } from '../callback-learning/callback-learning.service';
import { TestSignInHandler } from '../callback-learning/test-sign-in.handler';
import { AddPasskeyHandler } from '../passkeys/add-passkey.handler';
import { PasskeySignInHandler } from '../passkeys/passkey-sign-in.handler';
import { Passkeys } from '../passkeys/passkeys.service';
import { ChooseMethodHandler } from '../sign-in/choose-method.handler';
import { ConsentHandler } from '../sign-in/consent.handler';
import { EmailCodes } from '../sign-in/email-code.service';
import { EmailHandler } from '../sign-in/email.handler';
import { GuessAlarms } from '../sign-in/guess-alarms.service';
import { HandOver } from '../sign-in/hand-over.service';
import { EmailLinkHandler } from '../sign-in/email-link/email-link.handler';
import { ProviderHandler } from '../sign-in/provider.handler';
import { IdentityClients } from '../sign-in/identity-clients.service';
import { Interactions } from '../sign-in/interactions.service';
import { KnownBrowsers } from '../sign-in/known-browser.service';
import { NewPasswordHandler } from '../sign-in/password/new-password.handler';
import { PasswordHandler } from '../sign-in/password/password.handler';
import { SubscriberPasswords } from '../sign-in/password/subscriber-passwords.service';
import { SignInRoutes } from '../sign-in/sign-in.routes';
import { SubscriberSessions } from '../sign-in/subscriber-sessions.service';
import { SubscriberSignIn } from '../sign-in/subscriber-sign-in.service';
import { TenantsModule } from '../tenants/tenants.module';
import { AuthorizeHandler } from './authorize.handler';
import { AuthorizeRoutes } from './authorize.routes';
import { Authorizations } from './authorizations.service';

/** The authorization endpoint and the pages through which it leads a person: one journey, one module. */
@Module({
  imports: [TestSignInModule, TenantsModule, ThrottleModule, IdentityProvidersModule],
  providers: [
    AccessGate,
    AccessRequestHandler,
    AddPasskeyHandler,
    AuthorizeHandler,
    CallbackLearning,
    TestSignInHandler,
    AuthorizeRoutes,
    Authorizations,
    ChooseMethodHandler,
    ConsentHandler,
    EmailCodes,
    EmailHandler,
    GuessAlarms,
    HandOver,
    EmailLinkHandler,
    ProviderHandler,
    IdentityClients,
    Interactions,
    KnownBrowsers,
    Passkeys,
    PasskeySignInHandler,
    NewPasswordHandler,
    PasswordHandler,
    SignInRoutes,
    SubscriberPasswords,
    SubscriberSessions,
    SubscriberSignIn,
  ],
  exports: [Authorizations, Interactions, Passkeys, SubscriberPasswords, SubscriberSessions],
})
export class AuthorizeModule {}
