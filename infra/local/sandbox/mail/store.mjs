import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

const kept = 500;

/** A line that was cut short when the machine went down is left out; the rest is still good. */
function parseLine(line) {
  try {
    return [JSON.parse(line)];
  } catch {
    return [];
  }
}

/** Mails in a file of JSON lines, oldest first. At most the last 500 are kept. */
export class MailStore {
  #file;
  #mails;
  #linesInFile;

  constructor(directory) {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    this.#file = resolve(directory, 'mail.jsonl');
    const text = existsSync(this.#file) ? readFileSync(this.#file, 'utf8') : '';
    this.#mails = text.split('\n').filter(Boolean).flatMap(parseLine).slice(-kept);
    this.#rewrite();
  }

  #rewrite() {
    const draft = `${this.#file}.new`;
    writeFileSync(draft, this.#mails.map((mail) => `${JSON.stringify(mail)}\n`).join(''), { mode: 0o600 });
    renameSync(draft, this.#file);
    this.#linesInFile = this.#mails.length;
  }

  /** On disk when it returns. */
  add(mail) {
    const whole = { id: randomUUID(), ...mail, received_at: new Date().toISOString() };
    this.#mails.push(whole);
    if (this.#mails.length > kept) this.#mails.shift();
    this.#linesInFile += 1;
    if (this.#linesInFile >= 2 * kept) this.#rewrite();
    else appendFileSync(this.#file, `${JSON.stringify(whole)}\n`);
    return whole;
  }

  /** Newest first. @param {string | null} to only what went to this address, whatever the case of its letters. */
  list(to = null) {
    const wanted = to?.trim().toLowerCase() || null;
    const found =
      wanted === null ? this.#mails : this.#mails.filter((mail) => mail.to.toLowerCase().split(', ').includes(wanted));
    return [...found].reverse();
  }

  find(id) {
    return this.#mails.find((mail) => mail.id === id) ?? null;
  }
}
