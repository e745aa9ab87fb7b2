import type { Endpoint } from '../endpoint/endpoint.ts';
import type { BodyFields } from './dialect.ts';
import { otherName, type RequestParameter } from './request-parameter.ts';

/** Which settings a model refuses, as long as the endpoint is open. */
export interface RefusalMemory {
  readonly refused: readonly RequestParameter[];
  has(parameter: RequestParameter): boolean;
  /**
   * Remembers a refusal; false if nothing can be done about it: both names of the limit are
   * refused.
   */
  add(parameter: RequestParameter): boolean;
  /** The fields that the model takes. */
  apply(fields: BodyFields): BodyFields;
}

const memories = new WeakMap<Endpoint, Map<string, RefusalMemory>>();

/**
 * The memory of one model at one endpoint, spoken to by one API; shared by all that speak to it.
 */
export function refusalMemoryOf(endpoint: Endpoint, modelId: string): RefusalMemory {
  const ofEndpoint = memories.get(endpoint) ?? new Map<string, RefusalMemory>();
  memories.set(endpoint, ofEndpoint);
  const memory = ofEndpoint.get(modelId) ?? createRefusalMemory();
  ofEndpoint.set(modelId, memory);
  return memory;
}

/** A memory that knows of no refusal. */
function createRefusalMemory(): RefusalMemory {
  const refused = new Set<RequestParameter>();
  return {
    get refused() {
      return [...refused].toSorted();
    },
    has: (parameter) => refused.has(parameter),
    add: (parameter) => {
      const other = otherName(parameter);
      if (other !== undefined && refused.has(other)) return false;
      refused.add(parameter);
      return true;
    },
    apply: (fields) => {
      const taken: Record<string, unknown> = { ...fields };
      for (const parameter of refused) {
        if (!(parameter in taken)) continue;
        const other = otherName(parameter);
        if (other !== undefined) taken[other] = taken[parameter];
        Reflect.deleteProperty(taken, parameter);
      }
      return taken;
    },
  };
}
