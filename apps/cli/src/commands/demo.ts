import { aliases, aliasNames, type GivenSettings, resolveConfiguration } from '@dln/run';
import type { Surroundings } from '../command-line/surroundings.ts';
import { demoSettings } from '../demonstration/demo-settings.ts';
import { demoIntroduction, describeDemo } from '../demonstration/describe-demo.ts';
import { runDemo } from '../demonstration/run-demo.ts';
import { wrapToWidth } from '../reporters/fit-width.ts';
import { createReporter } from '../reporters/create-reporter.ts';
import { describeSummary } from '../reporters/describe-summary.ts';

/** Runs the demonstration and prints how it came out. */
export async function demo(options: {
  readonly flags: GivenSettings;
  readonly surroundings: Surroundings;
}): Promise<void> {
  const { flags, surroundings } = options;
  const { stdout, stderr, signal } = surroundings;
  const configuration = resolveConfiguration({ flags: underFlags(flags) });
  const lines = wrapToWidth(demoIntroduction, (stderr.columns ?? 101) - 1);
  stderr.write(`${lines.join('\n')}\n\n`);
  const reporter = await createReporter(stderr);
  const { summary, outcome } = await runDemo(configuration, { signal, reporter });
  stdout.write(`\n${outcome ? describeDemo(outcome) : describeSummary(summary)}\n`);
}

/**
 * The demonstration's settings with flags over them; a flag also goes over the setting that it is
 * another name of.
 */
function underFlags(flags: GivenSettings): GivenSettings {
  const renamed = aliasNames
    .filter((alias) => flags[alias] !== undefined)
    .map((alias): string => aliases[alias].setting);
  const rest = Object.entries(demoSettings).filter(([name]) => !renamed.includes(name));
  return { ...Object.fromEntries(rest), ...flags };
}
