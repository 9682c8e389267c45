/** How a sign-in method is called on screen; one that is unknown here is shown as the API names it. */
const names: Readonly<Record<string, string>> = {
  google: 'Google',
  github: 'GitHub',
  microsoft: 'Microsoft',
  email_code: 'Emailed code',
  email_link: 'Emailed link',
  password: 'Password',
  passkey: 'Passkey',
};

export function nameSignInMethod(method: string): string {
  return names[method] ?? method;
}
