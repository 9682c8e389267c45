import type { Branding, SetBranding } from './branding.queries';

export interface BrandingTexts extends Record<string, string> {
  accent_color: string;
  heading: string;
  intro: string;
  terms_url: string;
  privacy_url: string;
}

/** The form's start. */
export function textsFrom(branding: Branding): BrandingTexts {
  return {
    accent_color: branding.accent_color ?? '',
    heading: branding.heading ?? '',
    intro: branding.intro ?? '',
    terms_url: branding.terms_url ?? '',
    privacy_url: branding.privacy_url ?? '',
  };
}

/** What the form asks to be saved: an empty field is nothing. */
export function brandingFrom(texts: BrandingTexts): Required<SetBranding> {
  const orNull = (text: string): string | null => text.trim() || null;
  return {
    accent_color: orNull(texts.accent_color),
    heading: orNull(texts.heading),
    intro: orNull(texts.intro),
    terms_url: orNull(texts.terms_url),
    privacy_url: orNull(texts.privacy_url),
  };
}

/** What of it can be shown while it is still being typed: half a colour and half an address are left out. */
export function showable(texts: BrandingTexts): Required<SetBranding> {
  const draft = brandingFrom(texts);
  return {
    ...draft,
    accent_color: checkColour(texts.accent_color) === undefined ? draft.accent_color : null,
    terms_url: checkLink(texts.terms_url) === undefined ? draft.terms_url : null,
    privacy_url: checkLink(texts.privacy_url) === undefined ? draft.privacy_url : null,
  };
}

/** A message when the text is no colour; the API has the last word. */
export function checkColour(text: string): string | undefined {
  if (text.trim() === '' || /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(text.trim())) return undefined;
  return 'Write the colour like #0a6b58.';
}

/** A message when the text is no address that a page may link to; the API has the last word. */
export function checkLink(text: string): string | undefined {
  if (text.trim() === '' || URL.parse(text.trim())?.protocol === 'https:') return undefined;
  return 'Begin with https://.';
}

/** For the colour picker, which takes six digits only. */
export function pickable(text: string, otherwise: string): string {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(text.trim());
  if (short !== null)
    return `#${short
      .slice(1)
      .map((digit) => digit + digit)
      .join('')}`.toLowerCase();
  return /^#[0-9a-f]{6}$/i.test(text.trim()) ? text.trim().toLowerCase() : otherwise;
}
