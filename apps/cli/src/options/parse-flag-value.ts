import type { SettingKind } from '@dln/run';

const truths: { readonly [Word in string]: boolean } = {
  true: true,
  True: true,
  false: false,
  False: false,
};

/**
 * What a flag's text says, as far as the setting's kind can read it; text that the kind cannot read
 * stays text, so that the schema refuses it together with everything else that is wrong. (A flag
 * with no text, as in `--one-layer`, never comes here: it is `true`.)
 */
export function parseFlagValue(options: {
  readonly kind: SettingKind;
  readonly text: string;
  /** What earlier flags of the same name gave. */
  readonly earlier?: unknown;
}): unknown {
  const { kind, text, earlier } = options;
  switch (kind.type) {
    case 'boolean':
      return truths[text] ?? text;
    case 'integer':
    case 'number':
      return toNumber(text);
    case 'numbers':
      return [...(Array.isArray(earlier) ? (earlier as readonly unknown[]) : []), toNumber(text)];
    case 'texts':
      return [...(Array.isArray(earlier) ? (earlier as readonly unknown[]) : []), text];
    case 'text':
    case 'choice':
      return text;
  }
}

/** The number that a text gives; other texts are refused with the setting. */
function toNumber(text: string): string | number {
  return /^\s*$/.test(text) || Number.isNaN(Number(text)) ? text : Number(text);
}
