import { useSignal } from '@preact/signals';
import { fieldsOf, parseJson } from '../../records/fields.ts';
import { formatParameters, parametersOf } from '../../records/parameters.ts';
import { parseStepTraces, type ExampleTrace, type LayerTrace } from '../../records/step-trace.ts';
import type { StepRow } from '../../reducers/run-view.ts';
import { sharedStart, withoutStart } from '../../reducers/shared-start.ts';
import { Bar } from '../parts/bars.tsx';
import { formatCount } from '../parts/format.ts';
import { Loading } from '../parts/loading.tsx';
import { StepPicker } from '../parts/step-picker.tsx';
import { Text } from '../parts/text.tsx';
import { useLoaded } from '../parts/use-loaded.ts';
import { VirtualTable } from '../parts/virtual-table.tsx';
import { Stage, Verdict } from '../parts/stage.tsx';
import { Journey } from './journey.tsx';
import type { ViewProps } from './view-props.ts';

/** One example of a step on its way through the network, with the posterior of its hidden texts. */
export function ExamplesView({ studio, run, place }: ViewProps) {
  const view = run.view.value;
  const rows = view.steps.filter(({ stepped }) => (stepped?.examples ?? 0) > 0);
  const row = rows.find(({ iteration }) => iteration === place.step) ?? rows.at(-1);
  const line = row?.stepped;
  const loaded = useLoaded(JSON.stringify([run.key, line?.offset ?? null]), async () => {
    if (!line) return null;
    const [text, before] = await Promise.all([
      studio.source.readLine(run.key, line),
      row.began ? studio.source.readLine(run.key, row.began) : null,
    ]);
    if (text === null) return null;
    const parameters = parametersOf(fieldsOf(parseJson(before ?? ''))).map(formatParameters);
    return { examples: parseStepTraces(parseJson(text)), parameters };
  });
  if (!row)
    return (
      <p class="empty">
        {view.steps.some(({ stepped }) => stepped !== null)
          ? 'This run records no examples of its steps: it was made by an earlier version, or by the Python reference. The view “Answers” has what the network answered.'
          : 'No step has ended yet.'}
      </p>
    );
  return (
    <>
      <div class="row">
        <StepPicker
          steps={rows.map(({ iteration }) => iteration)}
          step={row.iteration}
          onStep={(step) => studio.adjust({ step })}
        />
        <span class="note">The batch of this step, before the step changed the parameters.</span>
      </div>
      <Loading of={loaded}>
        {(value) =>
          value === null ? (
            <p class="note">The examples of this step are not in this file.</p>
          ) : (
            <Batch {...{ studio, run, place, row, ...value }} />
          )
        }
      </Loading>
    </>
  );
}

function Batch({
  studio,
  run,
  place,
  row,
  examples,
  parameters,
}: ViewProps & {
  readonly row: StepRow;
  readonly examples: readonly ExampleTrace[];
  readonly parameters: readonly string[];
}) {
  const onlyWrong = useSignal(false);
  const shown = onlyWrong.value ? examples.filter(({ loss }) => (loss ?? 0) > 0) : examples;
  const chosen =
    examples.find(({ batchIndex }) => batchIndex === place.example) ??
    shown.at(0) ??
    examples.at(0);
  if (!chosen) return <p class="empty">No example of this batch has an answer.</p>;
  const start = sharedStart(examples.map(({ input }) => input));
  const rest = (input: string): string => withoutStart(input, start);
  return (
    <div class="split">
      <div>
        <label>
          <input
            type="checkbox"
            checked={onlyWrong.value}
            onChange={(event) => (onlyWrong.value = event.currentTarget.checked)}
          />{' '}
          Only wrong answers
        </label>
        <VirtualTable
          label="Examples of the batch"
          rows={shown}
          height={16}
          isChosen={({ batchIndex }) => batchIndex === chosen.batchIndex}
          onChoose={({ batchIndex }) => studio.adjust({ step: row.iteration, example: batchIndex })}
          columns={[
            { name: 'No.', isNumber: true, cell: ({ batchIndex }) => batchIndex },
            { name: 'Answer', cell: ({ loss }) => <Verdict loss={loss} /> },
            { name: 'Input', isWide: true, cell: ({ input }) => rest(input) },
          ]}
        />
      </div>
      <article class="path" aria-label={`Example ${chosen.batchIndex} of step ${row.iteration}`}>
        <h2>
          Example {chosen.batchIndex} <Verdict loss={chosen.loss} />
        </h2>
        <Stage name="Input">
          <Text value={chosen.input} label="input" />
        </Stage>
        {chosen.layers.map((layer, at) => (
          <LayerStage
            key={at}
            layer={layer}
            index={at}
            isLast={at === chosen.layers.length - 1}
            parameters={parameters[at]}
          />
        ))}
        <Stage name="Target">
          <Text value={chosen.target} label="target" />
        </Stage>
        <Journey {...{ studio, run, place }} input={chosen.input} target={chosen.target} />
      </article>
    </div>
  );
}

function LayerStage({
  layer,
  index,
  isLast,
  parameters,
}: {
  readonly layer: LayerTrace;
  readonly index: number;
  readonly isLast: boolean;
  readonly parameters: string | undefined;
}) {
  const { sent, output, hiddenTexts } = layer;
  return (
    <>
      <Stage name={`Layer ${index + 1} reads`}>
        {sent === null ? (
          <p class="note">The prompt as it was sent is not recorded.</p>
        ) : (
          <>
            <Text value={sent} label={`prompt of layer ${index + 1} as it was sent`} />
            {parameters === '' && <p class="note">Its parameters are empty at this step.</p>}
          </>
        )}
      </Stage>
      <Stage name={isLast ? 'It answers' : 'It writes'}>
        <Text value={output} label={`output of layer ${index + 1}`} />
      </Stage>
      {!isLast && (
        <Stage name="Hidden texts, by posterior weight">
          {hiddenTexts.length === 0 ? (
            <p class="note">None was drawn in this step.</p>
          ) : (
            <Posterior layer={layer} />
          )}
        </Stage>
      )}
    </>
  );
}

/** The hidden texts of a layer with their weights; equal texts are put together. */
function Posterior({ layer: { hiddenTexts, output } }: { readonly layer: LayerTrace }) {
  const groups = [...Map.groupBy(hiddenTexts, ({ text }) => text)]
    .map(([text, drawn]) => ({
      text,
      count: drawn.length,
      weight: drawn.reduce((sum, { weight }) => sum + weight, 0),
      weights: drawn.map(({ weight }) => weight),
    }))
    .toSorted((one, other) => other.weight - one.weight);
  return (
    <ol class="posterior">
      {groups.map(({ text, count, weight, weights }) => (
        <li key={text} data-weights={JSON.stringify(weights)}>
          <div class="weight">
            <Bar share={weight} label={`weight ${weight.toFixed(3)}`} />
            <b>{weight.toFixed(3)}</b>
            {count > 1 && <span class="note">drawn {formatCount(count)} times</span>}
            {text === output && <span class="note">as the layer wrote it</span>}
          </div>
          <Text value={text} label="hidden text" />
        </li>
      ))}
    </ol>
  );
}
