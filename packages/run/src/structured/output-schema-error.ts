/** A JSON Schema that cannot be used, or data that do not match it. */
export class OutputSchemaError extends Error {
  override readonly name = 'OutputSchemaError';
  readonly userFacing = true;
  readonly code: 'schema-invalid' | 'schema-missing' | 'target-invalid';

  constructor(code: OutputSchemaError['code'], message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}
