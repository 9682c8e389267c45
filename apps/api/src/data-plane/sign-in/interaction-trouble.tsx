import { failureTexts } from '../../edge/hosted-pages/failure.texts';
import { type HostedAnswer, page } from '../../edge/hosted-pages/hosted-answer';
import type { Language } from '../../edge/hosted-pages/language';
import { MessagePage } from '../../edge/hosted-pages/message-page';
import { plainFrame } from '../../edge/hosted-pages/page-frame';
import { troubleTexts } from './interaction-trouble.texts';
import type { InteractionTrouble } from './interactions.service';

const STATUSES: Readonly<Record<InteractionTrouble, number>> = {
  no_workspace: 404,
  missing: 404,
  other_browser: 403,
  expired: 410,
  finished: 410,
  forged_form: 403,
};

/** Those after which the person can only begin anew. */
const FROM_THE_START: readonly InteractionTrouble[] = ['missing', 'other_browser', 'expired'];

/** The page for a sign-in that cannot go on, in the language in which it went so far. */
export function interactionTrouble({ kind, language }: { kind: InteractionTrouble; language: Language }): HostedAnswer {
  const { heading, paragraphs } = troubleTexts[language][kind];
  const remedy = FROM_THE_START.includes(kind) ? [failureTexts[language].startAgain] : [];
  return page(
    STATUSES[kind],
    <MessagePage frame={plainFrame(language)} heading={heading} paragraphs={[...paragraphs, ...remedy]} />,
  );
}
