import { everyShape } from './shapes';

describe('everyShape', () => {
  const shapes = [...everyShape()];

  it('yields each combination once, under a name of its own', () => {
    // Three ways to prove the client (POST, Basic raw, Basic percent-encoded), two bodies, three scopes, PKCE or not, three hosts.
    expect(shapes).toHaveLength(3 * 2 * 3 * 2 * 3);
    expect(new Set(shapes.map((shape) => shape.name)).size).toBe(shapes.length);
    expect(new Set(shapes.map((shape) => JSON.stringify(shape))).size).toBe(shapes.length);
  });

  it('varies the encoding of Basic only where Basic is used', () => {
    const post = shapes.filter((shape) => shape.tokenExchangeMethod === 'post');
    expect(new Set(post.map((shape) => shape.form.basicEncoding))).toEqual(new Set(['raw']));
  });
});
