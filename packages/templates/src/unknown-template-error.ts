/** Thrown for an unknown template name or version. */
export class UnknownTemplateError extends Error {
  override readonly name = 'UnknownTemplateError';
  readonly userFacing = true;
  /** As requested, such as `q_action_prompt:v9`. */
  readonly template: string;
  /** The available templates, nearest name first. */
  readonly known: readonly string[];

  constructor({
    template,
    known,
    searched,
  }: {
    readonly template: string;
    readonly known: readonly string[];
    /** The folders searched. */
    readonly searched: readonly string[];
  }) {
    super(
      `Unknown template ${JSON.stringify(template)} in ${searched.join(' or ')}. ` +
        `Available: ${known.join(', ')}.`,
    );
    this.template = template;
    this.known = known;
  }
}
