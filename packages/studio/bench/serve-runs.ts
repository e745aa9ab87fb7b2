// Serves the folder that its argument names, and tells its port; when its input ends, its peak
// memory in megabytes.
import { openStudio } from '@dln/studio';

const [, , runs = '.', pageFolder = '.'] = process.argv;
const studio = await openStudio({
  runs,
  pageFolder,
  token: 'a-token-of-24-characters',
  now: Date.now,
});
process.stdout.write(`${studio.port}\n`);
process.stdin.resume();
process.stdin.once('end', () => {
  process.stdout.write(`${Math.round(process.resourceUsage().maxRSS / 1024)}\n`);
  process.exit();
});
