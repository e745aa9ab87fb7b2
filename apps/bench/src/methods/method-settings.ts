import type { GivenSettings } from '@dln/run';
import type { Method } from './method.ts';

/** What a method decides of a run's settings: the network's depth, and whether it is trained. */
export function methodSettings(method: Method): GivenSettings {
  switch (method.kind) {
    case 'zero-shot':
      return { layers: 1, doZeroShot: true };
    case 'few-shot':
      return { layers: 1, doZeroShot: true, nShots: method.shots };
    case 'kate':
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

/** The template lies in the bench's own folder. */
const induction: GivenSettings = { qPrompt: 'instruction_induction' };
