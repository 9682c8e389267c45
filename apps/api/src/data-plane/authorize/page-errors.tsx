import type { PageErrorReason } from '@gatehouse/core';
import { type HostedAnswer, page } from '../hosted-pages/hosted-answer';
import { MessagePage } from '../hosted-pages/message-page';

const SETTINGS = "If you made this GPT: compare its OAuth settings in the GPT editor with the GPT's page in your dashboard.";

/** What went wrong, in the words of the creator's problem: nobody else can mend it. */
const PARAGRAPHS: Readonly<Record<PageErrorReason, readonly string[]>> = {
  request_too_large: ['The request that brought you here is far larger than any that ChatGPT sends.'],
  client_id_missing: ['The request that brought you here names no client ID.', SETTINGS],
  client_id_repeated: ['The request that brought you here names more than one client ID.', SETTINGS],
  client_unknown: ['No GPT with this client ID is registered here. It was entered wrong, or the GPT was removed.', SETTINGS],
  redirect_uri_missing: ['The request that brought you here does not say where you should return to.'],
  redirect_uri_repeated: ['The request that brought you here names more than one place to return to.'],
  redirect_uri_unknown: [
    'The callback URL of this GPT is not registered, so we do not send you there.',
    'If you made this GPT: ChatGPT gives it a new callback URL whenever its action is edited. Copy the callback URL from the GPT editor and paste it into the GPT’s page in your dashboard.',
  ],
};

/** The page for a request whose client or redirect URI is not proven, from which nobody is redirected (RFC 6749 4.1.2.4). */
export function authorizePageError(reason: PageErrorReason): HostedAnswer {
  return page(400, <MessagePage heading="This GPT cannot sign you in" paragraphs={PARAGRAPHS[reason]} />);
}
