import type { PageErrorReason } from '@gatehouse/core';
import { type HostedAnswer, page } from '../hosted-pages/hosted-answer';
import { MessagePage } from '../hosted-pages/message-page';

const SETTINGS = "Compare the OAuth settings in the GPT editor with the GPT's page in your dashboard.";

/** What went wrong, and where there is something to mend, how: nobody but the creator can. */
const FAULTS: Readonly<Record<PageErrorReason, { readonly what: string; readonly remedy: string }>> = {
  request_too_large: { what: 'The request that brought you here is far larger than any that ChatGPT sends.', remedy: SETTINGS },
  client_id_missing: { what: 'The request that brought you here names no client ID.', remedy: SETTINGS },
  client_id_repeated: { what: 'The request that brought you here names more than one client ID.', remedy: SETTINGS },
  client_unknown: {
    what: 'No GPT with this client ID is registered here. It was entered wrong, or the GPT was removed.',
    remedy: SETTINGS,
  },
  redirect_uri_missing: {
    what: 'The request that brought you here does not say where you should return to.',
    remedy: SETTINGS,
  },
  redirect_uri_repeated: {
    what: 'The request that brought you here names more than one place to return to.',
    remedy: SETTINGS,
  },
  redirect_uri_unknown: {
    what: 'The callback URL of this GPT is not registered, so we do not send you there.',
    remedy:
      "ChatGPT gives a GPT a new callback URL whenever its action is edited. Copy the callback URL from the GPT editor and paste it into the GPT's page in your dashboard.",
  },
};

/**
 * The page for a request whose client or redirect URI is not proven, from which nobody is redirected (RFC 6749 4.1.2.4). It tells a person who
 * can do nothing about it whom to tell and how to get back.
 */
export function authorizePageError(reason: PageErrorReason, workspaceName: string): HostedAnswer {
  const { what, remedy } = FAULTS[reason];
  const paragraphs = [
    what,
    `This is not your doing. Please tell the GPT's creator, ${workspaceName}, what it says here. Then close this page and return to ChatGPT.`,
    `If you made this GPT: ${remedy}`,
  ];
  return page(400, <MessagePage heading="This GPT cannot sign you in" paragraphs={paragraphs} name={workspaceName} />);
}
