import { given } from '../given.ts';
import { createInvalidEnvironmentVariableError } from './invalid-environment-variable-error.ts';

/** What the environment says about the endpoint; what is unset or empty is left out. */
export interface Environment {
  readonly apiKey?: string;
  readonly baseUrl?: string;
  readonly apiType?: 'openai' | 'azure';
  readonly apiVersion?: string;
  /** A `tokenizer.json`, or the folder that holds it. */
  readonly tokenizerPath?: string;
}

/** Environment variables by name. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** The variables of this process. */
export function processVariables(): Variables {
  return process.env;
}

/**
 * Reads OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_API_TYPE, OPENAI_API_VERSION and TOKENIZER_PATH.
 *
 * @throws ModelSettingError `invalid-environment-variable` if OPENAI_API_TYPE is neither azure nor
 *   openai
 */
export function readEnvironment(variables: Variables = processVariables()): Environment {
  const apiType = parseApiType(variables['OPENAI_API_TYPE']);
  return {
    ...given('apiKey', nonEmpty(variables['OPENAI_API_KEY'])),
    ...given('baseUrl', nonEmpty(variables['OPENAI_BASE_URL'])),
    ...given('apiType', apiType),
    ...given('apiVersion', nonEmpty(variables['OPENAI_API_VERSION'])),
    ...given('tokenizerPath', nonEmpty(variables['TOKENIZER_PATH'])),
  };
}

/** An empty variable is as good as none. */
function nonEmpty(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}

function parseApiType(value: string | undefined): Environment['apiType'] {
  if (value === undefined || value === '') return undefined;
  if (value === 'azure') return 'azure';
  if (value === 'openai' || value === 'open_ai') return 'openai';
  throw createInvalidEnvironmentVariableError({
    variable: 'OPENAI_API_TYPE',
    value,
    wanted: 'azure or openai',
  });
}
