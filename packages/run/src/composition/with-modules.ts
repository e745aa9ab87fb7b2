import { mixProposers, proposers as builtIn, type InferenceStrategies } from '@dln/vi';
import { ConfigurationError } from '../configuration/configuration-error.ts';
import type { RunModules } from '../modules/run-modules.ts';
import type { Configuration } from '../settings/configuration.ts';

/**
 * The strategies of a preset with the proposers and the terms of modules.
 *
 * @throws ConfigurationError for a proposer that is neither built in nor registered by a module
 */
export function withModules(
  strategies: InferenceStrategies,
  { proposers: names }: Pick<Configuration, 'proposers'>,
  { proposers, terms }: Pick<RunModules, 'proposers' | 'terms'>,
): InferenceStrategies {
  const known = { ...builtIn, ...Object.fromEntries(proposers) };
  const unknown = names.find((name) => !Object.hasOwn(known, name));
  if (unknown !== undefined)
    throw new ConfigurationError([
      `\`proposers: ${unknown}\` is unknown; there are ${Object.keys(known).join(', ')}, and those that \`modules\` register`,
    ]);
  return {
    ...strategies,
    ...(proposers.size === 0 ? {} : { proposer: mixProposers(known) }),
    terms: [...strategies.terms, ...terms],
  };
}
