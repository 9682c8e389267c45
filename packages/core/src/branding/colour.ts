/** A colour of the sRGB space, each part 0 to 255. */
export interface Colour {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

export const BLACK: Colour = { red: 0, green: 0, blue: 0 };
export const WHITE: Colour = { red: 255, green: 255, blue: 255 };

/** Reads `#rgb` or `#rrggbb`; null for anything else. */
export function parseColour(text: string): Colour | null {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(text);
  const digits =
    short === null
      ? /^#([0-9a-f]{6})$/i.exec(text)?.[1]
      : short
          .slice(1)
          .map((digit) => digit + digit)
          .join('');
  if (digits === undefined) return null;
  const part = (at: number): number => Number.parseInt(digits.slice(at, at + 2), 16);
  return { red: part(0), green: part(2), blue: part(4) };
}

/** As style sheets take it: `#rrggbb`, in lower case. */
export function formatColour({ red, green, blue }: Colour): string {
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/** Relative luminance, 0 to 1 (WCAG 2.2, definition of that name). */
export function luminanceOf({ red, green, blue }: Colour): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** How well two colours are told apart, 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function contrastBetween(one: Colour, other: Colour): number {
  const [low = 0, high = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** The colour that lies this share of the way towards another. @param share 0 (the first) to 1 (the other) */
export function mix(from: Colour, to: Colour, share: number): Colour {
  const between = (a: number, b: number): number => Math.round(a + (b - a) * share);
  return { red: between(from.red, to.red), green: between(from.green, to.green), blue: between(from.blue, to.blue) };
}

function linear(part: number): number {
  const share = part / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
