import type { TrainEvent } from '@dln/vi';
import type { RunStart } from '../reporting/run-reporter.ts';

/** Training begins: data, models, metric and scoring are known, and nothing has been asked. */
export interface StartedEvent extends Omit<RunStart, 'runDirectory'> {
  readonly type: 'started';
  /** Absent if nothing is written. */
  readonly runDirectory?: string;
}

/** A remark for people: what was decided for the caller, what a setting did not do. */
export interface NoteEvent {
  readonly type: 'note';
  readonly text: string;
}

/** What happens while a network is trained, in order. */
export type TrainingEvent = StartedEvent | NoteEvent | TrainEvent;
