import type { Dataset } from '@dln/datasets';
import type {
  Budget,
  Capabilities,
  Endpoint,
  EndpointNotice,
  FailureKind,
  PriceTable,
  RetryWait,
} from '@dln/llm';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { RunModules } from '../modules/run-modules.ts';
import type { ProbeMemory } from '../probes/probe-memory.ts';
import type { KeepReplies } from '../replies/reply-keeper.ts';
import type { GivenModels } from './given-models.ts';

/**
 * What an endpoint was found to serve and to be able to do. A resumed run takes it as it was found,
 * and asks no more.
 */
export interface Findings {
  /** The forward model's name at the server; null if a connections file names the models. */
  readonly served: string | null;
  /** Its address, without secrets; null if no endpoint of the environment was used. */
  readonly endpoint: EndpointPlace | null;
  /**
   * Addresses of the models of a connections file by name, without secrets. Absent without such a
   * file.
   */
  readonly connections?: Readonly<Record<string, EndpointPlace>> | undefined;
  /** By model id, what probes found. */
  readonly capabilities: Readonly<Record<string, Capabilities>>;
  /** Requests that finding out has taken. */
  readonly probeRequests: number;
}

/** What tells an endpoint apart from others. */
export type EndpointPlace = Pick<Endpoint, 'baseUrl' | 'provider'>;

/** Nothing was asked. */
export const nothingFound: Findings = {
  served: null,
  endpoint: null,
  capabilities: {},
  probeRequests: 0,
};

/** Where models come from, apart from the configuration. */
export interface ModelSources {
  /** Models of the calling program. @default those that the configuration names */
  readonly models?: GivenModels | undefined;
  /** A dataset of the calling program. @default the one that the configuration names */
  readonly dataset?: Dataset | undefined;
  /**
   * Checks and changes the values of structured answers. @default the JSON Schema of the dataset
   */
  readonly output?: StandardSchemaV1 | undefined;
  /** What the modules of the configuration bring. @default they are loaded */
  readonly modules?: RunModules | undefined;
  /** Keeps replies. @default nothing is kept */
  readonly keep?: KeepReplies;
  /** Caps on what models are asked. @default none */
  readonly budget?: Budget;
  /** What models may cost. @default unknown */
  readonly prices?: readonly PriceTable[];
  /** Called before each wait for another attempt. @default it is not shown */
  readonly onRetry?: (kind: FailureKind, retry: RetryWait) => void;
  /** Called when a server stays silent, or reports no credible usage. */
  readonly onNotice?: (notice: EndpointNotice) => void;
  /**
   * Called with a line for each setting that a model refuses, and for each long wait.
   * @default it is not shown
   */
  readonly onNote?: ((text: string) => void) | undefined;
  /** What other runs found out about models. @default nothing is remembered */
  readonly probes?: ProbeMemory | undefined;
  /** What is known of the endpoint already. @default it is asked */
  readonly findings?: Findings | undefined;
  /**
   * Opens the endpoint of the environment, given the one that is known already.
   * @default openAsRecorded
   */
  readonly openEndpoint?: (known: EndpointPlace | null, open: () => Endpoint) => Endpoint;
}
