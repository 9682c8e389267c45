/** Stands where the name goes while a sentence is taken apart; no text holds it. */
const PLACE = '\ufffc';

/** A sentence in which the name stands out, wherever a language puts it. */
export function Emphasis({ name, within }: { readonly name: string; readonly within: (name: string) => string }) {
  const [before, ...after] = within(PLACE).split(PLACE);
  return (
    <>
      {before}
      <strong>{name}</strong>
      {after.join('')}
    </>
  );
}
