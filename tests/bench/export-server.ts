import { startServer } from '../../src/server/serve.ts';

/*
 * The server as `npm start` runs it, over the site folder named on the command line, for whoever calls:
 * a process of its own, so that its memory can be measured. Tells its port.
 */
const { port } = await startServer(process.env, {
  root: process.argv[2] ?? '',
  actorOf: () => ({ kind: 'local' }),
});
console.log(port);
