import { median } from './statistics.mjs';
import { percent, rounded } from './table.mjs';

/**
 * When, where and how a benchmark was made, and how much of the machine somebody else used meanwhile.
 * @param {{options: object, machine: string, all: Map<string, object[]>[]}} results `all` that was measured
 */
export function settingOf({ options, machine, all }) {
  const { rounds, seconds, connections, subscribers } = options;
  const date = new Date().toISOString().slice(0, 10);
  const others = median(all.flatMap((results) => [...results.values()].flat()).map(({ othersShare }) => othersShare));
  return [
    `${date}. ${machine}.`,
    `Medians of ${rounds} interleaved rounds of ${seconds} s, ${connections} connections, ${rounded(subscribers)} subscribers.`,
    `Other programs (and the kernel on nobody's account) used ${percent(others)} of the machine meanwhile.`,
  ].join(' ');
}
