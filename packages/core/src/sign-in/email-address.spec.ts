import { parseEmailAddress } from './email-address';

describe('parseEmailAddress', () => {
  it.each([
    ['ada@example.com', 'ada@example.com'],
    [' Ada.Lovelace+gpt@Mail.Example.COM\n', 'ada.lovelace+gpt@mail.example.com'],
    ["o'neil@example.co.uk", "o'neil@example.co.uk"],
  ])('reads %j as %s', (text, address) => expect(parseEmailAddress(text)).toBe(address));

  it.each([
    '',
    'ada',
    'ada@',
    '@example.com',
    'ada@localhost',
    'ada@@example.com',
    'ada@example..com',
    'ada@-example.com',
    'ada @example.com',
    'ada@example.com, eve@example.com',
    'ada@example.com\r\nBcc: eve@example.com',
    'Ada <ada@example.com>',
    'ada\0@example.com',
    `${'a'.repeat(65)}@example.com`,
    `a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.${'f'.repeat(20)}`,
    'a'.repeat(10_000),
  ])('refuses %j', (text) => expect(parseEmailAddress(text)).toBeNull());
});
