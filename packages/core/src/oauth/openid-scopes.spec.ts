import { consentSentences, recognisedScopes, resolveScopes } from './openid-scopes';

const declared = [
  { name: 'foods.read', isDefault: true, description: 'Read your foods' },
  { name: 'foods.write', isDefault: false, description: 'Change your foods' },
];

describe('the scopes of OpenID Connect', () => {
  it('are known to a GPT that declares nothing', () => {
    expect(recognisedScopes([])).toEqual(['openid', 'email', 'profile', 'offline_access']);
    expect(resolveScopes(['openid', 'email', 'profile', 'offline_access'], [])).toEqual([
      'openid',
      'email',
      'profile',
      'offline_access',
    ]);
  });

  it("stand beside the GPT's own, each once", () => {
    expect(recognisedScopes([...declared, { name: 'email', isDefault: true }])).toEqual([
      'foods.read',
      'foods.write',
      'email',
      'openid',
      'profile',
      'offline_access',
    ]);
    expect(resolveScopes(['openid', 'foods.write'], declared)).toEqual(['openid', 'foods.write']);
  });

  it('bring no default along: only a request that names nothing gets the defaults', () => {
    expect(resolveScopes(['openid'], declared)).toEqual(['openid']);
    expect(resolveScopes([], declared)).toEqual(['foods.read']);
  });

  it('are a default where the GPT declares them as one', () => {
    expect(resolveScopes([], [...declared, { name: 'openid', isDefault: true }])).toEqual(['foods.read', 'openid']);
  });

  it('let an OpenID request name unknown scopes, which are passed over (OpenID Connect Core 3.1.2.1)', () => {
    expect(resolveScopes(['openid', 'address', 'phone', 'foods.read'], declared)).toEqual(['openid', 'foods.read']);
  });

  it('leave a plain OAuth request with an unknown name refused', () => {
    expect(resolveScopes(['foods.raed'], declared)).toBeNull();
    expect(resolveScopes(['email', 'foods.raed'], declared)).toBeNull();
    expect(resolveScopes(['constructor'], declared)).toBeNull();
  });

  it("say on the consent page only what it does not say to everybody, or the GPT's own sentence", () => {
    const everybody = 'Know your name and email address';
    const standard = { identity: everybody, offline_access: 'Keep you signed in' };
    expect(consentSentences([], declared, standard)).toEqual([everybody]);
    expect(consentSentences(['openid', 'email', 'profile', 'offline_access', 'foods.read'], declared, standard)).toEqual([
      everybody,
      'Keep you signed in',
      'Read your foods',
    ]);
    const own = [{ name: 'email', description: 'Write to you' }];
    expect(consentSentences(['email', 'toString'], own, standard)).toEqual([everybody, 'Write to you']);
  });
});
