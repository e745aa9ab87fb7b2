import type { Template } from '../template.ts';
import { createRenderError } from '../create-render-error.ts';
import { splitFields } from './named-fields.ts';
import { TextWithFields } from './text-with-fields.ts';

/** Solved examples stand this far apart before an input, which itself has no such gap. */
const GAP = '\n\n\n';

/**
 * A template that reads the named fields of `input`: `{{ input.title }}`. A text without fields,
 * such as a content-free input, stands in each of them.
 *
 * @param names - the fields, as `createInputReader` joined them
 */
export function withNamedFields(template: Template, names: readonly string[]): Template {
  if (!readsNamedFields(template)) return template;
  return {
    ...template,
    render: (variables) => {
      const { input } = variables;
      if (typeof input !== 'string') return template.render(variables);
      if (input.includes(GAP)) {
        const { name, version, source } = template;
        const cause = new Error(
          'it reads fields of the input, so solved examples cannot stand before the input: read ' +
            '"demonstrations", or "input" as a whole',
        );
        throw createRenderError({ template: name, version, file: source, cause });
      }
      const fields =
        splitFields(input, names) ?? Object.fromEntries(names.map((name) => [name, input]));
      return template.render({ ...variables, input: new TextWithFields(input, fields) });
    },
  };
}

/** Whether a template reads fields of the input. */
export function readsNamedFields({ text }: Pick<Template, 'text'>): boolean {
  return /\{[{%][^}]*\binput\s*(?:\.|\[)/.test(text);
}
