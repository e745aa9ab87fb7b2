import { createRedactor, type Redactor } from './redact.ts';

/** A shorter key is a placeholder or a word, which a reply may hold. */
const SHORTEST = 8;

/** Replaces the secrets of an endpoint in what its server sends. */
export interface ReplyRedactor {
  /** In JSON of a reply that came as this text. */
  readonly value: (value: unknown, text: string) => unknown;
  /** A function that passes on pieces of a text, also if a secret is spread over several. */
  readonly pieces: (emit: (piece: string) => void) => {
    readonly push: (piece: string) => void;
    /** Passes on what is left. */
    readonly end: () => void;
  };
}

/** A character of a secret that JSON may write as `\u0041`. */
const ESCAPED = /\\u00[2-7]/;

/** @param secrets the key, and what the base URL carries */
export function createReplyRedactor(secrets: readonly string[]): ReplyRedactor {
  const long = secrets.filter((secret) => secret.length >= SHORTEST);
  const redact = createRedactor(long);
  return {
    value: (value, text) => {
      if (long.length === 0) return value;
      // A stream spells a secret over several events.
      const isSuspect = ESCAPED.test(text) || text.startsWith('data:') || redact(text) !== text;
      return isSuspect ? redactDeep(value, redact) : value;
    },
    pieces: (emit) => createPieces(long, redact, emit),
  };
}

function redactDeep(value: unknown, redact: Redactor): unknown {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map((item) => redactDeep(item, redact));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [redact(name), redactDeep(item, redact)]),
  );
}

function createPieces(
  secrets: readonly string[],
  redact: Redactor,
  emit: (piece: string) => void,
): ReturnType<ReplyRedactor['pieces']> {
  let held = '';
  return {
    push: (piece) => {
      const text = redact(held + piece);
      const keep = longestBeginning(text, secrets);
      held = text.slice(text.length - keep);
      if (keep < text.length) emit(text.slice(0, text.length - keep));
    },
    end: () => {
      if (held !== '') emit(held);
      held = '';
    },
  };
}

/** How many characters at the end of a text begin a secret. */
function longestBeginning(text: string, secrets: readonly string[]): number {
  let longest = 0;
  for (const secret of secrets)
    for (let length = Math.min(secret.length - 1, text.length); length > longest; length--)
      if (text.endsWith(secret.slice(0, length))) longest = length;
  return longest;
}
