import { join } from 'node:path';
import { listCandidates, type PresetName, type TrainEvent, upgradeCandidate } from '@dln/vi';
import type { Spending } from '../composition/spending.ts';
import { openEventLog } from '../directory/event-log.ts';
import { openEventFile } from '../tensorboard/open-event-file.ts';
import { scalarsOfEvent } from '../tensorboard/scalars-of-event.ts';

/** What a run directory records beside its events, for people and their tools. */
export interface KeptRecords extends AsyncDisposable {
  add(event: TrainEvent, spending: Spending): Promise<void>;
}

/**
 * Keeps the ledger of candidates and the figures for TensorBoard. Those of a run that goes on are
 * added to, nothing twice.
 */
export async function keepRecords(runDirectory: string, preset: PresetName): Promise<KeptRecords> {
  const ledger = await openEventLog(join(runDirectory, 'candidates.jsonl'), {
    upgrade: upgradeCandidate,
  });
  const figures = await openEventFile(join(runDirectory, 'tensorboard'));
  return {
    add: async (event, spending) => {
      if (event.type === 'stepped')
        for (const entry of listCandidates(event)) await ledger.append(entry);
      await figures.add(scalarsOfEvent(event, spending, preset));
    },
    [Symbol.asyncDispose]: async () => {
      await ledger[Symbol.asyncDispose]();
      await figures[Symbol.asyncDispose]();
    },
  };
}
