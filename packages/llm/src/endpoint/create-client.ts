import { AzureOpenAI, OpenAI } from 'openai';

import { createFetch } from './create-fetch.ts';
import type { Endpoint, EndpointOptions } from './endpoint.ts';
import { createInvalidApiKeyError } from './invalid-api-key-error.ts';
import { createInvalidBaseUrlError } from './invalid-base-url-error.ts';
import { createMissingApiKeyError } from './missing-api-key-error.ts';
import { redactUrl } from './redact.ts';
import { credentialsOf } from './url-credentials.ts';

const OPENAI_BASE_URL = 'https://api.openai.com/v1';

/** The client of one endpoint, and what its options say of the server. */
export interface EndpointClient {
  readonly client: OpenAI;
  readonly baseUrl: string;
  /** `baseUrl` without secrets. */
  readonly shownUrl: string;
  readonly provider: Endpoint['provider'];
  /** The key, and what the base URL carries. */
  readonly secrets: readonly string[];
}

/**
 * Checks key and address, and creates the client.
 *
 * @throws ModelSettingError `missing-api-key` if the key is empty
 * @throws ModelSettingError `invalid-api-key` if no header can carry the key
 * @throws ModelSettingError `invalid-base-url` unless the base URL is an HTTP address without a
 *   user name
 */
export function createClient(options: EndpointOptions): EndpointClient {
  const { apiKey, baseUrl = OPENAI_BASE_URL, azureApiVersion } = options;
  checkBaseUrl(baseUrl);
  const shownUrl = redactUrl(baseUrl);
  if (apiKey === '') throw createMissingApiKeyError({ variable: 'apiKey', endpoint: shownUrl });
  if (!fitsHeader(apiKey)) throw createInvalidApiKeyError({ endpoint: shownUrl });
  const secrets = [apiKey, ...credentialsOf(baseUrl)];
  const shared = {
    fetch: createFetch(shownUrl, secrets),
    apiKey,
    baseURL: baseUrl,
    // The scheduler retries and sets the time limit, which also covers a body that never ends.
    maxRetries: 0,
    timeout: 2 ** 31 - 1,
    logLevel: 'off',
    // An administrator's key in the environment is not for the server that the base URL names.
    adminAPIKey: null,
  } as const;
  const client =
    azureApiVersion === undefined
      ? new OpenAI(shared)
      : new AzureOpenAI({ ...shared, apiVersion: azureApiVersion });
  return { client, baseUrl, shownUrl, provider: providerOf(options, baseUrl), secrets };
}

function checkBaseUrl(baseUrl: string): void {
  const url = URL.parse(baseUrl);
  if (url === null || !/^https?:/.test(baseUrl)) {
    const reason =
      'it must begin with http:// or https://, and usually ends in /v1, as in http://localhost:8000/v1.';
    throw createInvalidBaseUrlError({ baseUrl: redactUrl(baseUrl), reason });
  }
  if (url.username !== '' || url.password !== '') {
    const reason =
      'it holds a user name or a password. Leave that out, and give the key as the API key.';
    throw createInvalidBaseUrlError({ baseUrl: redactUrl(baseUrl), reason });
  }
}

/** Node's error for a header that it cannot send quotes the header, so the key is tried first. */
function fitsHeader(apiKey: string): boolean {
  try {
    return new Headers({ authorization: `Bearer ${apiKey}` }).has('authorization');
  } catch {
    return false;
  }
}

function providerOf({ azureApiVersion }: EndpointOptions, baseUrl: string): Endpoint['provider'] {
  if (azureApiVersion !== undefined) return 'azure';
  return new URL(baseUrl).hostname === 'api.openai.com' ? 'openai' : 'compatible';
}
