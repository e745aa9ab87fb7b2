import { z } from 'zod';
import type { Configuration } from './configuration.ts';
import type { SettingName } from './settings.ts';
import { SMALL_MODEL } from './small-model.ts';

const listed = Object.entries(SMALL_MODEL)
  .map(([name, value]) => `\`${name}: ${Array.isArray(value) ? value.join(', ') : String(value)}\``)
  .join(', ');

/** Other names by which a setting can be given. */
export type AliasName = 'oneLayer' | 'proposer' | 'model' | 'smallModel';

/** Another way to give a setting. */
export interface Alias {
  readonly setting: SettingName;
  readonly type: z.ZodType;
  readonly placeholder?: string;
  readonly description: string;
  /**
   * The setting's value for a value of the alias; undefined to leave it as it is.
   *
   * @param given what the same source gives for the setting itself
   */
  readonly translate: (value: unknown, given: unknown) => unknown;
  /** Settings that it gives other defaults. @default none */
  readonly defaults?: Partial<Configuration>;
}

/**
 * `oneLayer` is the reference's name for the choice between one layer and two; `model` and
 * `proposer` are short.
 */
export const aliases: { readonly [Name in AliasName]: Alias } = {
  oneLayer: {
    setting: 'layers',
    type: z.boolean(),
    description: 'true: the same as `layers: 1`; false: the same as `layers: 2`',
    // A network of three layers is not one of one layer either.
    translate: (value, given) =>
      value === true ? 1 : typeof given === 'number' && given > 2 ? given : 2,
  },
  proposer: {
    setting: 'proposers',
    type: z.string().min(1),
    placeholder: 'name',
    description: 'short for `proposers` with one name',
    // `rewrite` was the default of a setting of this name, beside any `proposers`.
    translate: (value, given) => (value === 'rewrite' ? (given ?? ['rewrite']) : [value]),
  },
  model: {
    setting: 'fwdModelType',
    type: z.string(),
    placeholder: 'name',
    description: 'short for `fwdModelType`',
    translate: (value) => value,
  },
  smallModel: {
    setting: 'preset',
    type: z.boolean(),
    description: `learn what a small model can: demonstrations and the calibration; other defaults for ${listed}`,
    translate: (value, given) => (value === true ? 'standard' : given),
    defaults: SMALL_MODEL,
  },
};

/** The names of all aliases. */
export const aliasNames: readonly AliasName[] = Object.keys(aliases) as AliasName[];
