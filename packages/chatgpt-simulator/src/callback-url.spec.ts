import { countingRandom } from '../test/local-server';
import { callbackUrlOn, hostOf, makeCallbackUrl } from './callback-url';

describe('callback URL', () => {
  it.each([
    ['chatgpt.com', /^https:\/\/chatgpt\.com\/aip\/g-[0-9a-f]{40}\/oauth\/callback$/],
    ['chat.openai.com', /^https:\/\/chat\.openai\.com\/aip\/g-[0-9a-f]{40}\/oauth\/callback$/],
    ['plugin', /^https:\/\/chat\.openai\.com\/aip\/plugin-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\/oauth\/callback$/],
  ] as const)('has the exact shape on %s and names its host', (host, shape) => {
    const url = makeCallbackUrl(countingRandom(), host);
    expect(url).toMatch(shape);
    expect(hostOf(url)).toBe(host);
  });

  it('is new every time', () => {
    const random = countingRandom();
    expect(makeCallbackUrl(random)).not.toBe(makeCallbackUrl(random));
  });

  it('keeps its path on the twin host', () => {
    const url = makeCallbackUrl(countingRandom(), 'chatgpt.com');
    const twin = callbackUrlOn('chat.openai.com', url);
    expect(new URL(twin).host).toBe('chat.openai.com');
    expect(new URL(twin).pathname).toBe(new URL(url).pathname);
    expect(callbackUrlOn('chatgpt.com', twin)).toBe(url);
  });

  it('leaves a URL that is not a GPT callback as it is', () => {
    const plugin = makeCallbackUrl(countingRandom(), 'plugin');
    expect(callbackUrlOn('chatgpt.com', plugin)).toBe(plugin);
    expect(callbackUrlOn('chatgpt.com', 'http://127.0.0.1:9/callback')).toBe('http://127.0.0.1:9/callback');
  });
});
