import type { z } from 'zod';
import type { Configuration } from '../settings/configuration.ts';
import { settingNames, settingOf, type settings } from '../settings/settings.ts';

type Settings = typeof settings;

/** The settings that are passed to `@dln/vi` as they are, by the names that they have there. */
export type PassedSettings<Receiver extends 'inference' | 'training'> = {
  readonly [
    Name in keyof Settings as Settings[Name] extends { readonly [Key in Receiver]: infer Field }
      ? Field & string
      : never
  ]: z.output<Settings[Name]['type']>;
};

/** Selects the settings that the table passes to a part of `@dln/vi`. */
export function passedSettings<Receiver extends 'inference' | 'training'>(
  receiver: Receiver,
  configuration: Configuration,
): PassedSettings<Receiver> {
  return Object.fromEntries(
    settingNames.flatMap((name) => {
      const field = settingOf(name)[receiver];
      return field === undefined ? [] : [[field, configuration[name]]];
    }),
    // Names and values are those of the table, from which the type derives.
  ) as PassedSettings<Receiver>;
}
