/** The ways in which people may sign in to a GPT, in the order in which they are offered. A creator switches each on or off. */
export const LOGIN_METHODS = ['google', 'github', 'microsoft', 'email_code', 'email_link', 'password', 'passkey'] as const;

export type LoginMethod = (typeof LOGIN_METHODS)[number];
