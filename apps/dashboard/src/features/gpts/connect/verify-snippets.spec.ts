import { buildVerifySnippets } from './verify-snippets';

it('puts the real verify address into every example', () => {
  const url = 'https://gate.example.com/t/acme/verify';
  const snippets = buildVerifySnippets(url);
  expect(snippets.map(({ key }) => key)).toEqual(['curl', 'node', 'python']);
  for (const { code } of snippets) expect(code).toContain(url);
});
