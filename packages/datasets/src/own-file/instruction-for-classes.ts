import type { OutputClasses } from '../classes/output-classes.ts';

/** The instruction of a task that has classes and no description: `Answer with one of: yes, no.` */
export function instructionForClasses(specifications: OutputClasses['specifications']): string {
  const names = specifications.map((specification) => specification.split('|')[0]);
  return `Answer with one of: ${names.join(', ')}.`;
}
