import { TemplateError } from './template-error.ts';

/** The error of an unknown template name or version. */
export function createUnknownTemplateError({
  template,
  known,
  searched,
}: {
  readonly template: string;
  readonly known: readonly string[];
  /** The folders searched. */
  readonly searched: readonly string[];
}): TemplateError {
  const message =
    `Unknown template ${JSON.stringify(template)} in ${searched.join(' or ')}. ` +
    `Available: ${known.join(', ')}.`;
  return new TemplateError({ code: 'unknown-template', message, template, known });
}
