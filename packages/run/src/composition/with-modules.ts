import type { InferenceStrategies } from '@dln/vi';
import { ConfigurationError } from '../configuration/configuration-error.ts';
import type { RunModules } from '../modules/run-modules.ts';
import type { Configuration } from '../settings/configuration.ts';

/**
 * The strategies of a preset with the proposer and the terms of modules.
 *
 * @throws ConfigurationError for a proposer that no module registers
 */
export function withModules(
  strategies: InferenceStrategies,
  { proposer: name }: Pick<Configuration, 'proposer'>,
  { proposers, terms }: Pick<RunModules, 'proposers' | 'terms'>,
): InferenceStrategies {
  const proposer = name === 'rewrite' ? strategies.proposer : proposers.get(name);
  if (proposer === undefined)
    throw new ConfigurationError([
      `\`proposer: ${name}\` is unknown; there are rewrite${[...proposers.keys()].map((other) => `, ${other}`).join('')}, and those that \`modules\` register`,
    ]);
  return { ...strategies, proposer, terms: [...strategies.terms, ...terms] };
}
