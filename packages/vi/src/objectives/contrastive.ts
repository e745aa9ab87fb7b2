import { indexed } from '../numerics/indexed.ts';
import { logSoftmax, logSumExp } from '../numerics/log-softmax.ts';

const logEpsilon = Math.log(1e-12);

/**
 * The noise-contrastive form of a hidden layer's scores: log(softmax over the texts + 1e-12), which
 * is large if the text stands out among the others under the candidate (dln/vi/model.py:626-635).
 *
 * @param scores `[example][sample][candidate]`, nats; a sample is a pair of an input and a text
 * @param textsPerInput the softmax runs over this many samples at a time: the texts that belong to
 * one input
 * @returns `[example][sample][candidate]`, nats, at least log 1e-12
 */
export function contrastive(
  scores: readonly (readonly (readonly number[])[])[],
  textsPerInput: number,
): number[][][] {
  return scores.map((samples) => {
    const groups = Array.from({ length: Math.ceil(samples.length / textsPerInput) }, (_, group) =>
      samples.slice(group * textsPerInput, (group + 1) * textsPerInput),
    );
    return groups.flatMap(softmaxOverTexts);
  });
}

/** `[text][candidate]` in, the same out. */
function softmaxOverTexts(texts: readonly (readonly number[])[]): number[][] {
  const [first = []] = texts;
  const columns = first.map((_, candidate) =>
    logSoftmax(texts.map((row) => indexed(row, candidate))),
  );
  return texts.map((_, text) =>
    columns.map((column) => logSumExp([indexed(column, text), logEpsilon])),
  );
}
