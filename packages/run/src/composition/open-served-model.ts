import {
  createEnvironmentEndpoint,
  createModelFromEnvironment,
  createScheduler,
  type Endpoint,
  type ProbeableModel,
} from '@dln/llm';
import type { Configuration } from '../settings/configuration.ts';
import { createUnnamedModelError } from './create-unnamed-model-error.ts';

/** A model at the endpoint that the environment describes. */
export interface ServedModel {
  readonly endpoint: Endpoint;
  /** Its name at the server. */
  readonly name: string;
  readonly model: ProbeableModel;
}

/**
 * The forward model at the endpoint that the environment describes: the one that was named, or the
 * only one there is.
 *
 * @param known - the only one there is, where that was found out before
 * @throws ModelSettingError `missing-api-key` if the environment has no key
 * @throws ConfigurationError if none was named and the endpoint lists none, or several
 */
export async function openServedModel(
  { fwdModelType, api, concurrency, promptsPerRequest }: Configuration,
  signal: AbortSignal,
  known: string | null = null,
): Promise<ServedModel> {
  const endpoint = createEnvironmentEndpoint({
    scheduler: createScheduler({ concurrency, promptsPerRequest }),
  });
  const name = fwdModelType ?? known ?? (await onlyServedModel(endpoint, signal));
  return { endpoint, name, model: createModelFromEnvironment({ model: name, api, endpoint }) };
}

async function onlyServedModel(endpoint: Endpoint, signal: AbortSignal): Promise<string> {
  const names = await endpoint.listModels({ signal });
  const [only, ...others] = names;
  if (only !== undefined && others.length === 0) return only;
  throw createUnnamedModelError({ place: endpoint.baseUrl, names });
}
