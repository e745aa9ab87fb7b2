/**
 * A text whose fields a template reads by name: `{{ input }}` prints all, `{{ input.title }}` one.
 */
export class TextWithFields {
  readonly text: string;
  readonly fields: Readonly<Record<string, string>>;

  constructor(text: string, fields: Readonly<Record<string, string>>) {
    this.text = text;
    this.fields = fields;
  }
}
