import { formatCount } from '../../../shared/lib/format';
import { Callout } from '../../../shared/ui/callout';
import { RelativeTime } from '../../../shared/ui/relative-time';
import { useTurnedAway, type TurnedAway } from './callback-learning.queries';

/** That people came and could not sign in, since ChatGPT's callback URL is not the registered one. */
export function TurnedAwayNotice({ gptId }: { gptId: string }) {
  const rows = useTurnedAway(gptId).data?.data ?? [];
  if (rows.length === 0) return null;
  const ofChatGpt = rows.filter((row) => row.callback !== null);
  const title =
    ofChatGpt.length > 0
      ? 'People are being turned away: ChatGPT uses a callback URL that you have not registered'
      : 'People are being turned away: their requests name a callback URL that you have not registered';
  return (
    <Callout tone="warning" title={title}>
      <ul className="space-y-0.5">
        {rows.map((row) => (
          <li key={row.callback ?? ''}>
            <NameOf row={row} />: {formatCount(row.times, 'time')} or more, first <RelativeTime at={row.first_seen_at} />, last{' '}
            <RelativeTime at={row.last_seen_at} />
          </li>
        ))}
      </ul>
      <p className="mt-1.5">
        Anybody can cause such a request, so none of these can be approved here. Test the sign-in yourself, or copy the callback
        URL from the GPT editor.
      </p>
    </Callout>
  );
}

function NameOf({ row }: { row: TurnedAway }) {
  if (row.callback === null) return <>Other addresses</>;
  return <span className="font-mono">{row.callback}</span>;
}
