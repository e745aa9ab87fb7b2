// Makes labels.csv by rule: 50 answers to tickets, and what two careful readers would say of them.
// `node make-labels.mjs > labels.csv`
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const table = readFileSync(join(import.meta.dirname, '../tickets/tickets.csv'), 'utf8');
const rows = [...table.matchAll(/^(\d+),([^\n]*?),"((?:[^"]|"")*)",([^,]*),(\d)$/gm)].slice(0, 50);
const forms = [
  (right) => right,
  (right) => `Priority ${right}`,
  (right) => String((Number(right) % 4) + 1),
  (right) => `${right} or ${(Number(right) % 4) + 1}`,
  (right) => `I think it is ${right}.`,
];
const quote = (text) => `"${text.replaceAll('"', '""')}"`;
console.log('input,output,target,label');
for (const [index, [, , title, body, , priority]] of rows.entries()) {
  const form = index % forms.length;
  const output = forms[form](priority);
  // A reader accepts a sentence, and neither a wrong number nor two numbers.
  const label = form === 2 || form === 3 ? 'no' : 'yes';
  console.log([quote(`${title}\n\n${body}`), quote(output), priority, label].join(','));
}
