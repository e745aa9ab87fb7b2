import type { Template } from '@dln/templates';
import type { ProposalExample } from './prompt-sampler.ts';

const LONGEST_OUTPUT = 80;
const PRINTS_FEEDBACK = /\.feedback\b/;

/** Whether requests of a template show what the metric said: in a hint, or by themselves. */
export function showsFeedback({ text, variables }: Pick<Template, 'text' | 'variables'>): boolean {
  return variables.includes('message') || PRINTS_FEEDBACK.test(text);
}

/**
 * The hint of a request for prompts, after what the metric said of the examples that it shows.
 * Unchanged without feedback, and for a template that prints `example.feedback` itself or has no
 * `message`.
 */
export function withFeedback(
  { text, variables }: Pick<Template, 'text' | 'variables'>,
  hint: string | null,
  examples: readonly ProposalExample[],
): string | null {
  if (!variables.includes('message') || PRINTS_FEEDBACK.test(text)) return hint;
  const lines = examples.flatMap(({ output, feedback }) =>
    feedback === undefined ? [] : [`- ${quote(output)}: ${feedback.replace(/\s+/g, ' ')}`],
  );
  if (lines.length === 0) return hint;
  return ['Feedback on the student outputs:', ...lines, ...(hint === null ? [] : [hint])].join(
    '\n',
  );
}

function quote(output: string): string {
  const line = output.replace(/\s+/g, ' ').trim();
  return JSON.stringify(
    line.length > LONGEST_OUTPUT ? `${line.slice(0, LONGEST_OUTPUT - 1)}…` : line,
  );
}
