import { splitEntries } from './split-entries';

describe('splitEntries', () => {
  it('takes a list however it was pasted, and each entry once', () => {
    expect(splitEntries(' a@x.example, b@x.example;\n\na@x.example\tc@x.example ')).toEqual([
      'a@x.example',
      'b@x.example',
      'c@x.example',
    ]);
    expect(splitEntries('  ')).toEqual([]);
  });
});
