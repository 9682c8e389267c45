import net from 'node:net';
import { readAnswer } from './answer.mjs';

/** One kept-alive connection with at most one request on its way. */
export class Connection {
  #socket;
  #heard = null;
  #done = null;
  #closed = false;

  /** Resolves when the connection is open. */
  static open(address) {
    const connection = new Connection();
    return new Promise((resolve, reject) => {
      const socket = net.connect({ ...address, noDelay: true }, () => resolve(connection));
      socket.on('data', (chunk) => connection.#onData(chunk));
      socket.on('error', (error) => (connection.#done === null ? reject(error) : connection.#break(error)));
      socket.on('close', () => {
        connection.#closed = true;
        connection.#break(new Error('the server closed the connection'));
      });
      connection.#socket = socket;
    });
  }

  /** Sends a whole request; `done(status, body)` is called with the answer, status 0 when the connection broke. */
  send(request, done) {
    this.#done = done;
    if (this.#closed) this.#break(new Error('the server closed the connection while nothing was sent on it'));
    else this.#socket.write(request);
  }

  close() {
    this.#socket.destroy();
  }

  #onData(chunk) {
    const heard = this.#heard === null ? chunk : Buffer.concat([this.#heard, chunk]);
    const answer = readAnswer(heard);
    this.#heard = answer === null ? heard : null;
    if (answer === null) return;
    const done = this.#done;
    this.#done = null;
    done(answer.status, answer.body);
  }

  #break(error) {
    const done = this.#done;
    this.#done = null;
    done?.(0, Buffer.from(error.message));
  }
}
