import { type HostedAnswer, page } from '../../edge/hosted-pages/hosted-answer';
import { MessagePage } from '../../edge/hosted-pages/message-page';
import type { LiveInteraction } from '../sign-in/interactions.service';
import { accountDoorTexts } from './account-door.texts';

/** For somebody who proved who they are and has no account: said to them alone, after the proof, so it tells nobody who has one. */
export function nobodyHerePage({ frame, tenant, paths }: LiveInteraction): HostedAnswer {
  const { heading, paragraphs, again } = accountDoorTexts[frame.language].nobody;
  return page(
    404,
    <MessagePage
      frame={frame}
      heading={heading}
      paragraphs={paragraphs(tenant.name)}
      action={{ label: again, href: paths.chooseMethod }}
    />,
  );
}
