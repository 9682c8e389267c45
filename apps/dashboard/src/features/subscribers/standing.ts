import type { components } from '@gatehouse/api-client';

export type Standing = components['schemas']['Subscription']['standing'];

/** How somebody stands to money, in the words of lists and badges. */
export const standings: Readonly<Record<Standing, { label: string; tone: 'neutral' | 'accent' | 'warning' | 'danger' }>> = {
  paying: { label: 'Paying', tone: 'accent' },
  trialing: { label: 'Trial', tone: 'accent' },
  past_due: { label: 'Past due', tone: 'warning' },
  comped: { label: 'For free', tone: 'accent' },
  canceled: { label: 'Canceled', tone: 'neutral' },
  free: { label: 'Free', tone: 'neutral' },
};

export const isStanding = (text: string): text is Standing => Object.hasOwn(standings, text);
