import { z } from 'zod';
import type { SettingName } from './settings.ts';

/** Other names by which a setting can be given. */
export type AliasName = 'oneLayer' | 'model';

/** Another way to give a setting. */
export interface Alias {
  readonly setting: SettingName;
  readonly type: z.ZodType;
  readonly placeholder?: string;
  readonly description: string;
  /**
   * The setting's value for a value of the alias.
   *
   * @param given what the same source gives for the setting itself
   */
  readonly translate: (value: unknown, given: unknown) => unknown;
}

/**
 * `oneLayer` is the reference's name for the choice between one layer and two; `model` is short.
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
  model: {
    setting: 'fwdModelType',
    type: z.string(),
    placeholder: 'name',
    description: 'short for `fwdModelType`',
    translate: (value) => value,
  },
};

/** The names of all aliases. */
export const aliasNames: readonly AliasName[] = Object.keys(aliases) as AliasName[];
