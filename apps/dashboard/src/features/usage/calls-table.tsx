import { formatNumber } from '../../shared/lib/format';
import { buildMomentFormat } from './moment-format';
import type { UsagePoint, UsageScale } from './usage-window';

/** A chart's points as a table that only screen readers see: every hour or day with its calls, the latest first. */
export function CallsTable({ points, scale, title }: { points: readonly UsagePoint[]; scale: UsageScale; title: string }) {
  const moment = buildMomentFormat(scale);
  return (
    // A table cannot be made one pixel small by itself; the frame around it can.
    <div className="sr-only">
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">
              {scale.bucket === 'day' ? 'Day' : 'Hour'}
              {scale.timeZone && ` (${scale.timeZone})`}
            </th>
            <th scope="col">Calls</th>
          </tr>
        </thead>
        <tbody>
          {points.toReversed().map(({ at, calls }) => (
            <tr key={at}>
              <th scope="row">{moment.format(at)}</th>
              <td>{formatNumber(calls)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
