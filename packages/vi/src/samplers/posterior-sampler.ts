import type { RandomState } from '@dln/random';
import type { Template } from '@dln/templates';

/** What is known of one example's hidden text when a better one is drawn. */
export interface PosteriorExample {
  /** What the layer read. */
  readonly input: string;
  /** What the layer wrote. */
  readonly text: string;
  /** What the layer above should write. */
  readonly target: string;
}

/** Options of `planPosterior`. */
export interface PlanPosteriorOptions {
  /** One is drawn for each request. At least one. */
  readonly templates: readonly Template[];
  readonly examples: readonly PosteriorExample[];
  /** Of the layer that wrote the text. */
  readonly prompt: string;
  /** Of the layer above. */
  readonly nextPrompt: string;
  /** Samples for each example. */
  readonly samples: number;
  /** Drawn from: one choice of a template a request. */
  readonly random: RandomState;
}

/**
 * The texts that the backward model continues to draw hidden texts from q(h | x, y) (paper,
 * appendix D: a mixture of q_pri and q_pri+ with two templates).
 *
 * @returns example after example, `samples` for each
 */
export function planPosterior(options: PlanPosteriorOptions): readonly string[] {
  const { templates, examples, prompt, nextPrompt, samples, random } = options;
  return examples.flatMap(({ input, text, target }) =>
    Array.from({ length: samples }, (_, sample) => {
      const template = random.choice(templates);
      const messages = template.messageAlternatives ?? [];
      return template.render({
        input,
        h: text,
        y: target,
        prompt,
        next_prompt: nextPrompt,
        message: messages[sample % messages.length] ?? null,
      });
    }),
  );
}
