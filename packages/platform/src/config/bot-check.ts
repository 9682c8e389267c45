/** A service that tells people from programs by a widget on the page: which one, and with which keys. */
export interface BotCheckConfig {
  readonly siteKey: string;
  readonly secret: string;
  /** Where the widget's token is judged: `POST secret, response, remoteip` as a form, answered with `{success}`. */
  readonly verifyUrl: string;
  readonly scriptUrl: string;
  /** Class of the element that the script makes the widget of. */
  readonly widgetClass: string;
  /** Form field in which the widget puts its token. */
  readonly field: string;
}

type Place = Pick<BotCheckConfig, 'verifyUrl' | 'scriptUrl' | 'widgetClass' | 'field'>;

/** Three that speak the same language. Another one that does is named by its own URLs. */
const BOT_CHECK_PLACES: Readonly<Record<'turnstile' | 'hcaptcha' | 'recaptcha', Place>> = {
  turnstile: {
    verifyUrl: 'https://challenges.cloudflare.com/turnstile/v0/siteverify',
    scriptUrl: 'https://challenges.cloudflare.com/turnstile/v0/api.js',
    widgetClass: 'cf-turnstile',
    field: 'cf-turnstile-response',
  },
  hcaptcha: {
    verifyUrl: 'https://api.hcaptcha.com/siteverify',
    scriptUrl: 'https://js.hcaptcha.com/1/api.js',
    widgetClass: 'h-captcha',
    field: 'h-captcha-response',
  },
  recaptcha: {
    verifyUrl: 'https://www.google.com/recaptcha/api/siteverify',
    scriptUrl: 'https://www.google.com/recaptcha/api.js',
    widgetClass: 'g-recaptcha',
    field: 'g-recaptcha-response',
  },
};

export interface BotCheckEnvironment {
  readonly BOT_CHECK?: keyof typeof BOT_CHECK_PLACES | undefined;
  readonly BOT_CHECK_SITE_KEY?: string | undefined;
  readonly BOT_CHECK_SECRET?: string | undefined;
  readonly BOT_CHECK_VERIFY_URL?: string | undefined;
}

/** Null when it is off. */
export function botCheckFrom(env: BotCheckEnvironment): BotCheckConfig | null {
  const { BOT_CHECK: name, BOT_CHECK_SITE_KEY: siteKey, BOT_CHECK_SECRET: secret, BOT_CHECK_VERIFY_URL: verifyUrl } = env;
  if (name === undefined || siteKey === undefined || secret === undefined) return null;
  const place = BOT_CHECK_PLACES[name];
  return { ...place, verifyUrl: verifyUrl ?? place.verifyUrl, siteKey, secret };
}

/** What is wrong with it, by variable. */
export function botCheckProblems(env: BotCheckEnvironment): string[] {
  const given = [env.BOT_CHECK, env.BOT_CHECK_SITE_KEY, env.BOT_CHECK_SECRET].filter((one) => one !== undefined);
  return given.length === 0 || given.length === 3
    ? []
    : ['BOT_CHECK, BOT_CHECK_SITE_KEY and BOT_CHECK_SECRET: must be set together'];
}
