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
import type { LossArgumentErrorCode, LossValueError } from '@dln/losses';
import type { GuideErrorCode, StudioErrorCode } from '@dln/studio';
import type { RowTemplateProblem, TemplateErrorCode } from '@dln/templates';
import type { NetworkFileError, NothingAnsweredError, RunConfigurationError } from '@dln/vi';
import type { CapReachedError } from '../commands/cap-reached-error.ts';
import type { InputErrorCode } from '../commands/input-error.ts';
import type { LowAccuracyError } from '../commands/min-accuracy.ts';
import type { NetworkMismatchError } from '../commands/network-mismatch-error.ts';

/** Codes of the errors of packages and commands. */
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
  | RunFileErrorCode
  | LossArgumentErrorCode
  | LossValueError['code']
  | GuideErrorCode
  | StudioErrorCode
  | RowTemplateProblem
  | TemplateErrorCode
  | NetworkFileError['code']
  | NothingAnsweredError['code']
  | RunConfigurationError['code']
  | 'unanswered'
  | CapReachedError['code']
  | InputErrorCode
  | LowAccuracyError['code']
  | NetworkMismatchError['code'];

/** Messages that name the remedy themselves, often a setting that is shown as its flag. */
const NONE: readonly string[] = [];

const DOWNLOAD: readonly string[] = [
  '--base-url names a mirror, --data-dir another folder.',
  '--mirror names another server, --from copies a local file.',
];

/**
 * What helps with an error, by its code. A command shows a hint if it has all the flags that the
 * hint names, and if the error has a text in each field that the hint names in braces. The type
 * asks for every code, so that a new one is decided on here.
 */
export const HINTS: Readonly<Record<ErrorCode, readonly string[]>> = {
  // datasets
  'unknown-dataset': NONE,
  'invalid-classes': NONE,
  'target-without-class': NONE,
  'invalid-argument': NONE,
  'missing-file': ['dln data fetch {published}', 'dln data generate {generator}'],
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
  'not-found': ['--api chat is for servers that speak only chat.'],
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
  'run-exists': ['dln resume {runDirectory}'],
  'run-busy': ['dln resume {runDirectory}'],
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
    'dln models fetch {model}',
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
  // losses
  'unknown-loss': NONE,
  'loss-name-taken': NONE,
  'missing-classes': NONE,
  'shared-class-text': NONE,
  'invalid-target': NONE,
  'unequal-lengths': NONE,
  'invalid-loss-option': NONE,
  'loss-value': NONE,
  // templates
  'unknown-template': ['dln templates lists them.'],
  'template-file': NONE,
  'missing-variable': NONE,
  'render-failed': NONE,
  'missing-column': NONE,
  'not-a-text': NONE,
  'cannot-render': NONE,
  // vi
  'network-file': NONE,
  'nothing-answered': NONE,
  'run-configuration': NONE,
  unanswered: NONE,
  // studio
  'runs-path': NONE,
  'no-run': NONE,
  'export-target': NONE,
  'page-missing': NONE,
  'session-folder': NONE,
  'session-busy': NONE,
  'session-damaged': NONE,
  'too-few-inputs': ['--input names a file with inputs.'],
  'round-open': NONE,
  'no-round': NONE,
  'round-changed': NONE,
  'request-cap': ['--max-requests-per-round raises the cap.'],
  'unknown-rating': NONE,
  // commands, whose messages may name flags
  'cap-reached': NONE,
  'invalid-input': NONE,
  'no-network': NONE,
  'low-accuracy': NONE,
  'network-mismatch': NONE,
};
