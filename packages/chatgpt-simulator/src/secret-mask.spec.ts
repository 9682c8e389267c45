import { SecretMask } from './secret-mask';

const TOKEN = 'gth_at_0123456789abcdefghijklmnop';

describe('SecretMask', () => {
  let mask: SecretMask;
  beforeEach(() => (mask = new SecretMask()));

  it('hides the secret fields of JSON, at any depth, and keeps the rest', () => {
    const masked = mask.body(JSON.stringify({ access_token: TOKEN, expires_in: 60, nested: [{ refresh_token: 'short' }] }));
    expect(JSON.parse(masked)).toEqual({ access_token: '••••mnop', expires_in: 60, nested: [{ refresh_token: '••••' }] });
  });

  it('hides the secret fields of a form and of a URL', () => {
    expect(mask.body(`grant_type=authorization_code&code=${TOKEN}&client_secret=abc`)).toBe(
      'grant_type=authorization_code&code=••••mnop&client_secret=••••',
    );
    expect(mask.url(`https://chatgpt.com/cb?code=${TOKEN}&state=s1`)).toBe('https://chatgpt.com/cb?code=••••mnop&state=s1');
  });

  it('hides a secret that it has seen wherever it turns up again', () => {
    mask.body(JSON.stringify({ access_token: TOKEN }));
    expect(mask.text(`echo ${TOKEN}`)).toBe('echo ••••mnop');
    expect(mask.url(`https://api.example/${TOKEN}`)).toBe('https://api.example/••••mnop');
    expect(mask.body(JSON.stringify({ debug: `got ${TOKEN}` }))).toBe('{"debug":"got ••••mnop"}');
  });

  it('hides a percent-encoded secret', () => {
    mask.learn('pass/word+with=signs');
    expect(mask.text('x=pass%2Fword%2Bwith%3Dsigns')).toBe('x=••••igns');
  });

  it('keeps the scheme of an authorization header and hides cookies whole', () => {
    const headers = mask.headers([
      ['Authorization', `Bearer ${TOKEN}`],
      ['set-cookie', 'sid=1234567890; Path=/'],
      ['x-request-id', 'r1'],
    ]);
    expect(headers).toEqual({ Authorization: 'Bearer ••••mnop', 'set-cookie': '••••', 'x-request-id': 'r1' });
  });

  it('does not search text for values so short that they match by chance', () => {
    mask.learn('a');
    expect(mask.text('a banana')).toBe('a banana');
  });
});
