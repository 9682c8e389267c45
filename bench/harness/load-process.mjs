import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Failure } from '../../infra/local/failure.mjs';

const script = fileURLToPath(new URL('../load/main.mjs', import.meta.url));

/** The process that sends the requests, on this side. */
export class LoadProcess {
  #child;
  #answered = () => {};

  /** @param {string} node the Node to run it on */
  constructor(node) {
    this.#child = spawn(node, [script], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    this.#child.on('message', (answer) => this.#answered(answer));
    this.#child.on('exit', () => this.#answered({ error: 'its process ended' }));
  }

  /** Makes a target known by a name; `file` holds its specification, `parent` names the target from whose answers it begins. */
  aim(name, file, parent) {
    return this.#ask({ order: 'aim', name, file, parent });
  }

  /**
   * As many requests as the server takes.
   * @throws {Failure} when one of them was refused: figures of refusals would be of no use.
   */
  saturate(name, plan) {
    return this.#measure({ order: 'saturate', name, ...plan });
  }

  /** Requests at a steady rate. @throws {Failure} when one of them was refused. */
  pace(name, plan) {
    return this.#measure({ order: 'pace', name, ...plan });
  }

  close() {
    if (this.#child.connected) this.#child.disconnect();
  }

  async #measure(message) {
    const result = await this.#ask(message);
    if (result.failures > 0) {
      throw new Failure(`${message.name} refused ${result.failures} requests. The first refusal was: ${result.firstFailure}`);
    }
    return result;
  }

  /** One order at a time. */
  async #ask(message) {
    const answer = await new Promise((resolve) => {
      this.#answered = resolve;
      this.#child.send(message);
    });
    if (answer.error !== undefined) throw new Failure(`The load failed: ${answer.error}`);
    return answer.result;
  }
}
