import type {
  DatasetArgumentErrorCode,
  DatasetFileErrorCode,
  DownloadErrorCode,
} from '@dln/datasets';
import type { ApiCallErrorCode, ModelSettingErrorCode, ReplyStoreErrorCode } from '@dln/llm';
import type { LocalModelErrorCode } from '@dln/local';
import type {
  ConfigurationErrorCode,
  ModuleErrorCode,
  RunErrorCode,
  RunFileErrorCode,
} from '@dln/run';
import type { ListenErrorCode } from '@dln/run/listening';

/** Codes of the packages' errors. */
export type ErrorCode =
  | ApiCallErrorCode
  | ConfigurationErrorCode
  | DatasetArgumentErrorCode
  | DatasetFileErrorCode
  | DownloadErrorCode
  | ListenErrorCode
  | LocalModelErrorCode
  | ModelSettingErrorCode
  | ModuleErrorCode
  | ReplyStoreErrorCode
  | RunErrorCode
  | RunFileErrorCode;

/** Messages that name the remedy themselves, often a setting that is shown as its flag. */
const NONE: readonly string[] = [];

const DOWNLOAD: readonly string[] = [
  '--base-url names a mirror, --data-dir another folder.',
  '--mirror names another server, --from copies a local file.',
];

/**
 * What helps with an error, by its code. A hint is shown by commands that have all the flags that
 * it names. The type asks for every code, so that a new one is decided on here.
 */
export const HINTS: Readonly<Record<ErrorCode, readonly string[]>> = {
  // datasets
  'unknown-dataset': NONE,
  'invalid-classes': NONE,
  'target-without-class': NONE,
  'invalid-argument': NONE,
  'missing-file': NONE,
  'file-exists': ['--force replaces it, --data-dir names another folder.'],
  'unwritable-file': ['--data-dir names another folder.'],
  'invalid-encoding': NONE,
  'invalid-catalogue': NONE,
  'invalid-file': NONE,
  unreachable: DOWNLOAD,
  refused: DOWNLOAD,
  stalled: [...DOWNLOAD, '--timeout sets how long a server may send nothing.'],
  'cut-short': DOWNLOAD,
  damaged: DOWNLOAD,
  'files-failed': NONE,
  // llm
  authentication: NONE,
  connection: NONE,
  'content-filter': NONE,
  'context-length': NONE,
  'invalid-reply': NONE,
  redirect: NONE,
  status: NONE,
  'duplicate-model-name': NONE,
  'invalid-api-key': NONE,
  'invalid-base-url': NONE,
  'invalid-connections': NONE,
  'invalid-environment-variable': NONE,
  'invalid-prices': NONE,
  'missing-api-key': NONE,
  'missing-tokenizer': NONE,
  'no-such-model': NONE,
  'unknown-option': NONE,
  'unknown-price': NONE,
  'unset-environment-variable': NONE,
  'unusable-file': ['--cache names another file.'],
  'missing-sqlite': NONE,
  'missing-reply': NONE,
  // local
  'invalid-model-file': NONE,
  'out-of-memory': NONE,
  'engine-unavailable': NONE,
  'engine-mismatch': NONE,
  closed: NONE,
  // run
  configuration: NONE,
  'training-option': NONE,
  metric: NONE,
  'unnamed-model': NONE,
  'output-schema': NONE,
  'demonstration-model': NONE,
  'run-directory': NONE,
  'run-exists': NONE,
  'run-busy': NONE,
  'other-run': NONE,
  'program-run': NONE,
  'event-mismatch': NONE,
  'checkpoint-mismatch': NONE,
  'nothing-learned': NONE,
  'time-cap': ['--max-minutes raises it.'],
  bundle: NONE,
  export: NONE,
  'initial-prompt': NONE,
  'model-store': [
    '--mirror names another server, --from copies a local file, --force replaces a file, DLN_MODELS_DIR sets the folder.',
  ],
  'output-path': NONE,
  'recorded-path': NONE,
  'result-file': NONE,
  'module-missing': NONE,
  'module-broken': NONE,
  'export-missing': NONE,
  'export-invalid': NONE,
  'module-changed': NONE,
  'port-in-use': ['Name another one with --port.'],
  'invalid-host': ['See --host and --allowed-host.'],
  'unnamed-hosts': ['--allowed-host names them.'],
  'missing-token': ['--token-file names a file with one.'],
  'short-token': ['--token-file names another file.'],
};

/** The flags that a hint names, such as `--port`. */
export function flagsOf(hint: string): readonly string[] {
  return hint.match(/--[a-z][a-z0-9-]*/g) ?? [];
}

/**
 * Hints for an error and for those that it lists in `errors`, each once.
 *
 * @param flags of the command that ran
 */
export function findHints(error: unknown, flags: readonly string[]): readonly string[] {
  const hints = codesOf(error).flatMap((code) => HINTS[code]);
  return [...new Set(hints)].filter((hint) => flagsOf(hint).every((flag) => flags.includes(flag)));
}

function codesOf(error: unknown): readonly ErrorCode[] {
  if (!(error instanceof Error)) return [];
  const own = 'code' in error && isErrorCode(error.code) ? [error.code] : [];
  const listed = 'errors' in error && Array.isArray(error.errors) ? error.errors : [];
  return [...own, ...listed.flatMap(codesOf)];
}

function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(HINTS, code);
}
