import { parseCatalogue, parseRecords } from '@dln/datasets';
import { mutateText, pick } from '../mutate.ts';
import type { FuzzTarget } from '../target.ts';

const TEXTS = {
  csv: 'input,target,toString\r\n"a ""quoted"", text",yes,1\r\nb,no,2\r\n',
  tsv: 'input\ttarget\na\tyes\nb\tno\n',
  jsonl: '{"input":"a","target":"yes","n":1.50}\n{"input":"b","target":"no","list":[{"x":[]}]}\n',
  json: '[{"input":"a","target":"yes"},{"input":"b","target":"no","deep":{"a":{"b":[1]}}}]',
} as const;

const CATALOGUE = `navigate:
  instruction: Do you return to the starting point?
  output_classes:
    name: navigate
    protos: ["yes|Yes", "no|No"]
`;

/** Files of examples, and descriptions of tasks. */
export const datasets: FuzzTarget = {
  name: 'datasets',
  longCount: 3_000,
  run: ({ random }) => {
    const format = pick(random, ['csv', 'tsv', 'jsonl', 'json', 'yaml'] as const);
    if (format === 'yaml') {
      parseCatalogue(mutateText(random, CATALOGUE), 'tasks.yaml');
      return;
    }
    const deep = random.integer(0, 50) === 0 ? '['.repeat(20_000) : '';
    const text = deep + mutateText(random, TEXTS[format]);
    parseRecords({ file: `data.${format}`, text, remedy: 'Correct the file.' }, format);
  },
};
