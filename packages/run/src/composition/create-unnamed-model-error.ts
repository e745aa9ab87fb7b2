import { ConfigurationError } from '../configuration/configuration-error.ts';

/** The error of a model that is not named, if there is not just one to choose. */
export function createUnnamedModelError({
  place,
  names,
}: {
  /** The endpoint or file that has them. */
  readonly place: string;
  /** What could have been named. */
  readonly names: readonly string[];
}): ConfigurationError {
  const shown = names.slice(0, 20).join(', ');
  const all = names.length > 20 ? `${shown} and ${names.length - 20} more` : shown;
  const message =
    names.length === 0
      ? `No model was named, and ${place} lists none; name one with \`model\`, or mend the base URL, which usually ends in /v1.`
      : `No model was named, and ${place} has several; name one with \`model\`: ${all}.`;
  return new ConfigurationError([message], {
    code: 'unnamed-model',
    subject: place,
    accepted: names,
  });
}
