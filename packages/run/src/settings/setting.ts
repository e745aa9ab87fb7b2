import type { Configuration, PresetName } from './configuration.ts';

/** Where `--help` lists a setting. */
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

/** What a setting accepts. */
export type SettingKind =
  | {
      readonly type: 'boolean';
      /** `auto` is accepted too. @default false */
      readonly auto?: boolean;
    }
  | {
      readonly type: 'integer';
      readonly minimum?: number;
      readonly maximum?: number;
      /** The minimum in runs of the `reference` preset, which accept what the Python reference runs. @default minimum */
      readonly referenceMinimum?: number;
    }
  | {
      readonly type: 'number';
      readonly minimum?: number;
      readonly maximum?: number;
      /** The minimum itself is refused. @default false */
      readonly exclusive?: boolean;
    }
  | { readonly type: 'text' }
  | { readonly type: 'choice'; readonly choices: readonly string[] }
  | { readonly type: 'texts' };

/**
 * One setting of a training run, described once: the command line's option, the configuration file's key, its check, its line in the
 * JSON Schema and its defaults are all made from this.
 */
export interface Setting<Value> {
  readonly group: SettingGroup;
  readonly kind: SettingKind;
  /** What stands for the value in `--help`. */
  readonly placeholder?: string;
  /** A sentence for people, without its full stop. */
  readonly description: string;
  /** What holds when neither flag nor file says anything. `null`: decided later, as the description says. */
  readonly defaults: { readonly [Preset in PresetName]: Value };
}

/** The settings with these names. */
export type SettingsNamed<Name extends keyof Configuration> = {
  readonly [Key in Name]: Setting<Configuration[Key]>;
};
