// Counts what STYLE advises against in comments, messages and documentation: phrases per 1,000
// lines, and lines over 100 columns. `node scripts/measure-prose.mjs [FOLDER] [--list PHRASE]`
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { list: { type: 'string' } },
});
const folder = positionals[0] ?? '.';

/** @type {Readonly<Record<string, RegExp>>} */
const phrases = {
  'where there/it/a/the …': /\bwhere (there|it|a|an|the|no|nothing|some|none)\b/gi,
  'nobody, whoever, hears': /\b(nobody|whoever|hears)\b/gi,
  'is none, are none': /\b(is|are) none\b/gi,
  'so many, as many as': /\b(so many|as many as)\b/gi,
  'say that/what/how': /\bsays? (that|what|how|whether)\b/gi,
  'of one’s own': /\bof (one's|one’s|its|your|their) own\b/gi,
};

const files = execFileSync('git', ['-C', folder, 'ls-files', '*.ts', '*.mjs', '*.md'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter(
    (file) => file !== '' && !/(^|\/)(CHANGELOG\.md|scripts\/measure-prose\.mjs)$/.test(file),
  );

let lines = 0;
let wide = 0;
/** @type {Map<string, number>} */
const counts = new Map(Object.keys(phrases).map((name) => [name, 0]));
for (const file of files) {
  for (const [index, line] of readFileSync(join(folder, file), 'utf8').split('\n').entries()) {
    lines += 1;
    if (line.length > 100 && !line.startsWith('|')) wide += 1;
    for (const [name, pattern] of Object.entries(phrases)) {
      const found = line.match(pattern)?.length ?? 0;
      counts.set(name, (counts.get(name) ?? 0) + found);
      if (found > 0 && values.list === name) console.log(`${file}:${index + 1}: ${line.trim()}`);
    }
  }
}
/** @param {number} count @returns {string} */
const perThousand = (count) => ((1000 * count) / lines).toFixed(2).padStart(7);
console.log(`${files.length} files, ${lines} lines`);
for (const [name, count] of counts) console.log(`${perThousand(count)}  ${name} (${count})`);
console.log(`${perThousand(wide)}  lines over 100 columns (${wide})`);
