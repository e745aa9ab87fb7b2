import type { LineSummary } from './line-summary.ts';
import type { RunView } from './run-view.ts';

/** A state of a layer's parameters that lasts until the next change. */
export interface ParameterVersion {
  /** The first step that begins with it. */
  readonly step: number;
  /** A line that holds it. */
  readonly line: LineSummary;
  /** Of the network with it, if it was validated then. */
  readonly devAccuracy: number | null;
  /** Patience was at its end, and the best parameters were put back. */
  readonly isPutBack: boolean;
}

/** The versions of a layer's parameters, in order. A step that changes nothing makes none. */
export function versionsOf({ steps }: RunView, layer: number): readonly ParameterVersion[] {
  const versions: ParameterVersion[] = [];
  const validated = new Map(steps.map((row) => [row.iteration, row.validated]));
  let last: number | undefined;
  const add = (hash: number | undefined, version: ParameterVersion): void => {
    if (hash === undefined || hash === last) return;
    last = hash;
    versions.push(version);
  };
  for (const { iteration, began, stepped, isRestored } of steps) {
    if (began)
      add(began.parameters[layer], {
        step: iteration,
        line: began,
        // A validation before the parameters were put back is one of others.
        devAccuracy: isRestored ? null : (validated.get(iteration)?.devAccuracy ?? null),
        isPutBack: isRestored,
      });
    if (stepped)
      add(stepped.parameters[layer], {
        step: iteration + 1,
        line: stepped,
        devAccuracy: validated.get(iteration + 1)?.devAccuracy ?? null,
        isPutBack: false,
      });
  }
  return versions;
}
