/**
 * Thrown if rendering fails for another reason, such as a loop over a number or an unknown filter.
 */
export class TemplateRenderError extends Error {
  override readonly name = 'TemplateRenderError';
  readonly userFacing = true;
  readonly template: string;
  readonly version: string;
  readonly file: string;

  constructor({
    template,
    version,
    file,
    cause,
  }: {
    readonly template: string;
    readonly version: string;
    readonly file: string;
    readonly cause: unknown;
  }) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`The template ${template}:${version} (${file}) cannot be rendered: ${reason}.`, {
      cause,
    });
    this.template = template;
    this.version = version;
    this.file = file;
  }
}
