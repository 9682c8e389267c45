import { parseArgs } from 'node:util';
import { Failure } from '../../infra/local/failure.mjs';

const options = {
  rounds: { type: 'string' },
  seconds: { type: 'string' },
  connections: { type: 'string' },
  subscribers: { type: 'string' },
  short: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  profile: { type: 'boolean', default: false },
};

function positive(name, text, otherwise) {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!(value > 0)) throw new Failure(`--${name} must be a number above zero.`);
  return value;
}

/**
 * What the command line asks for. `--short` shortens everything to about a minute, for a look while working; `--dry-run` leaves the
 * documentation as it is; `--profile` writes a CPU profile of Gatehouse and says where its time went (its figures are then not for use).
 * @param {string[]} args
 * @returns {{rounds: number, seconds: number, connections: number, subscribers: number, write: boolean, profile: boolean}}
 *   `seconds` is the length of one measurement.
 * @throws {Failure} naming the option that makes no sense.
 */
export function readOptions(args) {
  let values;
  try {
    ({ values } = parseArgs({ args, options }));
  } catch (error) {
    throw new Failure(error.message);
  }
  return {
    rounds: positive('rounds', values.rounds, values.short ? 3 : 7),
    seconds: positive('seconds', values.seconds, values.short ? 1.5 : 4),
    connections: positive('connections', values.connections, 64),
    subscribers: positive('subscribers', values.subscribers, 10_000),
    write: !values['dry-run'] && !values.profile,
    profile: values.profile,
  };
}
