import type { ListSharing } from '../endpoint/endpoint.ts';
import type { EndpointModelOptions } from './endpoint-model.ts';
import type { RefusalMemory } from './refusal-memory.ts';

/** Options of `createListSharing`. */
export interface ListSharingOptions {
  /** The model's id. */
  readonly id: string;
  readonly refusals: RefusalMemory;
  readonly onRefusal: EndpointModelOptions['onRefusal'];
}

/**
 * Lists of prompts for one model. The first list that fails is reported. After a server refused a
 * list and answered each of its prompts, lists are half as long; a server that refuses two prompts
 * gets no more lists.
 */
export function createListSharing({ id, refusals, onRefusal }: ListSharingOptions): ListSharing {
  let most = Infinity;
  let isTold = false;
  return {
    most: () => (refusals.has('prompt_list') ? 1 : most),
    onSplit: (prompts, refusal) => {
      if (refusal === 'list') most = Math.min(most, Math.floor(prompts / 2));
      if (most < 2 && refusals.add('prompt_list'))
        onRefusal?.({ modelId: id, parameter: 'prompt_list' });
      else if (!isTold) onRefusal?.({ modelId: id, parameter: 'prompt_list', value: prompts });
      isTold = true;
    },
  };
}
