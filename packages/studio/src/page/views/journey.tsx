import { useSignal } from '@preact/signals';
import { parseAnswers, type Answer } from '../../records/answers.ts';
import { parseJson } from '../../records/fields.ts';
import { parseStepTraces } from '../../records/step-trace.ts';
import type { LineSummary } from '../../reducers/line-summary.ts';
import { formatPlace } from '../../reducers/place.ts';
import type { RunView } from '../../reducers/run-view.ts';
import { formatBytes } from '../parts/format.ts';
import { Text } from '../parts/text.tsx';
import { Verdict } from '../parts/stage.tsx';
import type { ViewProps } from './view-props.ts';

/** Logs up to this size are searched at once; larger ones when the reader asks for it. */
const SEARCHED_AT_ONCE = 8_000_000;

/** What the network made of an input at one time. */
interface Stop {
  readonly when: string;
  readonly step: number;
  readonly hiddenTexts: readonly string[];
  readonly output: string;
  readonly loss: number | null;
  readonly link: string;
}

/** What the network made of the same input over the run: before training, in between, and after. */
export function Journey({
  studio,
  run,
  input,
  target,
}: ViewProps & { readonly input: string; readonly target: string }) {
  const found = useSignal<{ readonly of: string; readonly stops: readonly Stop[] } | null>(null);
  const isSearching = useSignal(false);
  const problem = useSignal<string | null>(null);
  const lines = linesWithExamples(run.view.value);
  const size = lines.reduce((sum, { length }) => sum + length, 0);
  const key = JSON.stringify([run.key, lines.length, input, target]);
  const search = async (): Promise<void> => {
    isSearching.value = true;
    problem.value = null;
    try {
      const stops: Stop[] = [];
      for (const line of lines) {
        const text = await studio.source.readLine(run.key, line);
        if (text !== null) stops.push(...stopsOf(run.key, line, parseJson(text), input, target));
      }
      found.value = { of: key, stops };
    } catch (error) {
      problem.value = error instanceof Error ? error.message : String(error);
    }
    isSearching.value = false;
  };
  const isFound = found.value?.of === key;
  if (!isFound && !isSearching.value && problem.value === null && size <= SEARCHED_AT_ONCE)
    queueMicrotask(() => void search());
  return (
    <section class="journey">
      <h3>The same input over the run</h3>
      {problem.value !== null && <p class="problem">{problem.value}</p>}
      {!isFound && size > SEARCHED_AT_ONCE && (
        <p>
          <button type="button" disabled={isSearching.value} onClick={() => void search()}>
            {isSearching.value ? 'Searching…' : `Search the run (${formatBytes(size)})`}
          </button>
        </p>
      )}
      {isFound && <Stops stops={found.value?.stops ?? []} />}
    </section>
  );
}

function Stops({ stops }: { readonly stops: readonly Stop[] }) {
  return (
    <>
      <table class="stops">
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Hidden texts</th>
            <th scope="col">Answer</th>
            <th scope="col">Verdict</th>
          </tr>
        </thead>
        <tbody>
          {stops.map(({ when, hiddenTexts, output, loss, link }, at) => (
            <tr key={at}>
              <td>
                <a href={link}>{when}</a>
              </td>
              <td>
                {hiddenTexts.map((text, layer) => (
                  <Text key={layer} value={text} label={`layer ${layer + 1}`} />
                ))}
              </td>
              <td>
                <Text value={output} label="answer" />
              </td>
              <td>
                <Verdict loss={loss} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {stops.length < 2 && (
        <p class="note">
          The network read this input once. Inputs of the dev and test splits are read before and
          after training: see “Answers”.
        </p>
      )}
    </>
  );
}

function linesWithExamples({ steps, baseline, tested }: RunView): readonly LineSummary[] {
  return [
    ...steps.flatMap(({ validated, stepped }) => [validated, stepped]),
    baseline,
    tested,
  ].flatMap((line) => (line && line.examples > 0 ? [line] : []));
}

function stopsOf(
  key: { readonly run: string; readonly dataset?: string | undefined },
  line: LineSummary,
  event: unknown,
  input: string,
  target: string,
): readonly Stop[] {
  const step = line.iteration ?? 0;
  const place = { run: key.run, ...(key.dataset === undefined ? {} : { dataset: key.dataset }) };
  const isSame = (one: { readonly input: string; readonly target: string }): boolean =>
    one.input === input && one.target === target;
  if (line.type === 'stepped')
    return parseStepTraces(event)
      .filter(isSame)
      .map(({ layers, loss, batchIndex }) => ({
        when: `in the batch of step ${step}`,
        step,
        hiddenTexts: layers.slice(0, -1).map(({ output }) => output),
        output: layers.at(-1)?.output ?? '',
        loss,
        link: formatPlace({ ...place, view: 'examples', step, example: batchIndex }),
      }));
  const split = line.type === 'baseline' || line.type === 'tested' ? line.type : 'dev';
  const when: Readonly<Record<string, string>> = {
    baseline: 'test before training',
    tested: 'test after training',
  };
  return parseAnswers(event)
    .filter(isSame)
    .map(({ hiddenTexts, output, loss, index }: Answer) => ({
      when: when[split] ?? `validation before step ${step}`,
      step,
      hiddenTexts,
      output,
      loss,
      link: formatPlace({ ...place, view: 'answers', split, step, example: index }),
    }));
}
