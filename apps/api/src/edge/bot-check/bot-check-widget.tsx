import type { BotCheckConfig } from '@gatehouse/platform';
import { createContext, useContext } from 'react';

/** What a page needs to show the widget; never the secret. */
export type BotCheckWidgetConfig = Pick<BotCheckConfig, 'siteKey' | 'scriptUrl' | 'widgetClass'>;

/** Null while the bot check is off: set by `sendHosted` from the server that answers. */
export const BotCheckContext = createContext<BotCheckWidgetConfig | null>(null);

/** Stands in every form that sends mail or takes a password. Nothing while the check is off. */
export function BotCheckWidget() {
  const widget = useContext(BotCheckContext);
  if (widget === null) return null;
  return (
    <>
      <div className={`bot-check ${widget.widgetClass}`} data-sitekey={widget.siteKey} />
      <script src={widget.scriptUrl} async defer />
    </>
  );
}
