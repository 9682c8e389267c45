import { formatPlace, parsePlace } from './place';

const workspaceId = 'wsp_01h455vb4pex5vsknk084sn02q';

describe('the place at which a recomputation stopped', () => {
  it.each([
    { workspaceId, month: null },
    { workspaceId, month: '2026-03' },
  ])('is read as it was printed: %j', (place) => {
    expect(parsePlace(formatPlace(place))).toEqual(place);
  });

  it.each(['', 'wsp_1', '2026-03', `${workspaceId}/2026-13`, `${workspaceId}/`, `${workspaceId}/2026-03/1`])(
    'is refused when it is none: %j',
    (text) => expect(() => parsePlace(text)).toThrow('as it was printed'),
  );
});
