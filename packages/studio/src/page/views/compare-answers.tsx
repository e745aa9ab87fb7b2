import { mcNemarTest } from '@dln/vi/report';
import { useSignal } from '@preact/signals';
import { parseAnswers } from '../../records/answers.ts';
import { parseJson } from '../../records/fields.ts';
import { clip } from '../../reducers/clip.ts';
import { classesOf, judgeAnswers, type JudgedAnswer } from '../../reducers/judge-answers.ts';
import { changeOf, matchAnswers, type AnswerPair } from '../../reducers/match-answers.ts';
import { sharedStart, withoutStart } from '../../reducers/shared-start.ts';
import { formatCount } from '../parts/format.ts';
import { Loading } from '../parts/loading.tsx';
import { Stage, Verdict } from '../parts/stage.tsx';
import { Text } from '../parts/text.tsx';
import { useLoaded } from '../parts/use-loaded.ts';
import { VirtualTable } from '../parts/virtual-table.tsx';
import { answerSetsOf } from './answers-view.tsx';
import type { RunPair } from './run-pair.ts';
import type { ViewProps } from './view-props.ts';

/** The examples whose answers differ between two runs, with a test of the difference. */
export function AnswersDifference({
  studio,
  pair,
  names,
}: {
  readonly studio: ViewProps['studio'];
  readonly pair: RunPair;
  readonly names: readonly string[];
}) {
  const sets = pair.map((one) => {
    const all = answerSetsOf(one.view.value);
    return (
      all.find(({ id }) => id === 'tested') ??
      all.findLast(({ line }) => line.type === 'validated' && line.isBest) ??
      all.at(-1)
    );
  });
  const loaded = useLoaded(
    JSON.stringify(sets.map((set, at) => [pair[at]?.key, set?.line.offset ?? null])),
    async () =>
      Promise.all(
        pair.map(async (one, at) => {
          const set = sets[at];
          const text = set ? await studio.source.readLine(one.key, set.line) : null;
          return text === null ? null : parseAnswers(parseJson(text));
        }),
      ),
  );
  return (
    <Loading of={loaded}>
      {([ours, others]) => {
        if (!ours || !others) return <p class="empty">One of the runs has no answers on record.</p>;
        const network = pair[0].network.value?.layers.at(-1)?.classes ?? null;
        const classes = classesOf(network, ours);
        const pairs = matchAnswers(judgeAnswers(ours, classes), judgeAnswers(others, classes));
        return <Changes pairs={pairs} names={names} sets={sets.map((set) => set?.name ?? '')} />;
      }}
    </Loading>
  );
}

function Changes({
  pairs,
  names,
  sets,
}: {
  readonly pairs: readonly AnswerPair[];
  readonly names: readonly string[];
  readonly sets: readonly string[];
}) {
  const chosen = useSignal<number>(0);
  const [a = '', b = ''] = names;
  const start = sharedStart(pairs.map(({ after }) => after.input));
  const changes = pairs.map((pair) => ({ pair, change: changeOf(pair) }));
  const shown = changes
    .filter(({ change }) => change !== 'same')
    .toSorted((one, other) => orderOf(one.change) - orderOf(other.change));
  const isRight = ({ judgedLoss }: JudgedAnswer): boolean => judgedLoss === 0;
  const p =
    pairs.length === 0
      ? null
      : mcNemarTest(
          pairs.map(({ before }) => isRight(before)),
          pairs.map(({ after }) => isRight(after)),
        );
  const count = (change: string): number => changes.filter((one) => one.change === change).length;
  const one = shown[chosen.value]?.pair;
  if (pairs.length === 0)
    return <p class="empty">The answers on record share no input ({sets.join('; ')}).</p>;
  return (
    <>
      <p>
        {formatCount(pairs.length)} examples in both ({sets.join('; ')}). Right only in {b}:{' '}
        {formatCount(count('fixed'))}; right only in {a}: {formatCount(count('broken'))}; other
        words: {formatCount(count('reworded'))}.{p !== null && ` McNemar's p: ${p.toPrecision(2)}.`}
      </p>
      {shown.length > 0 && (
        <div class="split">
          <VirtualTable
            label="Answers that differ"
            rows={shown}
            height={14}
            isChosen={(_, index) => index === chosen.value}
            onChoose={(_, index) => (chosen.value = index)}
            columns={[
              { name: 'Change', cell: ({ change }) => describeChange(change, a, b) },
              { name: 'Target', cell: ({ pair }) => clip(pair.after.target, 40) },
              {
                name: 'Input',
                isWide: true,
                cell: ({ pair }) => withoutStart(pair.after.input, start),
              },
            ]}
          />
          {one && (
            <article class="path" aria-label="Both answers">
              <Stage name="Input">
                <Text value={one.after.input} label="input" />
              </Stage>
              {[one.before, one.after].map((answer, at) => (
                <Stage key={at} name={names[at] ?? ''}>
                  {answer.hiddenTexts.map((text, layer) => (
                    <Text key={layer} value={text} label={`layer ${layer + 1}`} />
                  ))}
                  <Text value={answer.output} label="answer" />
                  <Verdict loss={answer.judgedLoss} />
                </Stage>
              ))}
              <Stage name="Target">
                <Text value={one.after.target} label="target" />
              </Stage>
            </article>
          )}
        </div>
      )}
    </>
  );
}

function orderOf(change: string): number {
  return ['broken', 'fixed', 'reworded'].indexOf(change);
}

function describeChange(change: string, a: string, b: string): string {
  if (change === 'fixed') return `right only in ${b}`;
  return change === 'broken' ? `right only in ${a}` : 'other words';
}
