import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addSpending, NO_SPENDING, type Spending } from '@dln/llm';
import { z } from 'zod';

const fileName = 'spending.jsonl';

const lineSchema = z.object({ requests: z.number(), tokens: z.number(), dollars: z.number() });

/** What a run has spent that no kept reply accounts for, such as by attempts that failed; a line each, safe as soon as it is added. */
export interface SpendingLog {
  readonly add: (spending: Spending) => void;
  /** From now on lines go to this directory. */
  readonly open: (runDirectory: string) => void;
}

/** A log that keeps nothing yet: a run's models are made before its directory is. */
export function createSpendingLog(): SpendingLog {
  let file: string | undefined;
  return {
    add: (spending) => {
      if (file !== undefined) appendFileSync(file, `${JSON.stringify(spending)}\n`);
    },
    open: (runDirectory) => {
      file = join(runDirectory, fileName);
    },
  };
}

/** All that stands in a run's log. A line that was cut off when its process was killed counts for nothing. */
export function readSpendingLog(runDirectory: string): Spending {
  const file = join(runDirectory, fileName);
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  return lines.map(parseLine).reduce(addSpending, NO_SPENDING);
}

function parseLine(line: string): Spending {
  try {
    return lineSchema.parse(JSON.parse(line));
  } catch {
    return NO_SPENDING;
  }
}
