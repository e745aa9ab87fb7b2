/** A JSON Schema, parsed. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What a reply must be: JSON that matches a schema. */
export interface ReplySchema {
  /** Names the schema for the server: letters, digits, `_` and `-`, at most 64 characters. */
  readonly name: string;
  readonly schema: JsonSchema;
}
