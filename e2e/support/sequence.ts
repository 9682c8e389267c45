const STEP_WITHIN_MS = 120_000;

/**
 * Steps of one journey, each a test of its own. After the first that fails the others fail at once and say so, instead of each waiting in vain
 * for a page that will not come. `onFailure` hears of the step that broke.
 */
export function sequence(onFailure: (name: string) => Promise<void>): (name: string, work: () => Promise<void>) => void {
  let broken: string | null = null;
  return (name, work) => {
    it(
      name,
      async () => {
        if (broken !== null) throw notTried(broken);
        try {
          await work();
        } catch (error) {
          broken = name;
          await onFailure(name);
          throw error;
        }
      },
      STEP_WITHIN_MS,
    );
  };
}

/** Without a stack: the step that broke has one, and these would only bury it. */
function notTried(broken: string): Error {
  const error = new Error(`Not tried, because "${broken}" failed.`);
  error.stack = error.message;
  return error;
}
