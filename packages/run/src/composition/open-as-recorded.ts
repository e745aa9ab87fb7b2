import { createReplayEndpoint, ModelSettingError, type Endpoint } from '@dln/llm';
import type { EndpointPlace } from './findings.ts';

/**
 * Opens the endpoint that a run was made with. If the environment has no key for it, or describes
 * another one, the run is replayed with the replies that it has, and nothing is sent: an endpoint
 * takes its place that says which reply is missing.
 *
 * @param recorded null for a new run
 */
export function openAsRecorded(recorded: EndpointPlace | null, open: () => Endpoint): Endpoint {
  if (recorded === null) return open();
  const { baseUrl } = recorded;
  let present: Endpoint;
  try {
    present = open();
  } catch (error) {
    const isKeyMissing = error instanceof ModelSettingError && error.code === 'missing-api-key';
    if (!isKeyMissing) throw error;
    const reason = `${error.subject ?? 'The API key'} is not set: set it, and OPENAI_BASE_URL to ${baseUrl}, to have the reply asked for.`;
    return createReplayEndpoint({ ...recorded, reason });
  }
  if (present.baseUrl === baseUrl) return present;
  const reason = `The run was made with ${baseUrl}, and the environment describes ${present.baseUrl} now: set OPENAI_BASE_URL back to have the reply asked for.`;
  return createReplayEndpoint({ ...recorded, reason });
}
