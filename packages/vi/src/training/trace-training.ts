import type { OpenTelemetryApi, OpenTelemetryAttributes, OpenTelemetrySpan } from '@dln/llm';
import type { TrainEvent } from './train-event.ts';

/** Options of `traceTraining`. */
export interface TraceTrainingOptions {
  /** `import * as api from '@opentelemetry/api'`. */
  readonly api: OpenTelemetryApi;
  /** Of the run's span: the dataset's name, the preset. @default none */
  readonly attributes?: OpenTelemetryAttributes;
}

/** OpenTelemetry's number for a failure. */
const ERROR = 2;

/**
 * The same events, with a span for the run, and below it one for each validation, each step and the
 * test; spans of the models' requests (`traced` of `@dln/llm`) are below those.
 *
 * @example
 * import * as api from '@opentelemetry/api';
 * for await (const event of traceTraining(train(options), { api })) console.log(event.type);
 */
export async function* traceTraining<Result>(
  run: AsyncGenerator<TrainEvent, Result, undefined>,
  { api, attributes = {} }: TraceTrainingOptions,
): AsyncGenerator<TrainEvent, Result, undefined> {
  const { trace, context } = api;
  const tracer = trace.getTracer('@dln/vi');
  const whole = tracer.startSpan('train', { attributes }, context.active() as never);
  const within = trace.setSpan(context.active() as never, whole as never);
  try {
    for (;;) {
      const part = tracer.startSpan('part', {}, within as never);
      const inside = trace.setSpan(within as never, part as never);
      try {
        const next = await context.with(inside as never, () => run.next());
        if (next.done) return next.value;
        // An event without work: its span never ends, so it is not exported.
        if (describe(part, next.value)) part.end();
        yield next.value;
      } catch (error) {
        fail(part, error);
        part.end();
        throw error;
      }
    }
  } catch (error) {
    fail(whole, error);
    throw error;
  } finally {
    whole.end();
    // A consumer that stops reading events stops the run.
    await run.return(undefined as never);
  }
}

/** Names a span after what was done, and tells what came of it; false for an event without work. */
function describe(span: OpenTelemetrySpan, event: TrainEvent): boolean {
  const tell = (name: string, figures: Readonly<Record<string, number | null>>): true => {
    span.updateName(name);
    const known = Object.entries(figures).filter(
      (figure): figure is [string, number] => figure[1] !== null,
    );
    span.setAttributes({ 'dln.iteration': event.iteration, ...Object.fromEntries(known) });
    return true;
  };
  switch (event.type) {
    case 'validated':
      return tell('validate', { 'dln.dev_accuracy': event.devAccuracy });
    case 'stepped':
      return tell('step', {
        'dln.score': event.info.score,
        'dln.batch_accuracy': event.info.accuracy,
        'dln.running_score': event.runningScore,
      });
    case 'baseline':
      return tell('test', { 'dln.baseline_accuracy': event.testAccuracy });
    case 'tested':
      return tell('test', { 'dln.test_accuracy': event.testAccuracy });
    case 'layout-chosen':
      return tell('choose layout', { 'dln.layout': event.chosen });
    case 'counted':
      return tell('count', { 'dln.prompt_tokens': event.promptTokens });
    case 'iteration':
    case 'restored':
    case 'stopped-early':
    case 'omitted':
      return false;
  }
}

function fail(span: OpenTelemetrySpan, error: unknown): void {
  const [type, message] =
    error instanceof Error ? [error.name, error.message] : ['_OTHER', String(error)];
  span.setAttributes({ 'error.type': type });
  span.setStatus({ code: ERROR, message });
}
