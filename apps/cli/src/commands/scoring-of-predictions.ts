import { addGrounds, describeGrounds, type Prediction, type ScoringGrounds } from '@dln/vi';

/**
 * What the class scores of predictions rest on, by how they were found; none for a network that
 * writes freely.
 */
export function scoringOf(predictions: readonly Prediction[]): readonly ScoringGrounds[] {
  return addGrounds(predictions.flatMap(({ scoring }) => scoring ?? []));
}

/**
 * Notes on predictions that rest on less than the probabilities of all classes; none if all are
 * certain.
 */
export function describeUncertain(predictions: readonly Prediction[]): readonly string[] {
  const uncertain = scoringOf(predictions).filter(
    ({ floored, unanswered }) => floored > 0 || unanswered > 0,
  );
  const unread = predictions.filter(({ answeredBy }) => answeredBy === 'unread').length;
  return [
    ...describeGrounds(uncertain).map((line) => `class scores: ${line}`),
    ...(unread === 0 ? [] : [`${unread} of ${predictions.length} answers name no class`]),
  ];
}

/**
 * How a prediction's class was scored, for a line of JSON: the strategy, and how many classes were
 * not shown.
 */
export function scoringFields({
  scoring,
}: Pick<Prediction, 'scoring'>): Readonly<Record<string, unknown>> {
  if (scoring === undefined) return {};
  const { strategy, floored } = scoring;
  return { scoredBy: strategy, ...(floored > 0 ? { flooredClasses: floored } : {}) };
}
