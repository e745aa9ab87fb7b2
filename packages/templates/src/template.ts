/**
 * The variables of a template by name: texts, numbers, booleans, null, and lists and objects of
 * them.
 */
export type TemplateVariables = Readonly<Record<string, unknown>>;

/** A prompt template in one version, ready to render. */
export interface Template {
  readonly name: string;
  /** As written in the file, such as `v3.5`. */
  readonly version: string;
  /** The file that contains it. */
  readonly source: string;
  /** The Jinja text. */
  readonly text: string;
  /** A reply to the rendered text ends before any of these. Missing if the template sets none. */
  readonly stopTokens?: readonly string[];
  /**
   * Hints; one of them becomes `message`, so that replies differ. Missing if the template sets
   * none.
   */
  readonly messageAlternatives?: readonly string[];
  /** The variables that the template reads, in order of first use. */
  readonly variables: readonly string[];
  /**
   * Renders the text and strips blanks from both ends. Variables are never evaluated as templates.
   *
   * @throws TemplateError if a variable, or a field of one, is missing
   * @throws TemplateError if the template cannot use a value
   */
  render(variables: TemplateVariables): string;
}
