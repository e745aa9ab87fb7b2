/** Why a model cannot be set up. */
export type ModelSettingErrorCode =
  | 'duplicate-model-name'
  | 'invalid-api-key'
  | 'invalid-base-url'
  | 'invalid-connections'
  | 'invalid-environment-variable'
  | 'invalid-prices'
  | 'missing-api-key'
  | 'missing-tokenizer'
  | 'no-such-model'
  | 'unknown-option'
  | 'unknown-price'
  | 'unset-environment-variable';

/** Options of a `ModelSettingError`. */
export interface ModelSettingErrorOptions {
  readonly code: ModelSettingErrorCode;
  readonly message: string;
  /** The variable, option, model, address or path that is wrong or missing; never a secret. */
  readonly subject?: string | undefined;
  /** The file that holds the setting. */
  readonly file?: string | undefined;
  /** Line in `file`, from 1. */
  readonly line?: number | undefined;
  /** Key in `file`, such as `fwd_model.max_tokens`. */
  readonly key?: string | undefined;
  readonly cause?: unknown;
}

/** A setting of a model is missing or wrong. Nothing was sent. */
export class ModelSettingError extends Error {
  override readonly name = 'ModelSettingError';
  readonly userFacing = true;
  readonly code: ModelSettingErrorCode;
  readonly subject: string | undefined;
  readonly file: string | undefined;
  readonly line: number | undefined;
  readonly key: string | undefined;

  constructor({ code, message, subject, file, line, key, cause }: ModelSettingErrorOptions) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.subject = subject;
    this.file = file;
    this.line = line;
    this.key = key;
  }
}
