import { type HostedAnswer, page, redirect } from '../../edge/hosted-pages/hosted-answer';
import { MessagePage } from '../../edge/hosted-pages/message-page';
import type { Account } from '../account/account-door.service';
import type { AccountNotice } from '../account/account-notice.texts';
import { interactionTrouble } from '../sign-in/interaction-trouble';
import type { PlanOutcome } from './plan-changes.service';
import { planTroubleTexts } from './plan-trouble.texts';

/** As for whatever is not there, also when it is somebody else's. */
export const noSuchPlan = ({ frame }: Account): HostedAnswer =>
  interactionTrouble({ kind: 'no_workspace', language: frame.language });

export const toAccount = ({ paths }: Account, notice?: AccountNotice): HostedAnswer =>
  redirect(notice === undefined ? paths.home : paths.told(notice));

/** Stripe does not answer: nothing is lost, and it may be tried again. */
export function unavailable({ frame, paths }: Account): HostedAnswer {
  const { heading, paragraphs, back } = planTroubleTexts[frame.language].unavailable;
  const action = { label: back, href: paths.home };
  return page(503, <MessagePage frame={frame} heading={heading} paragraphs={paragraphs} action={action} />);
}

/** Where a person stands after something was tried that no card can spoil. */
export function answerTo(account: Account, outcome: PlanOutcome, done: AccountNotice): HostedAnswer {
  switch (outcome) {
    case 'done':
      return toAccount(account, done);
    case 'stale':
    case 'declined':
      return toAccount(account, 'plan-as-it-is');
    case 'unavailable':
      return unavailable(account);
  }
}
