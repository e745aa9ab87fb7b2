import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NO_USAGE, sumUsage, type Usage } from '@dln/llm';
import { z } from 'zod';

const fileName = 'spending.jsonl';

const usageSchema = z.object({
  requests: z.number(),
  promptTokens: z.number(),
  completionTokens: z.number(),
  dollars: z.number(),
});

/** A line as runs wrote it before they told prompts and replies apart. */
const totalSchema = z
  .object({ requests: z.number(), tokens: z.number(), dollars: z.number() })
  .transform(({ tokens, ...usage }) => ({ ...usage, promptTokens: tokens, completionTokens: 0 }));

const lineSchema = z.union([usageSchema, totalSchema]);

/**
 * What a run spent without a stored reply, such as on failed attempts. Each line is on disk once
 * added.
 */
export interface SpendingLog {
  readonly add: (usage: Usage) => void;
  /** Writes further lines to this directory. */
  readonly open: (runDirectory: string) => void;
}

/** A log that drops its lines until it is opened: models are created before the run directory. */
export function createSpendingLog(): SpendingLog {
  let file: string | undefined;
  return {
    add: (usage) => {
      if (file !== undefined) appendFileSync(file, `${JSON.stringify(usage)}\n`);
    },
    open: (runDirectory) => {
      file = join(runDirectory, fileName);
    },
  };
}

/** The sum of a run's log. An incomplete last line of a killed process is skipped. */
export function readSpendingLog(runDirectory: string): Usage {
  const file = join(runDirectory, fileName);
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  return sumUsage(lines.map(parseLine));
}

function parseLine(line: string): Usage {
  try {
    return lineSchema.parse(JSON.parse(line));
  } catch {
    return NO_USAGE;
  }
}
