import { TemplateError } from './template-error.ts';

/** The error of a rendering that fails, such as a loop over a number or an unknown filter. */
export function createRenderError({
  cause,
  ...place
}: {
  readonly template: string;
  readonly version: string;
  readonly file: string;
  readonly cause: unknown;
}): TemplateError {
  const { template, version, file } = place;
  const reason = cause instanceof Error ? cause.message : String(cause);
  const message = `The template ${template}:${version} (${file}) cannot be rendered: ${reason}.`;
  return new TemplateError({ code: 'render-failed', message, ...place, cause });
}
