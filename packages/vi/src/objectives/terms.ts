import { accuracy } from './accuracy.ts';
import { cost } from './cost.ts';
import { explorationPenalty } from './exploration-penalty.ts';
import { length } from './length.ts';
import { likelihood } from './likelihood.ts';
import type { Term, TermPlace } from './term.ts';
import type { TermSetting } from './term-setting.ts';
import { trustRegion } from './trust-region.ts';
import { validity } from './validity.ts';

/**
 * The terms that make up the objective. The step, the ledger of candidates, TensorBoard and the
 * documentation iterate over them.
 */
export const terms: readonly ObjectiveTerm[] = [
  likelihood,
  accuracy,
  trustRegion,
  explorationPenalty,
  length,
  validity,
  cost,
];

/**
 * The names of the settings that the terms declare. A term that declares settings is listed here,
 * too.
 */
export type TermSettingName = SettingNameOf<
  typeof trustRegion | typeof length | typeof validity | typeof cost
>;

/** A term of an objective, which may read the settings of the others. */
export type ObjectiveTerm = Term<TermSettingName>;

/** What an objective's terms are told of the comparison. */
export type ObjectivePlace = TermPlace<TermSettingName>;

type SettingNameOf<Listed> = Listed extends Term<infer Name> ? Name : never;

/** The settings that the terms declare, by name. */
export const termSettings: Readonly<Record<TermSettingName, TermSetting>> = Object.fromEntries(
  terms.flatMap(({ settings = {} }) => Object.entries(settings)),
  // The names are those of the type: a term of `terms` reads no other settings.
) as Record<TermSettingName, TermSetting>;

/** The default of each setting of a term. */
export const defaultTermSettings: Readonly<Record<TermSettingName, number>> = Object.fromEntries(
  Object.entries(termSettings).map(([name, setting]) => [name, setting.default]),
) as Record<TermSettingName, number>;
