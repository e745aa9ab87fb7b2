import { listTemplates } from '@dln/templates';
import { formatTable, type GivenSettings, resolveSettings } from '@dln/run';
import type { Surroundings } from '../command-line/surroundings.ts';

/** Prints every template that can be named. */
export function listAllTemplates(options: {
  readonly flags: GivenSettings;
  readonly isJson: boolean;
  readonly surroundings: Surroundings;
}): void {
  const { flags, isJson, surroundings } = options;
  const { templatesDir } = resolveSettings(flags);
  const listings = listTemplates({ directory: templatesDir ?? undefined });
  if (isJson) {
    surroundings.stdout.write(`${JSON.stringify(listings, null, 2)}\n`);
    return;
  }
  const names = [...new Set(listings.map(({ name }) => name))];
  const rows = names.map((name) => [
    name,
    listings
      .filter((listing) => listing.name === name)
      .map(({ version }) => version)
      .join(', '),
  ]);
  surroundings.stdout.write(`${formatTable([['template', 'versions'], ...rows])}\n`);
}
