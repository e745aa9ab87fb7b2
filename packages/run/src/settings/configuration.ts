import type { z } from 'zod';
import type { settings } from './settings.ts';

type Settings = typeof settings;

type Immutable<Value> = Value extends readonly (infer Item)[] ? readonly Item[] : Value;

/**
 * Everything that decides a training run, with nothing left out. The table of settings describes
 * each.
 */
export type Configuration = {
  readonly [Name in keyof Settings]: Immutable<z.output<Settings[Name]['type']>>;
};
