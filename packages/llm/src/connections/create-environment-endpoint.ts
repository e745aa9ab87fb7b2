import { checkOptions } from '../check-options.ts';
import type { Budget } from '../budget/create-budget.ts';
import { createEndpoint } from '../endpoint/create-endpoint.ts';
import type { Endpoint } from '../endpoint/endpoint.ts';
import type { Scheduler } from '../endpoint/scheduler.ts';
import { redactUrl } from '../endpoint/redact.ts';
import { createMissingApiKeyError } from '../endpoint/missing-api-key-error.ts';
import { type Environment, readEnvironment, type Variables } from './environment.ts';
import { createUnsetEnvironmentVariableError } from './unset-environment-variable-error.ts';
import { given } from '../given.ts';

/** Options of `createEnvironmentEndpoint`. */
export interface EnvironmentEndpointOptions {
  /** @default the environment of the process */
  readonly variables?: Variables;
  /** @default a new scheduler */
  readonly scheduler?: Scheduler;
  /** Caps on what is sent. @default none */
  readonly budget?: Budget;
}

/**
 * Opens the endpoint that OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_API_TYPE and OPENAI_API_VERSION
 * describe. Nothing is sent.
 *
 * @throws ModelSettingError `missing-api-key` if OPENAI_API_KEY is not set
 * @throws ModelSettingError `unset-environment-variable` if Azure lacks its address or version
 */
export function createEnvironmentEndpoint(options: EnvironmentEndpointOptions = {}): Endpoint {
  const known = ['variables', 'scheduler', 'budget'];
  const { variables, scheduler, budget } = checkOptions(options, {
    caller: 'createEnvironmentEndpoint',
    known,
  });
  return openEndpoint(readEnvironment(variables), {
    ...given('scheduler', scheduler),
    ...given('budget', budget),
  });
}

/** Opens the endpoint that settings describe, wherever they came from. */
export function openEndpoint(
  settings: Omit<Environment, 'tokenizerPath'>,
  {
    scheduler,
    budget,
    neededBy = 'OPENAI_API_TYPE=azure',
    keyVariable = 'OPENAI_API_KEY',
  }: {
    readonly scheduler?: Scheduler;
    readonly budget?: Budget;
    /** Who asks for Azure. */
    readonly neededBy?: string;
    /** Variable or key that should hold the API key. */
    readonly keyVariable?: string;
  } = {},
): Endpoint {
  const { apiKey, apiType, baseUrl, apiVersion } = settings;
  const isAzure = apiType === 'azure';
  if (apiKey === undefined || apiKey === '') {
    throw createMissingApiKeyError({
      variable: keyVariable,
      endpoint: redactUrl(baseUrl ?? 'OpenAI'),
    });
  }
  if (isAzure && baseUrl === undefined) {
    throw createUnsetEnvironmentVariableError({ variable: 'OPENAI_BASE_URL', neededBy });
  }
  if (isAzure && apiVersion === undefined) {
    throw createUnsetEnvironmentVariableError({ variable: 'OPENAI_API_VERSION', neededBy });
  }
  return createEndpoint({
    apiKey,
    ...(baseUrl === undefined ? {} : { baseUrl: isAzure ? toAzureUrl(baseUrl) : baseUrl }),
    ...(isAzure && apiVersion !== undefined ? { azureApiVersion: apiVersion } : {}),
    ...given('scheduler', scheduler),
    ...given('budget', budget),
  });
}

/** Azure shows the address of the resource; its API lives in `/openai`. */
function toAzureUrl(baseUrl: string): string {
  if (!URL.canParse(baseUrl)) return baseUrl;
  const url = new URL(baseUrl);
  if (url.pathname === '/') url.pathname = '/openai';
  return url.href;
}
