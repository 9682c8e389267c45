import { isLoopbackUrl } from '../../loopback.mjs';

const mostCalls = 20;
const mostEntries = 60;

/** What ChatGPT does with an answer, in a sentence. */
const reactions = {
  use_answer: 'The model reads the answer.',
  relay_refusal: 'The model reads the refusal and passes its sentence on.',
  sign_in_again: 'ChatGPT asks the person to sign in again.',
  back_off: 'ChatGPT calls less for a while.',
  give_up: 'The model learns only that the action failed.',
};

/**
 * Loaded when it is first needed: the sandbox starts while the workspace is still being built.
 * @returns {Promise<typeof import('@gatehouse/chatgpt-simulator').ChatGptSimulator>}
 */
async function loadSimulator() {
  const { default: simulator } = await import('@gatehouse/chatgpt-simulator');
  return simulator.ChatGptSimulator;
}

const saidBy = ({ errorDescription }) => (errorDescription ? ` It said: ${errorDescription}` : '');

/** One person's chat with the GPT: ChatGPT's part is played by the simulator, and what happened is kept as entries, oldest first. */
export class Conversation {
  #settings;
  #simulator = null;
  #entries = [];

  /** @param {{get: () => object | null}} settings */
  constructor(settings) {
    this.#settings = settings;
  }

  get entries() {
    return this.#entries;
  }

  get tokens() {
    return this.#simulator?.tokens ?? null;
  }

  get exchanges() {
    return this.#simulator?.exchanges ?? [];
  }

  /** Forgets the tokens and the sign-ins under way, as signing out and as editing the GPT's settings does. */
  reset(entry = null) {
    this.#simulator = null;
    this.#entries = [];
    if (entry !== null) this.#add(entry);
  }

  /** @returns {Promise<string>} the URL behind "Sign in to …". */
  async signInUrl() {
    if (this.#simulator === null) {
      const ChatGptSimulator = await loadSimulator();
      this.#simulator = new ChatGptSimulator({ settings: this.#settings.get() });
    }
    return this.#simulator.authorizeUrl();
  }

  /** Takes the callback and redeems its code. What goes wrong is an entry, in the words of ChatGPT. */
  async comeBack(url) {
    await this.#attempt(async () => {
      if (this.#simulator === null) {
        const note = 'No sign-in is under way here: it was begun before the settings were saved, or before a restart.';
        return this.#add({ kind: 'error', text: 'OAuth state invalid or not found', note });
      }
      const { code } = this.#simulator.acceptCallback(url);
      await this.#simulator.redeem(code);
      this.#add({ kind: 'note', text: 'Signed in.' });
    });
  }

  async refresh() {
    await this.#attempt(async () => {
      if (this.#simulator === null) return this.#missing();
      await this.#simulator.refresh();
      this.#add({ kind: 'note', text: 'The tokens were refreshed.' });
    });
  }

  /** Calls `url` up to `count` times with the bearer token; stops early where ChatGPT would. */
  async call(url, count) {
    if (!isLoopbackUrl(url)) {
      const note = 'The stand-in calls http and https on localhost, 127.0.0.1 and [::1] only.';
      return this.#add({ kind: 'error', text: 'This address is not on this machine', note });
    }
    await this.#attempt(async () => {
      if (this.#simulator === null) return this.#missing();
      for (let left = Math.min(Math.max(1, count), mostCalls); left > 0; left -= 1) {
        const outcome = await this.#simulator.call(url);
        this.#add(entryOf(url, outcome));
        if (['give_up', 'sign_in_again'].includes(outcome.reaction)) return;
      }
    });
  }

  #missing() {
    this.#add({ kind: 'error', text: 'User is missing credentials', note: 'Nobody is signed in.' });
  }

  async #attempt(work) {
    try {
      await work();
    } catch (error) {
      if (error?.name !== 'ChatGptError') throw error;
      this.#add({ kind: 'error', text: error.message, note: `${error.detail}${saidBy(error.said)}` });
    }
  }

  #add(entry) {
    this.#entries = [...this.#entries, entry].slice(-mostEntries);
  }
}

function entryOf(url, { status, failure, json, text, reaction, retryAfterSeconds }) {
  const wait = retryAfterSeconds === null ? '' : ` It may call again in ${retryAfterSeconds} s.`;
  return {
    kind: 'call',
    url,
    status: status ?? failure.replaceAll('_', ' '),
    good: reaction === 'use_answer',
    body: json === null ? text : JSON.stringify(json, null, 2),
    note: `${reactions[reaction]}${wait}`,
  };
}
