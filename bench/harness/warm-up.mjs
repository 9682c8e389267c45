const sliceSeconds = 3;
const turnsEach = 2;
const longestSeconds = 120;

/**
 * Loads a contender until its compiled code and its caches are those of a server that has run for a while: everybody came by at least twice
 * (the first call of a subscriber may have to read what later ones find in memory).
 * @param {(seconds: number) => Promise<{completed: number}>} saturate
 * @param {number} subscribers
 */
export async function warmUp(saturate, subscribers) {
  let completed = 0;
  for (let seconds = 0; seconds < longestSeconds; seconds += sliceSeconds) {
    const before = completed;
    completed += (await saturate(sliceSeconds)).completed;
    if (before >= subscribers * turnsEach) return;
  }
}
