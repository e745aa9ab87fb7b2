import type { Template } from '@dln/templates';

/**
 * An input with solved examples before it: each rendered under an empty prompt with its answer,
 * three line breaks apart (dln/vi/model.py:770-780).
 *
 * @param template the template of the only layer
 */
export function renderFewShots(
  template: Template,
  input: string,
  fewShots: readonly { readonly input: string; readonly target: string }[],
): string {
  const shots = fewShots.map((shot) =>
    template.render({ prompt: '', input: shot.input, answer: shot.target, demonstrations: [] }),
  );
  return shots.length === 0 ? input : [...shots, input].join('\n\n\n');
}
