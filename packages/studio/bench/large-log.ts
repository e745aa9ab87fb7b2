// pnpm --filter @dln/studio bench [megabytes]: opens a generated log with the built package and
// prints what it took.
import { measureLargeLog } from './measure-large-log.ts';

const megabytes = Number(process.argv[2] ?? 1000);
console.log(JSON.stringify(await measureLargeLog(megabytes * 1e6, { isBuilt: true }), null, 2));
