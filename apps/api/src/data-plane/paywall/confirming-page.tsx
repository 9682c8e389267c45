import type { PageFrame } from '../../edge/hosted-pages/page-frame';
import { PageShell } from '../../edge/hosted-pages/page-shell';
import { payingTexts } from './paying.texts';

/** Until Stripe says that it is paid. Looks again by itself; nothing else makes it go on. */
export function ConfirmingPage({ frame, href }: { readonly frame: PageFrame; readonly href: string }) {
  const texts = payingTexts[frame.language].confirming;
  return (
    <PageShell frame={frame} title={texts.heading}>
      <meta httpEquiv="refresh" content="3" />
      <h1>{texts.heading}</h1>
      <p className="soft" role="status">
        {texts.paragraph}
      </p>
      <a className="button plain" href={href}>
        {texts.again}
      </a>
    </PageShell>
  );
}
