import { z } from 'zod';

/** An error as a server words it, in the body of a reply. */
export interface ErrorBody {
  /** The HTTP status that the error stands for, if the body says so or its words leave no doubt. */
  readonly status?: number;
  /** The server's own code, such as `insufficient_quota`. */
  readonly code?: string;
  /** The request's field that it is about. */
  readonly parameter?: string;
  readonly message: string;
}

const scalar = z.union([z.string(), z.number()]).nullish().catch(undefined);
const errorSchema = z.looseObject({
  message: z.string().nullish().catch(undefined),
  code: scalar,
  status: scalar,
  type: scalar,
  param: z.string().nullish().catch(undefined),
  metadata: z
    .looseObject({
      raw: z.string().nullish().catch(undefined),
      reasons: z.array(z.unknown()).nullish().catch(undefined),
    })
    .nullish()
    .catch(undefined),
});

const bodySchema = z.looseObject({
  error: z.unknown().optional(),
  choices: z.unknown().optional(),
  message: z.unknown().optional(),
  detail: z.unknown().optional(),
  errors: z.unknown().optional(),
});
/** An error in a list, as FastAPI (`msg`, `loc`) and Cloudflare (`message`) write it. */
const listedSchema = z.looseObject({
  msg: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
  loc: z
    .array(z.union([z.string(), z.number()]))
    .optional()
    .catch(undefined),
});
const choiceSchema = z.looseObject({ error: z.unknown().optional() });

/**
 * The error that a reply with status 200 holds: under `error`, in a choice, or in place of the
 * reply; undefined for a reply.
 */
export function findErrorBody(value: unknown): ErrorBody | undefined {
  const body = bodySchema.safeParse(value).data;
  if (body === undefined) return undefined;
  const own = toErrorBody(body.error);
  if (own !== undefined) return own;
  const [first] = Array.isArray(body.choices) ? (body.choices as readonly unknown[]) : [];
  const inChoice = toErrorBody(choiceSchema.safeParse(first).data?.error);
  if (inChoice !== undefined) return inChoice;
  if (first !== undefined) return undefined;
  const { message, detail, errors } = body;
  if (typeof message === 'string') return toErrorBody(body);
  if (typeof detail === 'string') return toErrorBody(detail);
  return firstOfList(detail) ?? firstOfList(errors);
}

function firstOfList(errors: unknown): ErrorBody | undefined {
  const [first] = Array.isArray(errors) ? (errors as readonly unknown[]) : [];
  if (typeof first === 'string') return toErrorBody(first);
  const { msg, message = msg, loc } = listedSchema.safeParse(first).data ?? {};
  if (message === undefined) return undefined;
  return toErrorBody(loc === undefined ? message : `${loc.join('.')}: ${message}`);
}

/** Reads an error object or text; undefined if it holds none, as `null` and `{}` do. */
export function toErrorBody(error: unknown): ErrorBody | undefined {
  if (typeof error === 'string') {
    if (error === '') return undefined;
    const status = statusInWords(error);
    return { message: error, ...(status === undefined ? {} : { status }) };
  }
  const parsed = errorSchema.safeParse(error).data;
  if (parsed === undefined || Array.isArray(error)) return undefined;
  const { message, code, status, type, param, metadata } = parsed;
  if (!message && code === undefined && type === undefined) return undefined;
  const raw = metadata?.raw ?? undefined;
  const words = message || [type, code].filter((part) => part !== undefined).join(' ');
  const text = raw === undefined || words.includes(raw) ? words : `${words} (${raw})`;
  const isModerated = (metadata?.reasons ?? []).length > 0;
  const number =
    toStatus(code) ??
    toStatus(status) ??
    statusInCode(`${code ?? ''} ${status ?? ''} ${type ?? ''}`) ??
    statusInWords(text);
  const ownCode = typeof code === 'string' && toStatus(code) === undefined ? code : undefined;
  const shown = isModerated ? 'content_filter' : ownCode;
  return {
    message: text,
    ...(number === undefined ? {} : { status: number }),
    ...(shown === undefined ? {} : { code: shown }),
    ...(param ? { parameter: param } : {}),
  };
}

/** A number that is an HTTP status, or begins with one, as 40301 does. */
function toStatus(code: string | number | null | undefined): number | undefined {
  const number = typeof code === 'string' && /^\d+$/.test(code) ? Number(code) : code;
  if (typeof number !== 'number' || !Number.isInteger(number)) return undefined;
  const status = number >= 40_000 ? Math.floor(number / 100) : number;
  return status >= 400 && status <= 599 ? status : undefined;
}

const STATUS_BY_CODE: readonly (readonly [RegExp, number])[] = [
  [/context_length|content_filter|content_policy/i, 400],
  [/rate.?limit|too.?many.?requests|throttl|exhausted|quota/i, 429],
  [/overloaded/i, 529],
  [/unavailable/i, 503],
  [/bad.?gateway/i, 502],
  [/time.?d?.?out/i, 504],
  [/server.?error|internal/i, 500],
  [/not.?found/i, 404],
  [/authenti|api_key|unauthorized/i, 401],
  [/permission|forbidden/i, 403],
  [/invalid_request|bad.?request|unsupported|invalid.?parameter/i, 400],
];

function statusInCode(code: string): number | undefined {
  return STATUS_BY_CODE.find(([pattern]) => pattern.test(code))?.[1];
}

const STATUS_BY_WORDS: readonly (readonly [RegExp, number])[] = [
  [/rate limit|too many requests/i, 429],
  [/overload|at capacity|try again|temporarily|unavailable|is (?:still )?loading/i, 503],
  [/timed? ?out/i, 504],
  [/internal (?:server )?error/i, 500],
];

function statusInWords(message: string): number | undefined {
  return STATUS_BY_WORDS.find(([pattern]) => pattern.test(message))?.[1];
}
