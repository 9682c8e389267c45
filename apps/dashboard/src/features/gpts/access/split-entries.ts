/** What people paste as a list: by lines, commas, semicolons or spaces, each once. */
export function splitEntries(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter((entry) => entry !== ''))];
}
