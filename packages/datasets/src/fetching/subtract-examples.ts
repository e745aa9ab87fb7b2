import { z } from 'zod';
import type { Example } from '../example.ts';
import type { DataFile } from '../files/data-file.ts';
import { DatasetFileError } from '../files/dataset-file-error.ts';
import { lineOfPath, parseJson } from '../files/parse-json.ts';
import { bigBenchForms } from './big-bench-forms.ts';
import { bigBenchItemSchema } from './big-bench-item.ts';
import type { SubtractedFile } from './published-file.ts';

const taskSchema = z.object({
  canary: z.string().optional(),
  examples: z.array(bigBenchItemSchema),
});

const hardSchema = z.object({ examples: z.array(z.object({ input: z.string() })) });

/** A BIG-bench task without the examples of BIG-Bench Hard. */
export interface Difference {
  /** The canary: keeps the file out of training corpora. */
  readonly canary: string | undefined;
  /** In BIG-Bench Hard's form. */
  readonly examples: readonly Example[];
}

/**
 * Removes the examples of BIG-Bench Hard from a BIG-bench task, so no test example is in the
 * training data.
 *
 * @throws DatasetFileError if the task differs from the published one: another number of examples,
 * an example of another form, or a missing example of BIG-Bench Hard
 */
export function subtractExamples({
  task,
  hard,
  published,
}: {
  readonly task: DataFile;
  readonly hard: DataFile;
  readonly published: Pick<SubtractedFile, 'task' | 'examples'>;
}): Difference {
  const { render, identify } = bigBenchForms[published.task];
  const { canary, examples: items } = parseJson(task, taskSchema);
  if (items.length !== published.examples) {
    const problem = `holds ${items.length} examples, and ${published.task} has ${published.examples}`;
    throw new DatasetFileError({ ...task, problem });
  }
  const tested = new Set(parseJson(hard, hardSchema).examples.map(({ input }) => identify(input)));
  const met = new Set<string>();
  const examples = items.flatMap((item, position) => {
    const example = render(item);
    if (!example) {
      throw new DatasetFileError({
        ...task,
        line: lineOfPath(task.text, ['examples', position]),
        problem: `examples[${position}] is not of the form of ${published.task}`,
      });
    }
    const identity = identify(example.input);
    if (!tested.has(identity)) return example;
    met.add(identity);
    return [];
  });
  if (met.size < tested.size) {
    const problem = `has only ${met.size} of the ${tested.size} examples of ${hard.file}`;
    throw new DatasetFileError({ ...task, problem });
  }
  return { canary, examples };
}
