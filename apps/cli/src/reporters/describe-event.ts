import {
  describeParameters,
  type LayoutChosenEvent,
  type SteppedEvent,
  type TrainEvent,
  type ValidatedEvent,
} from '@dln/vi';
import { formatAccuracy, formatCount, formatNats } from '@dln/run';
import { describeOmission, isKept } from './describe-omission.ts';
import { cutToWidth } from './fit-width.ts';

/** Columns of a terminal. */
const LONGEST_PROMPT = 200;

/** An event in lines for people: what happened, then what changed; empty if nothing is new. */
export function describeEvent(event: TrainEvent, iterations: number): readonly string[] {
  switch (event.type) {
    case 'validated': {
      const accuracy = `dev accuracy ${formatAccuracy(event.devAccuracy)}`;
      return [
        `${place(event.iteration, iterations)}  ${accuracy}${event.isBest ? ', the best so far' : ''}${describeModels(event)}${describeBound(event)}`,
      ];
    }
    case 'layout-chosen':
      return [describeLayout(event)];
    case 'restored':
      return [`${place(event.iteration, iterations)}  back to the best prompts`];
    case 'stopped-early':
      return [
        `${place(event.iteration, iterations)}  stopped early: dev accuracy is ${formatAccuracy(event.devAccuracy)}`,
      ];
    case 'iteration':
      return [];
    case 'stepped':
      return describeStep(event, iterations);
    case 'baseline':
      return [`test accuracy of the initial prompts ${formatAccuracy(event.testAccuracy)}`];
    case 'tested':
      return [`test accuracy ${formatAccuracy(event.testAccuracy)}${describeModels(event)}`];
    case 'omitted':
      return isKept(event)
        ? []
        : [`${place(event.iteration, iterations)}  ${describeOmission(event)}`];
    case 'counted':
      return [`${formatCount(event.promptTokens)} tokens in the test prompts`];
  }
}

/** The accuracy on each of several models. */
function describeModels({ models = [] }: Pick<ValidatedEvent, 'models'>): string {
  if (models.length === 0) return '';
  const each = models.map(({ name, accuracy }) => `${name} ${formatAccuracy(accuracy)}`);
  return ` (${each.join(', ')})`;
}

/** The layout, and how likely it makes training targets. */
function describeLayout({ chosen, alternatives }: LayoutChosenEvent): string {
  const best = alternatives[chosen];
  if (!best) throw new RangeError(`no layout ${chosen} among ${alternatives.length}`);
  const { template, calibration, logLikelihood, examples } = best;
  return `layout ${template}, calibration ${calibration}: ${formatNats(logLikelihood)} on ${examples} training examples, the best of ${alternatives.length}`;
}

/** The log-likelihood of the right answers is at least this, within the error of sampling. */
function describeBound({ bound }: ValidatedEvent): string {
  if (!bound) return '';
  const { nats, standardError } = bound;
  const error = standardError === null ? '' : ` ± ${formatNats(standardError)}`;
  return `; bound ${formatNats(nats)}${error}`;
}

function describeStep(event: SteppedEvent, iterations: number): readonly string[] {
  const { info, runningScore, iteration } = event;
  // The event names the iteration that the step began with.
  const at = place(iteration + 1, iterations);
  if (info.isErrorFree) return [`${at}  every answer of the batch was right: nothing to fix`];
  const score = `score ${formatNats(info.score)} (running ${formatNats(runningScore)})`;
  return [
    `${at}  ${score}, batch accuracy ${formatAccuracy(info.accuracy)}`,
    ...describeJointChoice(event),
    ...describeChanges(event),
  ];
}

/** Whether layers that choose together took other candidates than each alone. */
function describeJointChoice({ info }: SteppedEvent): readonly string[] {
  const updates = info.layers.flatMap(({ update }) => (update?.joint ? [update] : []));
  const [joint] = updates.flatMap((update) => update.joint ?? []);
  if (!joint) return [];
  const { combinations, gain } = joint;
  const changed = updates.filter((update) => update.joint?.separate !== update.chosen).length;
  return [
    changed === 0
      ? `     together, the layers take what each takes alone (${combinations} combinations)`
      : `     together, ${changed} of ${updates.length} layers take another candidate: ${formatNats(gain)} better (${combinations} combinations)`,
  ];
}

/** A line for each layer whose parameters are others now. */
function describeChanges({ info, parameters }: SteppedEvent): readonly string[] {
  return info.layers.flatMap(({ update }, layer) => {
    const winner = update?.candidates[update.chosen];
    const own = parameters[layer];
    if (!own || winner === undefined || winner.origin === 'current') return [];
    return [`     prompt ${layer + 1} is now ${quote(describeParameters(own))}`];
  });
}

/** A prompt in quotes, cut with an ellipsis if it is long; the run directory has all of it. */
function quote(prompt: string): string {
  return cutToWidth(JSON.stringify(prompt), LONGEST_PROMPT);
}

function place(iteration: number, iterations: number): string {
  const total = String(iterations);
  return `${String(iteration).padStart(total.length)}/${total}`;
}
