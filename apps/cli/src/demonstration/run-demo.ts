import { train, type AnsweredExample, type LayerParameters } from '@dln/vi';
import {
  type Configuration,
  type Learner,
  type RunReporter,
  type RunSummary,
  runTraining,
} from '@dln/run';
import type { DemoOutcome } from './describe-demo.ts';

/** Trains the demonstration's network, which tests its initial prompts, too. */
export async function runDemo(
  configuration: Configuration,
  options: { readonly signal: AbortSignal; readonly reporter: RunReporter },
): Promise<{ readonly summary: RunSummary; readonly outcome: DemoOutcome | undefined }> {
  let initial: readonly LayerParameters[] = [];
  let firstExamples: readonly AnsweredExample[] | undefined;
  let examples: readonly AnsweredExample[] | undefined;
  let name = '';
  let isGenerated = false;
  const learn: Learner = async function* (run) {
    const { dataset, parameters } = run;
    isGenerated = dataset.sources.some(
      (source) => source.isGenerated && source.splits.includes('test'),
    );
    name = dataset.name;
    initial = parameters;
    for await (const event of train(run)) {
      if (event.type === 'baseline') firstExamples = event.examples;
      if (event.type === 'tested') examples = event.examples;
      yield event;
    }
  };
  const summary = await runTraining(configuration, { ...options, learn });
  const { bestParameters, testAccuracy, baselineAccuracy, runDirectory } = summary;
  const outcome: DemoOutcome | undefined =
    examples === undefined ||
    firstExamples === undefined ||
    testAccuracy === null ||
    baselineAccuracy === null
      ? undefined
      : {
          before: { parameters: initial, accuracy: baselineAccuracy },
          after: { parameters: bestParameters, accuracy: testAccuracy },
          examples,
          firstExamples,
          dataset: name,
          isGenerated,
          runDirectory,
        };
  return { summary, outcome };
}
