import { redirectUriFault } from '../oauth/redirect-uri';
import { parseChatGptCallback, twinOf, maskedCallback } from './callback-url';

const hex = '0123456789abcdef0123456789abcdef01234567';

describe('parseChatGptCallback', () => {
  it.each([
    [`https://chat.openai.com/aip/g-${hex}/oauth/callback`, { host: 'chat.openai.com', kind: 'gpt', actionId: `g-${hex}` }],
    [`https://chatgpt.com/aip/g-${hex}/oauth/callback`, { host: 'chatgpt.com', kind: 'gpt', actionId: `g-${hex}` }],
    [
      'https://chat.openai.com/aip/plugin-9f0a7b1c-1234-4abc-8def-001122334455/oauth/callback',
      { host: 'chat.openai.com', kind: 'plugin', actionId: 'plugin-9f0a7b1c-1234-4abc-8def-001122334455' },
    ],
  ])('knows %s', (url, callback) => {
    expect(parseChatGptCallback(url)).toEqual(callback);
    expect(redirectUriFault(url)).toBeNull();
  });

  it.each([
    `http://chatgpt.com/aip/g-${hex}/oauth/callback`,
    `https://chatgpt.com.evil.example/aip/g-${hex}/oauth/callback`,
    `https://evil.example/https://chatgpt.com/aip/g-${hex}/oauth/callback`,
    `https://chatgpt.com:8443/aip/g-${hex}/oauth/callback`,
    `https://chatgpt.com/aip/g-${hex}/oauth/callback/`,
    `https://chatgpt.com/aip/g-${hex}/oauth/callback?x=1`,
    `https://chatgpt.com/aip/g-${hex}/oauth/callback\n`,
    `https://chatgpt.com/aip/g-${hex.slice(1)}/oauth/callback`,
    `https://chatgpt.com/aip/g-${hex}0/oauth/callback`,
    `https://chatgpt.com/aip/g-${hex.toUpperCase()}/oauth/callback`,
    'https://chatgpt.com/aip/plugin-/oauth/callback',
    'https://chatgpt.com/aip/plugin-a/b/oauth/callback',
    'https://chatgpt.com/aip/plugin-../oauth/callback',
    'https://chatgpt.com/',
    '',
  ])('is not fooled by %j', (url) => {
    expect(parseChatGptCallback(url)).toBeNull();
    expect(twinOf(url)).toBeNull();
  });
});

describe('twinOf', () => {
  it('gives the same callback on the other host, both ways', () => {
    const here = `https://chat.openai.com/aip/g-${hex}/oauth/callback`;
    const there = `https://chatgpt.com/aip/g-${hex}/oauth/callback`;
    expect(twinOf(here)).toBe(there);
    expect(twinOf(there)).toBe(here);
  });
});

describe('maskedCallback', () => {
  const id = 'g-0123456789abcdef0123456789abcdef01234567';

  it('is enough to recognise it by, the same for both twins, and no URL', () => {
    expect(maskedCallback(`https://chatgpt.com/aip/${id}/oauth/callback`)).toBe('g-0123…4567');
    expect(maskedCallback(`https://chat.openai.com/aip/${id}/oauth/callback`)).toBe('g-0123…4567');
    expect(maskedCallback('https://chatgpt.com/aip/plugin-abcdef/oauth/callback')).toBe('plugin-ab…');
  });

  it('is nothing for what is not of the exact shape', () => {
    expect(maskedCallback(`https://chatgpt.com.evil.example/aip/${id}/oauth/callback`)).toBeNull();
    expect(maskedCallback(`https://chatgpt.com/aip/${id}/oauth/callback?x`)).toBeNull();
    expect(maskedCallback('call 555-0100 to win')).toBeNull();
  });
});
