import type { SettingKind } from './setting.ts';
import type { SettingName } from './settings.ts';

/** Other names by which a setting can be given. */
export type AliasName = 'oneLayer' | 'model';

/** Another way to give a setting. */
export interface Alias {
  readonly setting: SettingName;
  readonly kind: SettingKind;
  readonly placeholder?: string;
  readonly description: string;
  /** The setting's value for a value of the alias, beside what the same source says of the setting itself. */
  readonly translate: (value: unknown, said: unknown) => unknown;
}

/** `--one-layer` is the reference's name for a choice between one layer and two; `--model` is short. */
export const aliases: { readonly [Name in AliasName]: Alias } = {
  oneLayer: {
    setting: 'layers',
    kind: { type: 'boolean' },
    description: 'the same as --layers 1; false: the same as --layers 2',
    // A network of three layers is not one of one layer either.
    translate: (value, said) =>
      value === true ? 1 : typeof said === 'number' && said > 2 ? said : 2,
  },
  model: {
    setting: 'fwdModelType',
    kind: { type: 'text' },
    placeholder: 'name',
    description: 'short for --fwd-model-type',
    translate: (value) => value,
  },
};

/** The names of all aliases. */
export const aliasNames: readonly AliasName[] = Object.keys(aliases) as AliasName[];
