import { termSettings as declared, type TermSetting, type TermSettingName } from '@dln/vi';
import { z } from 'zod';
import { setting, type SettingDetails } from './setting.ts';

/** An entry of the table for a setting that a term of the objective declares. */
type TermEntry<Name extends TermSettingName> = ReturnType<
  typeof setting<z.ZodNumber, SettingDetails<number> & { readonly default: number }>
> & { readonly inference: Name };

/** The settings that the terms of the objective declare, under the same names. */
export const termSettings = Object.fromEntries(
  Object.entries(declared).map(([name, { minimum, ...details }]: [string, TermSetting]) => [
    name,
    setting(z.number().min(minimum), { ...details, inference: name as TermSettingName }),
  ]),
  // The same keys.
) as unknown as { readonly [Name in TermSettingName]: TermEntry<Name> };
