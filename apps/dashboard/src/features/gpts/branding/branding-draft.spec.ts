import { brandingFrom, checkColour, checkLink, pickable, showable } from './branding-draft';

const texts = { accent_color: '', heading: '', intro: '', terms_url: '', privacy_url: '' };

describe('the draft of a branding', () => {
  it('saves empty fields as nothing', () => {
    expect(brandingFrom({ ...texts, heading: '  Hello ' })).toEqual({
      accent_color: null,
      heading: 'Hello',
      intro: null,
      terms_url: null,
      privacy_url: null,
    });
  });

  it('shows what can be shown while the rest is being typed', () => {
    const typing = { ...texts, accent_color: '#ff', intro: 'Hi', terms_url: 'https', privacy_url: 'https://a.example/p' };
    expect(showable(typing)).toMatchObject({
      accent_color: null,
      intro: 'Hi',
      terms_url: null,
      privacy_url: 'https://a.example/p',
    });
  });

  it('says what is no colour and no link', () => {
    expect(['', '#fff', ' #0A6B58 ', 'red', '#ff', '#ffff'].map((text) => checkColour(text) === undefined)).toEqual([
      ...[true, true, true],
      ...[false, false, false],
    ]);
    expect(
      ['', 'https://a.example', 'http://a.example', 'a.example', 'javascript:1'].map((text) => checkLink(text) === undefined),
    ).toEqual([...[true, true], ...[false, false, false]]);
  });

  it('gives the colour picker six digits', () => {
    expect(pickable('#F0a', '#000000')).toBe('#ff00aa');
    expect(pickable(' #ABCDEF', '#000000')).toBe('#abcdef');
    expect(pickable('red', '#000000')).toBe('#000000');
  });
});
