import { createRegistry, sumCosts, toItemFailure } from '@dln/llm';
import { judgeOutputs, selectLoss, type Loss } from '@dln/losses';
import {
  type CacheFlags,
  connectLoss,
  createModels,
  type GivenSettings,
  inFlags,
  type LabelledAnswer,
  loadModules,
  measureAgreement,
  openEmbeddings,
  resolveSettings,
} from '@dln/run';
import type { Surroundings } from '../command-line/surroundings.ts';
import { InputError } from './input-error.ts';
import { openKeptSources } from './open-kept-sources.ts';
import { readLabels } from './read-labels.ts';

/** An answer that the metric judged. */
interface Compared extends LabelledAnswer {
  readonly metric: number;
  readonly feedback?: string | undefined;
}

const MOST_SHOWN = 5;

/** Prints how far a metric agrees with labels of people. */
export async function agree(options: {
  readonly metric: string;
  readonly labels: string;
  readonly scale: string;
  readonly isJson: boolean;
  readonly flags: GivenSettings;
  readonly cache: CacheFlags;
  readonly surroundings: Surroundings;
}): Promise<void> {
  const { metric, labels, scale, isJson, flags, cache, surroundings } = options;
  const answers = await readLabels({ file: labels, scale, stdin: surroundings.stdin });
  const configuration = resolveSettings({ ...flags, lossFunction: metric });
  const onNote = (text: string): void => void surroundings.stderr.write(`${inFlags(text)}\n`);
  const modules = await loadModules({ ...configuration, dataset: null }, { onNote });
  const targets = answers.map(({ target }) => target);
  const { loss } = selectLoss({ name: modules.losses.get(metric) ?? metric, targets });
  const kept = await openKeptSources({ configuration, surroundings, cache });
  try {
    const opened =
      modules.metric?.judgeModel === undefined
        ? undefined
        : await createModels(configuration, kept.signal, { ...kept.sources, modules });
    const embeddings =
      opened?.embeddings ??
      (await openEmbeddings(configuration, kept.signal, { ...kept.sources, modules }));
    const embedding = createRegistry();
    if (embeddings && !opened) embedding.register('embeddings', embeddings);
    const connected = connectLoss(loss, {
      metric: modules.metric,
      judge: opened?.judge,
      embeddings: embedding.names.length === 0 ? embeddings : embedding.get('embeddings'),
      signal: kept.signal,
      preset: 'standard',
    });
    const compared = await compare(connected, answers, onNote);
    await opened?.close();
    const agreement = measureAgreement(compared);
    const requests =
      opened?.spending().requestsSent ?? sumCosts(Object.values(embedding.costs.total)).requests;
    surroundings.stdout.write(
      isJson
        ? `${JSON.stringify({ metric, labels, ...agreement, requests }, null, 2)}\n`
        : describe(compared, agreement, requests),
    );
  } finally {
    kept[Symbol.dispose]();
  }
}

async function compare(
  loss: Loss,
  answers: readonly LabelledAnswer[],
  onNote: (text: string) => void,
): Promise<readonly Compared[]> {
  const compared = await Promise.all(
    answers.map(async (answer, index): Promise<readonly Compared[]> => {
      try {
        const [judgement] = await judgeOutputs(loss, [answer]);
        if (!judgement) throw new RangeError('a loss gave no value for one output');
        return [{ ...answer, metric: 1 - judgement.loss, feedback: judgement.feedback }];
      } catch (error) {
        const failure = toItemFailure(error);
        if (failure === undefined) throw error;
        onNote(`answer ${index + 1} is left out: ${failure.message}`);
        return [];
      }
    }),
  );
  const found = compared.flat();
  if (found.length === 0) throw new InputError('The metric judged none of the answers.');
  return found;
}

function describe(
  compared: readonly Compared[],
  agreement: ReturnType<typeof measureAgreement>,
  requests: number,
): string {
  const { count, agreed, share, interval, kappa, correlation, leniency } = agreement;
  const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
  const figure = (value: number | null): string =>
    value === null
      ? 'not defined, because one of both gives every answer the same'
      : value.toFixed(2);
  const apart = compared.filter(({ human, metric }) => human >= 0.5 !== metric >= 0.5);
  return `${[
    `agreement    ${agreed} of ${count} (${percent(share)}; 95 % interval ${percent(interval[0])} to ${percent(interval[1])})`,
    `kappa        ${figure(kappa)} (0: as chance, 1: full agreement)`,
    `correlation  ${figure(correlation)}`,
    `leniency     ${leniency >= 0 ? '+' : ''}${leniency.toFixed(2)} (above 0: the metric scores higher than people)`,
    `wrong        ${agreement.falselyRight} that people call wrong count as right, ${agreement.falselyWrong} that people call right count as wrong`,
    `requests     ${requests}`,
    ...apart
      .slice(0, MOST_SHOWN)
      .map(
        ({ output, target, human, metric, feedback }) =>
          `\nOutput: ${output}\nTarget: ${target}\n  people ${human.toFixed(2)}, metric ${metric.toFixed(2)}${feedback === undefined ? '' : `: ${feedback}`}`,
      ),
  ].join('\n')}\n`;
}
