import type { InferenceSettings, TrainingSettings } from '@dln/vi';
import type { z } from 'zod';
import type { PresetName } from './preset-name.ts';
import type { SettingPath } from './setting-path.ts';

/** Where help and docs list a setting. */
export type SettingGroup =
  | 'Run'
  | 'Data'
  | 'Network'
  | 'Training'
  | 'Prompt proposals'
  | 'Hidden texts'
  | 'Scores and rewards'
  | 'Models'
  | 'Budget'
  | 'Output';

/** What an entry of the table may have beside its type and its default. */
export interface SettingDetails<Value> {
  /**
   * A clause without a full stop. Other settings are in backticks, as `layers` or `layers: 2`: the
   * command line shows them as flags.
   */
  readonly description: string;
  /** What the `standard` preset accepts, if that is less than `type`. */
  readonly standardType?: z.ZodType<Value>;
  /** What a number counts: `tokens`. */
  readonly unit?: string;
  /** Stands for the value in help. @default a word for the type */
  readonly placeholder?: string;
  /** The flag, without dashes, if it is not the name in kebab case. */
  readonly flag?: string;
  /** The value in records of runs from before the setting existed. @default the default */
  readonly before?: Value;
  /** How the value names a file or folder that is read. @default it names none */
  readonly path?: SettingPath;
  /** A resumed run may have another value: it decides no reply, step or result. @default false */
  readonly isFree?: boolean;
  /** Decides an accuracy: `eval` reports another value than that of the training. @default false */
  readonly decidesAccuracy?: boolean;
  /** Passed to the inference of `@dln/vi` as it is, under this name. */
  readonly inference?: keyof InferenceSettings;
  /** Passed to the training of `@dln/vi` as it is, under this name. */
  readonly training?: keyof TrainingSettings;
}

/** The default of a setting: one for both presets, or one for each. */
type SettingDefault<Value> =
  | { readonly default: Value }
  | { readonly defaults: { readonly [Preset in PresetName]: Value } };

/**
 * One setting of a run. Its type, flag, key in YAML, checks, JSON Schema, help and docs derive from
 * this.
 */
export interface Setting<Value = unknown> extends SettingDetails<Value> {
  readonly group: SettingGroup;
  /**
   * What is accepted in any preset. Nullable: null until something else decides, as the description
   * says.
   */
  readonly type: z.ZodType<Value>;
  readonly defaults: { readonly [Preset in PresetName]: Value };
}

/**
 * An entry of the table: `setting(z.int().min(1), { default: 20, description: 'training steps' })`.
 */
export function setting<
  Type extends z.ZodType,
  const Details extends SettingDetails<z.output<Type>> & SettingDefault<z.output<Type>>,
>(
  type: Type,
  details: Details,
): Omit<Details, 'default' | 'defaults'> & {
  readonly type: Type;
  readonly defaults: { readonly [Preset in PresetName]: z.output<Type> };
} {
  const {
    default: both,
    defaults,
    ...rest
  } = details as Details & {
    readonly default?: z.output<Type>;
    readonly defaults?: { readonly [Preset in PresetName]: z.output<Type> };
  };
  return {
    ...rest,
    type,
    defaults: defaults ?? {
      standard: both as z.output<Type>,
      reference: both as z.output<Type>,
    },
  };
}

/** Puts entries into a group. */
export function inGroup<Entries extends Readonly<Record<string, object>>>(
  group: SettingGroup,
  entries: Entries,
): { readonly [Name in keyof Entries]: Entries[Name] & { readonly group: SettingGroup } } {
  return Object.fromEntries(
    Object.entries(entries).map(([name, entry]) => [name, { ...entry, group }]),
    // The same keys, each with its group.
  ) as { readonly [Name in keyof Entries]: Entries[Name] & { readonly group: SettingGroup } };
}
