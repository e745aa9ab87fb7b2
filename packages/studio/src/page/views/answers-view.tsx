import { classificationReport } from '@dln/vi/report';
import { useSignal } from '@preact/signals';
import { parseAnswers } from '../../records/answers.ts';
import { parseJson } from '../../records/fields.ts';
import { clip } from '../../reducers/clip.ts';
import {
  classesOf,
  judgeAnswers,
  type Classes,
  type JudgedAnswer,
} from '../../reducers/judge-answers.ts';
import { sharedStart, withoutStart } from '../../reducers/shared-start.ts';
import type { TestLine, ValidatedLine } from '../../reducers/line-summary.ts';
import type { RunView } from '../../reducers/run-view.ts';
import { Bar } from '../parts/bars.tsx';
import { formatCount, formatShare } from '../parts/format.ts';
import { Loading } from '../parts/loading.tsx';
import { Text } from '../parts/text.tsx';
import { useLoaded } from '../parts/use-loaded.ts';
import { VirtualTable, type Column } from '../parts/virtual-table.tsx';
import { ClassTables } from './class-tables.tsx';
import { Stage, Verdict } from '../parts/stage.tsx';
import { Journey } from './journey.tsx';
import type { ViewProps } from './view-props.ts';

/** Answers of one validation or test. */
interface AnswerSet {
  readonly id: string;
  readonly name: string;
  readonly line: ValidatedLine | TestLine;
}

/** The answers of a run as far as its events hold them, in order. */
export function answerSetsOf({ steps, baseline, tested }: RunView): readonly AnswerSet[] {
  const validations = steps.flatMap(({ validated }): readonly AnswerSet[] => {
    if (!validated || validated.examples === 0) return [];
    const best = validated.isBest ? ', the best so far' : '';
    const name = `dev before step ${validated.iteration ?? 0}${best}`;
    return [{ id: `dev ${validated.iteration ?? 0}`, name, line: validated }];
  });
  return [
    ...validations,
    ...(baseline ? [{ id: 'baseline', name: 'test before training', line: baseline }] : []),
    ...(tested ? [{ id: 'tested', name: 'test after training', line: tested }] : []),
  ];
}

/**
 * What the network answered in validations and tests: wrong examples, confusion, figures of
 * classes.
 */
export function AnswersView({ studio, run, place }: ViewProps) {
  const sets = answerSetsOf(run.view.value);
  const asked = place.split === 'dev' ? `dev ${place.step ?? 0}` : place.split;
  const set = sets.find(({ id }) => id === asked) ?? sets.at(-1);
  const loaded = useLoaded(JSON.stringify([run.key, set?.line.offset ?? null]), async () => {
    if (!set) return null;
    const text = await studio.source.readLine(run.key, set.line);
    return text === null ? null : parseAnswers(parseJson(text));
  });
  if (!set) return <p class="empty">No answers are recorded yet.</p>;
  const choose = (id: string): void => {
    const [split = '', step] = id.split(' ');
    const { example: _example, ...rest } = place;
    studio.go({ ...rest, split, ...(step === undefined ? {} : { step: Number(step) }) });
  };
  return (
    <>
      <div class="row">
        <label>
          Answers{' '}
          <select value={set.id} onChange={(event) => choose(event.currentTarget.value)}>
            {sets.map(({ id, name }) => (
              <option key={id} value={id} selected={id === set.id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Loading of={loaded}>
        {(answers) => {
          if (answers === null) return <p class="note">These answers are not in this file.</p>;
          const classes = classesOf(run.network.value?.layers.at(-1)?.classes ?? null, answers);
          return (
            <Answers
              key={set.id}
              {...{ studio, run, place, classes }}
              answers={judgeAnswers(answers, classes)}
            />
          );
        }}
      </Loading>
    </>
  );
}

function Answers({
  studio,
  run,
  place,
  answers,
  classes,
}: ViewProps & { readonly answers: readonly JudgedAnswer[]; readonly classes: Classes | null }) {
  const verdict = useSignal('wrong');
  const target = useSignal<number | null>(null);
  const answer = useSignal<number | null | undefined>(undefined);
  const words = useSignal('');
  const wanted = words.value.toLowerCase();
  const shown = answers.filter(
    (one) =>
      (verdict.value === 'all' || (verdict.value === 'wrong') === one.judgedLoss > 0) &&
      (target.value === null || one.targetClass === target.value) &&
      (answer.value === undefined || one.answerClass === answer.value) &&
      (wanted === '' ||
        one.input.toLowerCase().includes(wanted) ||
        one.output.toLowerCase().includes(wanted)),
  );
  const chosen = answers.find(({ index }) => index === place.example) ?? shown.at(0);
  const report = classificationReport(
    answers.map((one) => ({
      target: one.target,
      output: one.output,
      loss: one.judgedLoss,
      ...(one.failure === null ? {} : { failure: one.failure }),
      ...(one.classProbabilities === null ? {} : { classProbabilities: one.classProbabilities }),
    })),
    { classes },
  );
  const names = (classes ?? []).map((texts) => texts[0] ?? '');
  return (
    <>
      <p>
        <b>{formatShare(report.accuracy)}</b> of {formatCount(report.examples)} right
        {report.interval && (
          <span class="note">
            {' '}
            (95 % interval {formatShare(report.interval.low)} to {formatShare(report.interval.high)}
            )
          </span>
        )}
        {report.unanswered > 0 && `; ${formatCount(report.unanswered)} without an answer`}
        {(report.unreadable ?? 0) > 0 && `; ${formatCount(report.unreadable)} name no class`}
        {answers.some(({ isRecorded }) => !isRecorded) && (
          <span class="note">
            {' '}
            Losses are not recorded in this file; this page judges by class, or by the text.
          </span>
        )}
      </p>
      {report.confusion && report.classes && (
        <ClassTables
          classes={report.classes}
          confusion={report.confusion}
          calibration={report.calibration}
          chosen={{ target: target.value, answer: answer.value }}
          onChoose={(cell) => {
            verdict.value = 'all';
            target.value = cell?.target ?? null;
            answer.value = cell === null ? undefined : cell.answer;
          }}
        />
      )}
      <div class="row filters">
        <label>
          Show{' '}
          <select
            value={verdict.value}
            onChange={(event) => (verdict.value = event.currentTarget.value)}
          >
            <option value="wrong">wrong answers</option>
            <option value="right">right answers</option>
            <option value="all">all answers</option>
          </select>
        </label>
        {names.length > 0 && (
          <label>
            of class{' '}
            <select
              value={target.value === null ? '' : String(target.value)}
              onChange={(event) => {
                const { value } = event.currentTarget;
                target.value = value === '' ? null : Number(value);
                answer.value = undefined;
              }}
            >
              <option value="">any</option>
              {names.map((name, at) => (
                <option key={at} value={String(at)} selected={target.value === at}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        <label>
          with the words{' '}
          <input
            type="search"
            value={words.value}
            onInput={(event) => (words.value = event.currentTarget.value)}
          />
        </label>
        <span class="note" role="status">
          {formatCount(shown.length)} of {formatCount(answers.length)}
        </span>
      </div>
      <div class="split">
        {shown.length === 0 ? (
          <p class="empty">No answer matches.</p>
        ) : (
          <VirtualTable
            label="Answers"
            rows={shown}
            height={16}
            columns={columnsOf(sharedStart(answers.map(({ input }) => input)))}
            isChosen={({ index }) => index === chosen?.index}
            onChoose={({ index }) => studio.adjust({ example: index })}
          />
        )}
        {chosen && (
          <article class="path" aria-label={`Answer to example ${chosen.index}`}>
            <h2>
              Example {chosen.index} <Verdict loss={chosen.judgedLoss} />
            </h2>
            <Stage name="Input">
              <Text value={chosen.input} label="input" />
            </Stage>
            {chosen.hiddenTexts.map((text, at) => (
              <Stage key={at} name={`Layer ${at + 1} writes`}>
                <Text value={text} label={`output of layer ${at + 1}`} />
              </Stage>
            ))}
            <Stage name="Answer">
              {chosen.failure === null ? (
                <Text value={chosen.output} label="answer" />
              ) : (
                <p class="problem">{chosen.failure}</p>
              )}
              {chosen.classProbabilities && (
                <Probabilities probabilities={chosen.classProbabilities} names={names} />
              )}
            </Stage>
            <Stage name="Target">
              <Text value={chosen.target} label="target" />
            </Stage>
            <Journey {...{ studio, run, place }} input={chosen.input} target={chosen.target} />
          </article>
        )}
      </div>
    </>
  );
}

function Probabilities({
  probabilities,
  names,
}: {
  readonly probabilities: readonly number[];
  readonly names: readonly string[];
}) {
  return (
    <ul class="posterior">
      {probabilities.map((probability, at) => (
        <li key={at} class="weight">
          <Bar share={probability} label={`probability ${probability.toFixed(3)}`} />
          <b>{probability.toFixed(3)}</b> {names[at] ?? `class ${at + 1}`}
        </li>
      ))}
    </ul>
  );
}

const columnsOf = (start: number): readonly Column<JudgedAnswer>[] => [
  { name: 'No.', isNumber: true, cell: ({ index }) => index, sort: ({ index }) => index },
  { name: 'Verdict', cell: ({ judgedLoss }) => <Verdict loss={judgedLoss} /> },
  { name: 'Target', cell: ({ target }) => clip(target, 40), sort: ({ target }) => target },
  {
    name: 'Answer',
    cell: ({ output, failure }) => (failure === null ? clip(output, 40) : 'none'),
    sort: ({ output }) => output,
  },
  {
    name: 'Input',
    isWide: true,
    cell: ({ input }) => withoutStart(input, start),
    sort: ({ input }) => input,
  },
];
