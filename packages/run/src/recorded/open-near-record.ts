import { createReplayEndpoint, type Endpoint } from '@dln/llm';
import { readEnvironment } from '../environment.ts';
import type { EndpointPlace } from '../composition/findings.ts';

/**
 * Opens the endpoint that the environment describes, for a network that was trained at another
 * time. If the environment lacks a key or an address, the replies that are kept are used and
 * nothing is sent: a key is never sent to an address that only a record names.
 *
 * @param recorded the endpoint that the network was trained at; null if it was trained without one
 */
export function openNearRecord(recorded: EndpointPlace | null, open: () => Endpoint): Endpoint {
  if (recorded === null) return open();
  const { baseUrl, provider } = recorded;
  const { namesKey, namesAddress } = readEnvironment();
  if (namesKey && (namesAddress || provider === 'openai')) return open();
  const needed = [
    ...(namesKey ? [] : ['OPENAI_API_KEY']),
    ...(namesAddress || provider === 'openai' ? [] : [`OPENAI_BASE_URL to ${baseUrl}`]),
  ];
  const reason = `The network was trained at ${baseUrl}, which the environment does not describe: set ${needed.join(' and ')} to have the reply asked for, or name another model with \`model\`.`;
  return createReplayEndpoint({ baseUrl, provider, reason });
}
