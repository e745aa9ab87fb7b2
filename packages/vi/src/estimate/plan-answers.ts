import type { Split } from '@dln/datasets';
import { createClassForms } from '../scoring/class-forms.ts';
import { followUpsOf, mayAnswerFreely } from './plan-unresolved.ts';
import type { InferenceContext } from '../inference/inference-context.ts';
import type { ClassScoring } from '../scoring/class-scores.ts';
import { scoresTexts, givesNextTokens } from '../scoring/scorable.ts';
import { flooredFirstToken } from '../scoring/floored-first-token.ts';
import type { WrittenLengths } from './lengths-at.ts';
import type { Bound, CallPurpose, PlannedCalls } from './planned-calls.ts';
import type { TextLengths } from './text-lengths.ts';

/** What calls are planned with. */
export interface Planning {
  readonly context: InferenceContext;
  readonly texts: TextLengths;
  readonly written: WrittenLengths;
  readonly bound: Bound;
}

/** Questions of one kind, repeats among them. */
export interface Asked {
  readonly purpose: CallPurpose;
  readonly calls: number;
  /** @default 0 */
  readonly repeats?: number;
  /** Of each context. */
  readonly promptTokens: number;
}

/** So many questions for a distribution over classes: one about the next token, then all verbalizers where that does not tell, or the model gives no next tokens. */
export function planClasses(
  { context, texts, bound }: Planning,
  { purpose, calls, repeats = 0, promptTokens }: Asked,
  classScoring: ClassScoring = context.strategies.classScoring,
): readonly PlannedCalls[] {
  const { layers, models } = context;
  const each = { purpose, role: 'score' as const, promptTokens };
  const variants = layers.at(-1)?.outputClasses?.verbalizers.flat().length ?? 0;
  const asksNext = givesNextTokens(models.score);
  const questions = 1 + followUpsOf(context, bound, classScoring);
  const next = asksNext
    ? [{ ...each, calls: calls * questions, repeats: repeats * questions, completionTokens: 1 }]
    : [];
  const verbalizers = layers.at(-1)?.outputClasses?.verbalizers ?? [];
  const isWhole = bound === 'high' || createClassForms(verbalizers).isNested;
  const mayAskMore =
    classScoring !== flooredFirstToken && scoresTexts(models.score) && variants > 0;
  if (!mayAskMore || (asksNext && !isWhole)) return next;
  return [
    ...next,
    {
      ...each,
      promptTokens: promptTokens + texts.verbalizer,
      calls: calls * variants,
      repeats: repeats * variants,
      completionTokens: 0,
    },
  ];
}

/** So many answers of a layer, as `writeLayer` asks for them. */
export function planWriting(
  planning: Planning,
  index: number,
  asked: Asked,
  isConstrained = true,
): readonly PlannedCalls[] {
  const { context, written } = planning;
  const { writesClasses = false, outputClasses } = context.layers[index] ?? {};
  const isByClass = isConstrained && writesClasses && outputClasses !== undefined;
  const scored = isByClass ? planClasses(planning, asked) : [];
  const isAlsoFree = planning.bound === 'high' && mayAnswerFreely(context);
  if (isByClass && !isAlsoFree) return scored;
  const length = written.hidden[index] ?? written.answer;
  const most = isConstrained ? Infinity : (context.strategies.accuracy.maxTokens ?? Infinity);
  return [
    ...scored,
    {
      purpose: asked.purpose,
      role: 'forward',
      calls: asked.calls,
      repeats: asked.repeats ?? 0,
      promptTokens: asked.promptTokens,
      completionTokens: Math.min(length, most),
    },
  ];
}

/** Tokens of what a layer reads, by the texts that it may read. */
export function contextTokens(
  { texts, written }: Planning,
  index: number,
  options: { readonly split?: Split; readonly prompt?: number; readonly below?: number } = {},
): number {
  const { split = 'train', prompt = written.prompts[index] ?? 0, below } = options;
  const base = texts.contexts[split][index] ?? 0;
  return base + prompt + (index === 0 ? 0 : (below ?? written.hidden[index - 1] ?? 0));
}

/** The network's answers to so many inputs, all layers. */
export function planAnswers(
  planning: Planning,
  options: {
    readonly purpose: CallPurpose;
    readonly count: number;
    readonly split: Split;
    /** `[layer]`: tokens. @default those of learned prompts */
    readonly prompts?: readonly number[];
  },
): readonly PlannedCalls[] {
  const { purpose, count: calls, split, prompts = planning.written.prompts } = options;
  return planning.context.layers.flatMap((_, index) =>
    planWriting(planning, index, {
      purpose,
      calls,
      promptTokens: contextTokens(planning, index, { split, prompt: prompts[index] ?? 0 }),
    }),
  );
}
