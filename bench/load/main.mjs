// The load, in a process of its own so that it shares nothing with what it measures. Told what to do by messages, one at a time.
import { readFileSync } from 'node:fs';
import { closedLoop } from './closed-loop.mjs';
import { paced } from './paced.mjs';
import { Target } from './target.mjs';

const targets = new Map();

const does = {
  aim: ({ name, file, parent }) => {
    targets.set(name, new Target(JSON.parse(readFileSync(file, 'utf8')), targets.get(parent)));
  },
  saturate: ({ name, ...plan }) => closedLoop({ ...plan, target: targets.get(name) }),
  pace: ({ name, ...plan }) => paced({ ...plan, target: targets.get(name) }),
};

process.on('message', async ({ order, ...plan }) => {
  try {
    process.send({ result: (await does[order](plan)) ?? null });
  } catch (error) {
    process.send({ error: error.stack });
  }
});
process.on('disconnect', () => process.exit(0));
