import { renderToStaticMarkup } from 'react-dom/server';
import { CallsTable } from './calls-table';

describe('the table behind a chart', () => {
  const points = Array.from({ length: 24 }, (_, hour) => ({ at: Date.UTC(2026, 10, 21, hour), calls: hour === 13 ? 1_234 : 0 }));
  const markup = renderToStaticMarkup(
    <CallsTable points={points} scale={{ bucket: 'hour' }} title="Calls per hour, last 24 hours" />,
  );

  it('tells every hour of the chart with its calls, also those in which nobody called', () => {
    const figures = [...markup.matchAll(/<td>([^<]*)<\/td>/g)].map(([, figure]) => figure);
    expect(figures).toHaveLength(24);
    expect(figures.filter((figure) => figure !== '0')).toEqual([(1_234).toLocaleString()]);
  });

  it('is named as the chart is, and takes no room on screen', () => {
    expect(markup).toContain('<caption>Calls per hour, last 24 hours</caption>');
    expect(markup).toMatch(/^<div class="sr-only">/);
  });

  it('tells the hours of chosen days by the clock that they are chosen by', () => {
    const utc = renderToStaticMarkup(<CallsTable points={points} scale={{ bucket: 'hour', timeZone: 'UTC' }} title="Calls" />);
    expect(utc).toContain('Hour (UTC)');
    const [latest, ...earlier] = [...utc.matchAll(/<th scope="row">([^<]*)<\/th>/g)].map(([, moment = '']) => moment);
    expect([latest, earlier.at(-1)]).toEqual([
      expect.stringMatching(/(11:00.PM|23:00).*UTC/),
      expect.stringMatching(/(12:00.AM|00:00).*UTC/),
    ]);
  });
});
