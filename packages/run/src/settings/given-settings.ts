import type { AliasName } from './aliases.ts';
import type { SettingName } from './settings.ts';

/** Settings as a user gave them, by their names and aliases. Not yet checked. */
export type GivenSettings = { readonly [Name in SettingName | AliasName]?: unknown };
