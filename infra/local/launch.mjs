// What stands behind `npm start`, `npm test`, `npm run check` and `npm run servers`. Plain JavaScript without dependencies: it has to run
// before anything is installed, on the Node that the machine happens to have (20 or newer). What it starts runs on Node 24.
if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error(
    `Gatehouse needs Node 20 or newer to start, and this is ${process.versions.node}: install a newer Node and start again.`,
  );
  process.exit(1);
}

const commands = {
  start: async () => (await import('./commands/start.mjs')).start,
  test: async () => (await import('./commands/test.mjs')).test,
  check: async () => (await import('./commands/check.mjs')).check,
  servers: async () => (await import('./commands/servers.mjs')).servers,
};

const [name = 'start', ...args] = process.argv.slice(2);
if (!Object.hasOwn(commands, name)) {
  console.error(`There is no command "${name}": use one of ${Object.keys(commands).join(', ')}.`);
  process.exit(1);
}
const command = await commands[name]();
const { runToTheEnd } = await import('./run.mjs');
process.exit(await runToTheEnd(name, command, args));
