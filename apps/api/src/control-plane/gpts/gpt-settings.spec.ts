import { AppError } from '@gatehouse/core';
import { callbackUrlFault, callbackUrlsToRegister, checkApi, checkScopes } from './gpt-settings';

const hex = '0123456789abcdef0123456789abcdef01234567';
const chatgpt = `https://chatgpt.com/aip/g-${hex}/oauth/callback`;
const openai = `https://chat.openai.com/aip/g-${hex}/oauth/callback`;
const field = (index: number): string => `callback_urls.${index}`;

function faultsOf(work: () => unknown): AppError['fields'] {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error.fields;
    throw error;
  }
  return [];
}

describe('callbackUrlsToRegister', () => {
  it.each([[chatgpt], [openai]])("registers %s with its twin on ChatGPT's other host", (url) => {
    expect(new Set(callbackUrlsToRegister([url], field))).toEqual(new Set([chatgpt, openai]));
  });

  it('registers a pair once, however often it is pasted, and forgives spaces around it', () => {
    expect(callbackUrlsToRegister([chatgpt, ` ${openai}\n`, chatgpt], field)).toEqual([chatgpt, openai]);
  });

  it('registers any other https URL alone', () => {
    expect(callbackUrlsToRegister(['https://tool.example/cb?x=1'], field)).toEqual(['https://tool.example/cb?x=1']);
  });

  it('names each URL at fault', () => {
    expect(faultsOf(() => callbackUrlsToRegister([chatgpt, 'javascript:alert(1)', 'http://tool.example/cb'], field))).toEqual([
      { field: 'callback_urls.1', message: expect.stringMatching(/https/) },
      { field: 'callback_urls.2', message: expect.stringMatching(/http/) },
    ]);
  });
});

describe('callbackUrlFault', () => {
  it.each([
    'https://chatgpt.com/aip/g-0123/oauth/callback',
    `https://chatgpt.com/aip/g-${hex}/oauth/callback/`,
    `https://chatgpt.com/aip/g-${hex}`,
    `https://www.chatgpt.com/aip/g-${hex}/oauth/callback`,
    'https://chatgpt.com/g/g-abc-my-gpt',
  ])('tells a broken paste of ChatGPT’s URL: %s', (url) => {
    expect(callbackUrlFault(url)).toMatch(/not a whole callback URL of ChatGPT/);
  });

  it.each([
    '',
    'data:text/html,x',
    'https://a.example/#x',
    'https://*.example/cb',
    'https://u:p@a.example/',
    '/relative',
    'https://a.example/\\b',
  ])('refuses %j', (url) => {
    expect(callbackUrlFault(url)).not.toBeNull();
  });
});

describe('checkScopes', () => {
  const scope = (name: string) => ({ name, description: 'Reads', default: true });
  it.each(['foods.read', 'https://example.com/scope', 'a:b'])('takes %s', (name) => {
    expect(faultsOf(() => checkScopes([scope(name)]))).toEqual([]);
  });
  it.each(['foods read', 'say"so', 'back\\slash', 'café'])('refuses %s', (name) => {
    expect(faultsOf(() => checkScopes([scope('ok'), scope(name)]))).toMatchObject([{ field: 'scopes.1.name' }]);
  });
});

describe('checkApi', () => {
  it.each(['https://api.example.com', 'https://api.example.com/v1/', 'http://localhost:4000', 'http://127.0.0.1:80'])(
    'takes %s',
    (base_url) => {
      expect(checkApi({ base_url })).toBe(base_url);
    },
  );
  it.each([
    'api.example.com',
    'ftp://a.example',
    'http://api.example.com',
    'https://u:p@a.example',
    'https://a.example?x=1',
    'https://',
    'file:///etc',
  ])('refuses %s', (base_url) => {
    expect(faultsOf(() => checkApi({ base_url }))).toMatchObject([{ field: 'api.base_url' }]);
  });
});
