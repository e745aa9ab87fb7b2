import { describeRefusal, type Capabilities, type ParameterRefusal } from '@dln/llm';

/** Tells people once what each model refuses. */
export interface RefusalNotes {
  readonly onRefusal: (refusal: ParameterRefusal) => void;
  /** Tells what was found out before. */
  readonly recall: (modelId: string, capabilities: Pick<Capabilities, 'refuses'>) => void;
}

/** Notes on refused settings, one line for each model and setting. */
export function createRefusalNotes(onNote: (text: string) => void = () => undefined): RefusalNotes {
  const told = new Set<string>();
  const onRefusal = (refusal: ParameterRefusal): void => {
    const key = `${refusal.modelId} ${refusal.parameter}`;
    if (told.has(key)) return;
    told.add(key);
    onNote(describeRefusal(refusal));
  };
  return {
    onRefusal,
    recall: (modelId, { refuses = [] }) => {
      for (const parameter of refuses) onRefusal({ modelId, parameter });
    },
  };
}
