import { rounded } from './table.mjs';

/** When, where and how a benchmark was made, in a sentence or two. */
export function settingOf({ options, machine }) {
  const { rounds, seconds, connections, subscribers } = options;
  const date = new Date().toISOString().slice(0, 10);
  return `${date}. ${machine}. Medians of ${rounds} interleaved rounds of ${seconds} s, ${connections} connections, ${rounded(subscribers)} subscribers.`;
}
