import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as api from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { runDln } from '../testing/run-dln.ts';
import { startFakeEndpoint } from '../testing/start-fake-endpoint.ts';
import { writeWalks } from '../testing/write-walks.ts';

/** A real SDK, with a memory in place of a collector. */
const exporter = new InMemorySpanExporter();
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-traces-'));
  api.context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const spanProcessors = [new SimpleSpanProcessor(exporter)];
  api.trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors }));
});
afterEach(async () => {
  api.trace.disable();
  api.context.disable();
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

it('shows a run to OpenTelemetry: its steps, and below them each request that was sent', async () => {
  await using endpoint = await startFakeEndpoint();
  vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
  vi.stubEnv('OPENAI_API_KEY', 'a-key-of-my-own');
  const { status, stderr } = await runDln([
    ...['train', '--dataset', await writeWalks(folder), '--out-dir', join(folder, 'run')],
    ...['--model', 'm', '--probe', 'false', '--layers', '2', '--iters', '2', '--batch-size', '4'],
    ...['--num-p-samples', '3', '--num-h-samples', '2', '--max-dev-size', '4'],
    ...['--max-test-size', '4'],
  ]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: expect.any(String) });
  const spans = exporter.getFinishedSpans();
  const byId = new Map(spans.map((span) => [span.spanContext().spanId, span]));
  const parentOf = (span: ReadableSpan): string | undefined =>
    byId.get(span.parentSpanContext?.spanId ?? '')?.name;
  const parents = Map.groupBy(spans, ({ name }) => name);
  const requests = spans.filter(({ kind }) => kind === api.SpanKind.CLIENT);

  const [run] = parents.get('train') ?? [];
  expect(run?.attributes).toEqual({ 'dln.dataset': 'walks', 'dln.layers': 2 });
  for (const name of ['validate', 'step', 'test'])
    expect(new Set(parents.get(name)?.map(parentOf))).toEqual(new Set(['train']));
  expect(parents.get('step')).toHaveLength(2);
  expect(new Set(requests.map(parentOf))).toEqual(new Set(['validate', 'step', 'test']));
  expect(requests).toHaveLength(endpoint.requests.length);
  expect(requests[0]?.attributes).toMatchObject({ 'gen_ai.operation.name': 'text_completion' });
  const traces = JSON.stringify(spans.map(({ name, attributes }) => [name, attributes]));
  expect(traces).not.toContain('a-key-of-my-own');
  expect(traces).not.toContain('gen_ai.input.messages');
  expect(await readFile(join(folder, 'run', 'events.jsonl'), 'utf8')).toContain('"type":"tested"');
});
