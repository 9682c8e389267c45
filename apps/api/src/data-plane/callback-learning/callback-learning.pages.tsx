import { type HostedAnswer, page } from '../../edge/hosted-pages/hosted-answer';
import type { Language } from '../../edge/hosted-pages/language';
import { MessagePage } from '../../edge/hosted-pages/message-page';
import { plainFrame } from '../../edge/hosted-pages/page-frame';
import { callbackLearningTexts } from './callback-learning.texts';

/** For the member whose test brought a callback that is kept now. @param review where it is approved */
export function learnedPage(language: Language, workspaceName: string, review: string): HostedAnswer {
  const { learned } = callbackLearningTexts[language];
  const { heading, paragraphs } = learned;
  const action = { label: learned.review, href: review };
  return page(400, <MessagePage frame={plainFrame(language, workspaceName)} {...{ heading, paragraphs, action }} />);
}

/** For a link to a test that is none of ours, or too old. */
export function staleLinkPage(language: Language, workspaceName: string): HostedAnswer {
  return page(410, <MessagePage frame={plainFrame(language, workspaceName)} {...callbackLearningTexts[language].staleLink} />);
}
