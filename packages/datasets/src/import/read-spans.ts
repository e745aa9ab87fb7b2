import { z } from 'zod';
import { messageSchema, type LoggedMessage } from './chat-log-schema.ts';
import { readRating, toRow, type ImportedRow } from './imported-row.ts';

interface AnyValue {
  readonly stringValue?: string | undefined;
  readonly intValue?: string | number | undefined;
  readonly doubleValue?: number | undefined;
  readonly boolValue?: boolean | undefined;
  readonly arrayValue?: { readonly values?: readonly AnyValue[] | undefined } | undefined;
  readonly kvlistValue?:
    | {
        readonly values?: readonly { readonly key: string; readonly value: AnyValue }[] | undefined;
      }
    | undefined;
}

const anyValue: z.ZodType<AnyValue> = z.lazy(() =>
  z.looseObject({
    stringValue: z.string().optional(),
    intValue: z.union([z.string(), z.number()]).optional(),
    doubleValue: z.number().optional(),
    boolValue: z.boolean().optional(),
    arrayValue: z.looseObject({ values: z.array(anyValue).optional() }).optional(),
    kvlistValue: z
      .looseObject({
        values: z.array(z.looseObject({ key: z.string(), value: anyValue })).optional(),
      })
      .optional(),
  }),
);

const attributes = z.union([
  z.array(z.looseObject({ key: z.string(), value: anyValue })),
  z.record(z.string(), z.unknown()),
]);

const spanSchema = z.looseObject({
  attributes,
  events: z.array(z.looseObject({ attributes: attributes.optional() })).optional(),
});

const exportSchema = z.looseObject({
  resourceSpans: z.array(
    z.looseObject({ scopeSpans: z.array(z.looseObject({ spans: z.array(spanSchema) })) }),
  ),
});

/** A span with its attributes as plain values. */
type PlainSpan = Readonly<Record<string, unknown>>;

/**
 * The spans of a line: an OTLP export with `resourceSpans`, or one span with `attributes`.
 *
 * @returns `undefined` if the line is neither
 */
export function readSpans(value: unknown): readonly PlainSpan[] | undefined {
  const exported = exportSchema.safeParse(value);
  if (exported.success)
    return exported.data.resourceSpans
      .flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))
      .map(toPlain);
  const single = spanSchema.safeParse(value);
  return single.success ? [toPlain(single.data)] : undefined;
}

/**
 * The row of a span that calls a chat model.
 *
 * @returns `undefined` for other spans, or why there is no row
 */
export function rowOfSpan(span: PlainSpan): ImportedRow | string | undefined {
  const operation = span['gen_ai.operation.name'];
  const asked = readMessages(span['gen_ai.input.messages'] ?? span['gen_ai.prompt']);
  if (operation === undefined && asked === undefined) return undefined;
  if (asked === undefined) return 'the span holds no messages (was their capture switched on?)';
  const system = readMessages(span['gen_ai.system_instructions'], 'system') ?? [];
  const answers = readMessages(
    span['gen_ai.output.messages'] ?? span['gen_ai.completion'],
    'assistant',
  );
  const rating = readRating(
    readVerdict(span['gen_ai.evaluation.score.value']) ??
      readVerdict(span['gen_ai.evaluation.score.label']) ??
      readVerdict(span['rating']),
  );
  const label = readVerdict(span['label']) ?? readVerdict(span['target']);
  return toRow([...system, ...asked, ...(answers ?? []).slice(0, 1)], {
    rating,
    label: label === undefined ? undefined : String(label),
  });
}

function readVerdict(value: unknown): string | number | boolean | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : undefined;
}

/** Messages are a list, its JSON, a list of parts, or a plain text of the given role. */
function readMessages(value: unknown, role = 'user'): readonly LoggedMessage[] | undefined {
  if (value === undefined || value === null) return undefined;
  const parsed = typeof value === 'string' ? parseJson(value) : value;
  const list = z.array(messageSchema).safeParse(parsed);
  if (list.success) return list.data;
  if (Array.isArray(parsed)) {
    const message = messageSchema.safeParse({ role, parts: parsed });
    return message.success ? [message.data] : undefined;
  }
  return typeof value === 'string' ? [{ role, content: value }] : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toPlain({ attributes: own, events = [] }: z.output<typeof spanSchema>): PlainSpan {
  // Evaluations and, in older conventions, messages are events of the span.
  return Object.assign(
    {},
    ...events.map(({ attributes: ofEvent }) => (ofEvent ? plainAttributes(ofEvent) : {})),
    plainAttributes(own),
  ) as PlainSpan;
}

function plainAttributes(own: z.output<typeof attributes>): PlainSpan {
  if (!Array.isArray(own)) return own;
  return Object.fromEntries(own.map(({ key, value }) => [key, plainValue(value)]));
}

function plainValue(value: AnyValue): unknown {
  const { stringValue, intValue, doubleValue, boolValue, arrayValue, kvlistValue } = value;
  if (arrayValue) return (arrayValue.values ?? []).map(plainValue);
  if (kvlistValue)
    return Object.fromEntries(
      (kvlistValue.values ?? []).map(({ key, value: inner }) => [key, plainValue(inner)]),
    );
  return (
    stringValue ??
    (intValue === undefined ? undefined : Number(intValue)) ??
    doubleValue ??
    boolValue
  );
}
