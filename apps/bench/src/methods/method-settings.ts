import type { GivenSettings } from '@dln/run';
import type { Method } from './method.ts';

/** The settings that a method decides: the depth of the network, and whether it is trained. */
export function methodSettings(method: Method): GivenSettings {
  switch (method.kind) {
    case 'zero-shot':
      return { layers: 1, doZeroShot: true };
    case 'few-shot':
      return { layers: 1, doZeroShot: true, nShots: method.shots };
    case 'kate':
    case 'best-layout':
    case 'random-demonstrations':
      return { layers: 1, doZeroShot: true };
    case 'ape':
      return { layers: 1, doZeroShot: true, ...induction };
    case 'cot':
      return { layers: 2, doZeroShot: true };
    case 'cot-ape':
      return { layers: 2, doZeroShot: true, ...induction };
    case 'dln':
      return { layers: method.layers };
  }
}

/** The template is in the bench's folder. */
const induction: GivenSettings = { qPrompt: 'instruction_induction' };
