import fc from 'fast-check';
import { accentTheme, adjustedSchemes, type Scheme, SURFACES } from './accent-theme';
import { type Colour, contrastBetween, formatColour, parseColour } from './colour';

const part = fc.integer({ min: 0, max: 255 });
const anyColour = fc.record({ red: part, green: part, blue: part }).map(formatColour);
const anyScheme = fc.constantFrom<Scheme>('light', 'dark');
const contrast = (one: string, other: string): number =>
  contrastBetween(parseColour(one) as Colour, parseColour(other) as Colour);
const GLARING = ['#ffff00', '#000000', '#ffffff', '#767676', '#777777', '#00ff00', '#ff00ff', '#0000ff', '#131516'];

function holds(accent: string, scheme: Scheme): void {
  const theme = accentTheme(accent, scheme);
  const { canvas, card, inset, ink } = SURFACES[scheme];
  expect(contrast(theme.onButton, theme.button)).toBeGreaterThanOrEqual(4.5);
  for (const ground of [canvas, card, inset, theme.soft]) {
    expect(contrast(theme.link, ground)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(ink, ground)).toBeGreaterThanOrEqual(4.5);
  }
  expect(contrast(theme.buttonLine, card)).toBeGreaterThanOrEqual(3);
}

describe('accentTheme', () => {
  it('keeps every text readable and every button visible (WCAG 2.2 AA), whatever colour is chosen, in light and dark', () => {
    fc.assert(fc.property(anyColour, anyScheme, holds), { numRuns: 3_000 });
  });

  it.each(GLARING)('does so for %s', (accent) => {
    holds(accent, 'light');
    holds(accent, 'dark');
  });

  it('keeps the chosen colour on the button', () => {
    fc.assert(fc.property(anyColour, anyScheme, (accent, scheme) => expect(accentTheme(accent, scheme).button).toBe(accent)));
  });

  it('leaves links in the chosen colour where that can be read, and says where it cannot', () => {
    expect(accentTheme('#0a6b58', 'light').link).toBe('#0a6b58');
    expect(adjustedSchemes('#0a6b58')).toEqual(['dark']);
    expect(adjustedSchemes('#ffff00')).toEqual(['light']);
    expect(adjustedSchemes('#000')).toEqual(['dark']);
  });

  it('gives only colours that a style sheet takes', () => {
    fc.assert(
      fc.property(anyColour, anyScheme, (accent, scheme) => {
        for (const colour of Object.values(accentTheme(accent, scheme))) expect(colour).toMatch(/^#[0-9a-f]{6}$/);
      }),
    );
  });
});

describe('parseColour', () => {
  it('reads three and six digits, in either case', () => {
    expect(parseColour('#fA0')).toEqual(parseColour('#ffaa00'));
    expect(parseColour('#FFAA00')).toEqual({ red: 255, green: 170, blue: 0 });
  });

  it('reads nothing else', () => {
    for (const text of ['', 'red', '#ff', '#fffff', '#ggg', 'ffaa00', '#ffaa00;}', ' #fff', '#fff\n'])
      expect(parseColour(text)).toBeNull();
  });

  it('measures black on white as 21 to 1', () => expect(contrast('#000', '#fff')).toBeCloseTo(21));
});
