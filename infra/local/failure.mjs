/** Something that the person at the keyboard can mend. Its message is one sentence that says how; no stack is shown. */
export class Failure extends Error {}

/** The person (or whatever started us) asked for an end before the work was done. Not an error: the exit code is 0. */
export class Interrupted extends Error {}
