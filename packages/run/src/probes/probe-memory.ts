import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Capabilities } from '@dln/llm';
import { z } from 'zod';
import { makeFoldersSync } from '../files/make-folders-sync.ts';
import type { SharedReplies } from '../replies/shared-replies.ts';
import { capabilitiesSchema } from './capabilities-schema.ts';

/** What was found out before about models at endpoints, so that not every run asks anew. */
export interface ProbeMemory {
  /**
   * What a model was found to be able to do; undefined if that is not known, or was long ago.
   *
   * @param isEnough whether what is known tells what the caller needs. @default always
   */
  recall(
    identity: string,
    isEnough?: (capabilities: Capabilities) => boolean,
  ): Capabilities | undefined;
  /**
   * Writes down what was found. A folder that cannot be written costs the next run its ten
   * questions, and nothing else.
   */
  remember(identity: string, capabilities: Capabilities): void;
}

/** Servers are started anew with other options: what is older is asked again. */
const LONGEST_IN_DAYS = 30;
const DAY_IN_MS = 86_400_000;

const memorySchema = z.object({
  version: z.literal(1),
  models: z.record(
    z.string(),
    z.object({ at: z.iso.datetime(), capabilities: capabilitiesSchema }),
  ),
});
type Models = z.infer<typeof memorySchema>['models'];

/** Where probes lie: beside the replies that runs share. */
export function probesFile({ file, isNamed }: Pick<SharedReplies, 'file' | 'isNamed'>): string {
  return isNamed ? `${file}.probes.json` : join(dirname(file), 'probes.json');
}

/**
 * Opens the stored findings. A missing or damaged file counts as empty. If two processes write at
 * once, the later one's file stays, whole, and may lack what the other has found.
 */
export function openProbeMemory({
  file,
  now,
  isRefreshed = false,
  onRecall = () => undefined,
}: {
  readonly file: string;
  readonly now: () => Date;
  /** Nothing is recalled, so that everything is asked anew. @default false */
  readonly isRefreshed?: boolean;
  /** Called with each finding that is taken from memory. */
  readonly onRecall?: (known: { readonly identity: string; readonly at: string }) => void;
}): ProbeMemory {
  return {
    recall: (identity, isEnough = () => true) => {
      const known = isRefreshed ? undefined : readModels(file)[identity];
      if (known === undefined) return undefined;
      const ageInMs = now().getTime() - new Date(known.at).getTime();
      if (ageInMs > LONGEST_IN_DAYS * DAY_IN_MS || !isEnough(known.capabilities)) return undefined;
      onRecall({ identity, at: known.at });
      return known.capabilities;
    },
    remember: (identity, capabilities) => {
      const models = { ...readModels(file), [identity]: { at: now().toISOString(), capabilities } };
      const unfinished = `${file}.${process.pid}.unfinished`;
      try {
        makeFoldersSync(dirname(file));
        writeFileSync(unfinished, `${JSON.stringify({ version: 1, models }, null, 2)}\n`);
        renameSync(unfinished, file);
      } catch {
        // The next run asks again.
      }
    },
  };
}

function readModels(file: string): Models {
  try {
    return memorySchema.parse(JSON.parse(readFileSync(file, 'utf8'))).models;
  } catch {
    return {};
  }
}
