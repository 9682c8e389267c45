import { CountField, MAX_COUNT } from '../tiers/count-field.decorator';

/** All of it, each time: null is no limit, and what is left out is an error. */
export class AnonymousLimits {
  @CountField({
    required: true,
    min: 1,
    max: 1_000_000,
    description: 'Calls a minute of one person, known by `openai-ephemeral-user-id`; null is no limit.',
  })
  user_rate_per_minute!: number | null;

  @CountField({ required: true, min: 0, max: MAX_COUNT, description: 'Units in a day (UTC) of one person; null is no limit.' })
  user_quota_per_day!: number | null;

  @CountField({
    required: true,
    min: 1,
    max: 1_000_000,
    description:
      'Calls a minute of everybody behind one address, and of all whose address is not told, together; null is no limit. All of ChatGPT’s calls come from a few.',
  })
  source_rate_per_minute!: number | null;
}
