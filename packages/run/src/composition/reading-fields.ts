import type { Dataset } from '@dln/datasets';
import { readsNamedFields, type Template, withNamedFields } from '@dln/templates';
import { ConfigurationError } from '../configuration/configuration-error.ts';
import type { Configuration } from '../settings/configuration.ts';

/**
 * Finds the templates of layers. They read the named fields of the dataset's inputs, if it has any.
 *
 * @throws ConfigurationError if solved examples would stand before an input whose fields a template
 * reads
 */
export function readingFields(
  find: (reference: string) => Template,
  { inputForm }: Pick<Dataset, 'inputForm'>,
  { nShots, proposers }: Pick<Configuration, 'nShots' | 'proposers'>,
): (reference: string) => Template {
  if (inputForm?.template !== null) return find;
  return (reference) => {
    const template = find(reference);
    const laysOut = template.variables.includes('demonstrations');
    const [setting] = [
      ...(nShots > 0 ? [`\`nShots: ${nShots}\``] : []),
      ...(proposers.includes('demonstrations') && !laysOut ? ['`proposers: demonstrations`'] : []),
    ];
    if (setting !== undefined && readsNamedFields(template))
      throw new ConfigurationError([
        `${setting} puts solved examples before the input, and the template ${template.name} reads fields of the input one by one; read "demonstrations" in the template (without nShots), or read "input" as a whole`,
      ]);
    return withNamedFields(template, inputForm.columns);
  };
}
