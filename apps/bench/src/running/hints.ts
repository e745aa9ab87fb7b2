import type { DatasetFileErrorCode } from '@dln/datasets';
import type { ModelSettingErrorCode, ReplyStoreErrorCode } from '@dln/llm';
import type { RunFileErrorCode } from '@dln/run';
import type { TemplateErrorCode } from '@dln/templates';

type HintedCode =
  | DatasetFileErrorCode
  | ModelSettingErrorCode
  | ReplyStoreErrorCode
  | RunFileErrorCode
  | TemplateErrorCode;

/** What helps with an error of a package, by its code, on the command line of `bench`. */
export const HINTS: Partial<Readonly<Record<HintedCode, readonly string[]>>> = {
  'missing-file': [
    'dln data fetch {published}',
    'dln data generate {generator}',
    '--data-dir names another folder.',
  ],
  'model-store': ['dln models fetch {model}'],
  'unknown-price': ['--price gives one price for every model.'],
  'unknown-template': ['dln templates lists them.'],
  'unusable-file': ['--record names another file.'],
};
