import type { LossFaults } from './find-faults.ts';

/**
 * Describes what a loss confuses, in one sentence without a full stop. Undefined if it confuses
 * nothing.
 */
export function describeLossFaults(
  loss: string,
  { coinciding: [same], separated: [apart] }: LossFaults,
): string | undefined {
  if (same)
    return (
      `${loss} takes ${quote(same.left)} and ${quote(same.right)} for the same answer, ` +
      'so that a wrong answer counts as right'
    );
  if (apart)
    return (
      `${loss} takes ${quote(apart.left)} and ${quote(apart.right)}, which are one class, ` +
      'for different answers, so that a right answer counts as wrong'
    );
  return undefined;
}

function quote(text: string): string {
  const shown = text.length > 60 ? `${text.slice(0, 59)}…` : text;
  return JSON.stringify(shown);
}
