import { parseArgs } from 'node:util';
import { Failure } from '../../infra/local/failure.mjs';

const options = {
  rounds: { type: 'string' },
  seconds: { type: 'string' },
  connections: { type: 'string' },
  subscribers: { type: 'string' },
  only: { type: 'string' },
  short: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  profile: { type: 'string' },
};

function positive(name, text, otherwise) {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!(value > 0)) throw new Failure(`--${name} must be a number above zero.`);
  return value;
}

/**
 * What the command line asks for. `--short` shortens everything to a minute or two, for a look while working; `--dry-run` leaves the
 * documentation as it is; `--only a,b` leaves the other contenders out (and the documentation as it is); `--profile a` says where the time
 * of one contender goes, and nothing else.
 * @param {string[]} args
 * @param {{connections: number}} defaults how many connections it takes to keep a contender busy
 * @returns {{rounds: number, seconds: number, connections: number, subscribers: number, only: string[] | null, profile: string | null,
 *   write: boolean}} `seconds` is the length of one measurement.
 * @throws {Failure} naming the option that makes no sense.
 */
export function readOptions(args, defaults) {
  let values;
  try {
    ({ values } = parseArgs({ args, options }));
  } catch (error) {
    throw new Failure(error.message);
  }
  return {
    rounds: positive('rounds', values.rounds, values.short ? 3 : 5),
    seconds: positive('seconds', values.seconds, values.short ? 1.5 : 3),
    connections: positive('connections', values.connections, defaults.connections),
    subscribers: positive('subscribers', values.subscribers, values.short ? 1000 : 10_000),
    only: values.profile === undefined ? (values.only?.split(',') ?? null) : [values.profile],
    profile: values.profile ?? null,
    write: !values['dry-run'] && values.profile === undefined && values.only === undefined,
  };
}

/**
 * The contenders that the command line asks for; the reference, without which there are no ratios, always.
 * @template {{name: string}} Contender
 * @param {{only: string[] | null}} options
 * @param {Contender[]} contenders the reference first
 * @returns {Contender[]}
 * @throws {Failure} when there is none of a given name.
 */
export function chosen({ only }, contenders) {
  if (only === null) return contenders;
  const names = contenders.map(({ name }) => name);
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Failure(`There is no contender "${unknown}": use some of ${names.join(', ')}.`);
  return contenders.filter(({ name }, index) => index === 0 || only.includes(name));
}
