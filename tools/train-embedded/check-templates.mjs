// Compares the texts that the corpus was rendered with (build/renderings.json, by
// `python -m embedded.dump_renderings`) with what
// @dln/templates renders from the same variables:
// `pnpm --filter dln-train-embedded check-templates [renderings.json]`.
import { readFileSync } from 'node:fs';
import { URL } from 'node:url';
import { loadTemplate } from '@dln/templates';

const path = process.argv[2] ?? new URL('build/renderings.json', import.meta.url);
const renderings = JSON.parse(readFileSync(path, 'utf8'));
const different = renderings.filter(
  ({ name, version, variables, text }) =>
    loadTemplate(`${name}:${version}`).render(variables) !== text,
);
for (const { name, version, variables, text } of different.slice(0, 3)) {
  console.error(`${name}:${version}`, {
    corpus: text,
    library: loadTemplate(`${name}:${version}`).render(variables),
  });
}
console.log(`${renderings.length - different.length} of ${renderings.length} renderings are equal`);
process.exitCode = different.length === 0 ? 0 : 1;
