import { BLACK, type Colour, contrastBetween, formatColour, mix, parseColour, WHITE } from './colour';

export type Scheme = 'light' | 'dark';

/** What hosted pages are painted on, in light and in dark. The texts and lines on it are the style sheet's own. */
export interface Surfaces {
  readonly canvas: string;
  readonly card: string;
  readonly inset: string;
  readonly ink: string;
  /** Around fields and plain buttons. */
  readonly control: string;
}

export const SURFACES: Readonly<Record<Scheme, Surfaces>> = {
  light: { canvas: '#fafafa', card: '#ffffff', inset: '#f6f7f6', ink: '#121615', control: '#89918e' },
  dark: { canvas: '#0b0c0d', card: '#131516', inset: '#191c1d', ink: '#f0f3f2', control: '#6d7775' },
};

/** Every colour of a hosted page that follows from a creator's accent. */
export interface AccentTheme {
  /** The filled button: the accent as it was chosen. */
  readonly button: string;
  readonly onButton: string;
  /** Around the button: the button's own colour, or one that can be seen where the button cannot be told from the card. */
  readonly buttonLine: string;
  /** Links, marks and the ring around what has the focus. */
  readonly link: string;
  /** Behind the initial and behind notices: the accent, faint. */
  readonly soft: string;
}

/** WCAG 2.2: 1.4.3 for text, 1.4.11 for what marks a control. */
const TEXT = 4.5;
const CONTROL = 3;
/** Below this a button looks like its card, and only its line says that it is the one to press. */
const SAME = 1.25;
/** How much of the accent shows in its faint form. */
const FAINT = 0.12;
/** Steps in which a link leaves the accent for black or white; the first that can be read is taken, the nearest to what was chosen. */
const STEPS = 64;

/**
 * Colours for a page in which everything can be read, whatever accent was chosen: the button keeps the accent and takes black or white text (one
 * of them always reaches 4.58), links keep its hue and become as dark or as light as reading needs.
 * @param accent `#rrggbb`
 * @throws Error when it is no colour: what is stored was checked before
 */
export function accentTheme(accent: string, scheme: Scheme): AccentTheme {
  const chosen = required(accent);
  const surfaces = SURFACES[scheme];
  const card = required(surfaces.card);
  const soft = mix(card, chosen, FAINT);
  const grounds = [...[surfaces.canvas, surfaces.card, surfaces.inset].map(required), soft];
  const link = formatColour(readableOn(grounds, chosen, scheme === 'light' ? BLACK : WHITE));
  const onButton = contrastBetween(chosen, WHITE) >= contrastBetween(chosen, BLACK) ? WHITE : BLACK;
  return {
    button: formatColour(chosen),
    onButton: formatColour(onButton),
    buttonLine: lineAround(chosen, contrastBetween(chosen, card), { link, ink: surfaces.ink }),
    link,
    soft: formatColour(soft),
  };
}

/** In which schemes links cannot have the chosen colour itself, for the creator to know. */
export function adjustedSchemes(accent: string): readonly Scheme[] {
  const chosen = formatColour(required(accent));
  return (['light', 'dark'] as const).filter((scheme) => accentTheme(accent, scheme).link !== chosen);
}

function lineAround(chosen: Colour, contrast: number, { link, ink }: { link: string; ink: string }): string {
  if (contrast >= CONTROL) return formatColour(chosen);
  return contrast < SAME ? ink : link;
}

function readableOn(grounds: readonly Colour[], chosen: Colour, end: Colour): Colour {
  for (let step = 0; step < STEPS; step += 1) {
    const candidate = mix(chosen, end, step / STEPS);
    if (grounds.every((ground) => contrastBetween(candidate, ground) >= TEXT)) return candidate;
  }
  return end;
}

function required(text: string): Colour {
  const colour = parseColour(text);
  if (colour === null) throw new Error('an accent that is no colour was stored');
  return colour;
}
