import { type HostedAnswer, page } from '../hosted-pages/hosted-answer';
import { MessagePage, type MessagePageProps } from '../hosted-pages/message-page';
import type { InteractionTrouble } from './interactions.service';

const AGAIN = 'Go back to ChatGPT and start the sign-in again.';

const PAGES: Readonly<Record<InteractionTrouble, MessagePageProps & { readonly status: number }>> = {
  no_workspace: {
    status: 404,
    heading: 'There is nothing here',
    paragraphs: [
      'This address does not belong to anybody. If a GPT sent you here, its creator has to check its Authorization URL.',
    ],
  },
  missing: { status: 404, heading: 'This sign-in is not known', paragraphs: ['It may belong to a GPT that was removed.', AGAIN] },
  other_browser: {
    status: 403,
    heading: 'Open this in the browser you started in',
    paragraphs: [
      'For your safety a sign-in can only go on in the browser in which it began, with cookies allowed.',
      'If this is that browser, cookies may be blocked, or the page was left open for too long.',
      AGAIN,
    ],
  },
  expired: { status: 410, heading: 'This sign-in has expired', paragraphs: ['It was left open for too long.', AGAIN] },
  finished: {
    status: 410,
    heading: 'This sign-in is finished',
    paragraphs: ['You can close this page and return to ChatGPT.', 'If ChatGPT still asks you to sign in, start again there.'],
  },
  forged_form: {
    status: 403,
    heading: 'This page was out of date',
    paragraphs: ['The form did not come from the page that we showed you. Go back, reload the page and try again.'],
  },
};

/** The page for a sign-in that cannot go on. */
export function interactionTrouble(trouble: InteractionTrouble): HostedAnswer {
  const { status, ...message } = PAGES[trouble];
  return page(status, <MessagePage {...message} />);
}
