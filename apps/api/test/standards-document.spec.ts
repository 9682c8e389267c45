import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');

const NOT_A_TITLE = 'not built yet';

/** Every test that the document names: a file in backquotes, and the titles in italics that follow it. */
function namedTests(document: string): { file: string; titles: string[] }[] {
  const lines = document.split('\n').filter((line) => line.startsWith('|'));
  return lines.flatMap((line) => {
    const [, ...parts] = line.split(/`([^`]+spec\.tsx?)`/);
    return parts.flatMap((file, index) =>
      index % 2 === 1 ? [] : [{ file, titles: italics(parts[index + 1] ?? '').filter((title) => title !== NOT_A_TITLE) }],
    );
  });
}

/** What stands between underscores that are not part of a word. */
function italics(text: string): string[] {
  return [...text.matchAll(/(?<!\w)_(.+?)_(?!\w)/g)].map(([, title = '']) => title);
}

describe('docs/standards.md', () => {
  const tests = namedTests(readFileSync(join(ROOT, 'docs/standards.md'), 'utf8'));

  it('names tests', () => {
    expect(tests.length).toBeGreaterThan(50);
    expect(tests.flatMap(({ titles }) => titles).length).toBeGreaterThan(60);
  });

  it('names only tests that are there', () => {
    const missing = tests.flatMap(({ file, titles }) => {
      const path = join(ROOT, file);
      if (!existsSync(path)) return [file];
      const source = readFileSync(path, 'utf8').replaceAll('\\', '').replaceAll('’', "'");
      return titles
        .filter((title) => !source.includes(title.replaceAll('\\', '').replaceAll('’', "'")))
        .map((title) => `${file}: ${title}`);
    });
    expect(missing).toEqual([]);
  });
});
