import type { PageErrorReason } from '@gatehouse/core';
import { type HostedAnswer, page } from '../../edge/hosted-pages/hosted-answer';
import type { Language } from '../../edge/hosted-pages/language';
import { MessagePage } from '../../edge/hosted-pages/message-page';
import { plainFrame } from '../../edge/hosted-pages/page-frame';
import { pageErrorTexts } from './page-errors.texts';

/**
 * The page for a request whose client or redirect URI is not proven, from which nobody is redirected (RFC 6749 4.1.2.4). It tells a person who
 * can do nothing about it whom to tell and how to get back; and what is to be mended, where it can be, only the creator can mend.
 */
export function authorizePageError(reason: PageErrorReason, workspaceName: string, language: Language): HostedAnswer {
  const texts = pageErrorTexts[language];
  const remedy = reason === 'redirect_uri_unknown' ? texts.newCallback : texts.compareSettings;
  const paragraphs = [texts.faults[reason], texts.tellTheCreator(workspaceName), texts.ifYouMadeIt(remedy)];
  return page(400, <MessagePage frame={plainFrame(language, workspaceName)} heading={texts.heading} paragraphs={paragraphs} />);
}
