import { wrapModel, type LanguageModel } from '@dln/llm/model';

/**
 * A model that streams: a call with one request goes through `streamText`, and `onText` is called
 * with each piece. The model itself if it cannot stream.
 */
export function streaming(model: LanguageModel, onText: (piece: string) => void): LanguageModel {
  const streamText = model.streamText?.bind(model);
  if (streamText === undefined) return model;
  return wrapModel(model, {
    wrapGenerate: async ({ requests, options, next }) => {
      const [request, ...others] = requests;
      if (request === undefined || others.length > 0) return next(requests, options);
      for await (const part of streamText(request, options)) {
        if (part.type === 'end') return [part.result];
        onText(part.text);
      }
      throw new Error('the stream of a model ended without a result');
    },
  });
}

/**
 * Tidies pieces as `joinParagraphs` tidies a whole text: no blanks at either end, double line
 * breaks become single ones.
 */
export function createPieceJoiner(): (piece: string) => string {
  let blanks = '';
  let hasBegun = false;
  return (piece) => {
    const text = blanks + piece;
    const end = text.trimEnd().length;
    blanks = text.slice(end);
    if (end === 0) return '';
    const shown = text.slice(0, end).replaceAll('\n\n', '\n');
    if (hasBegun) return shown;
    hasBegun = true;
    return shown.trimStart();
  };
}
