import type { ClassificationReport } from '@dln/vi/report';
import { formatCount, formatShare } from '../parts/format.ts';

/** A cell of the confusion matrix; null for answers that name no class. */
export interface ConfusionCell {
  readonly target: number;
  readonly answer: number | null;
}

/** The confusion matrix, whose cells choose answers, and the figures of each class. */
export function ClassTables({
  classes,
  confusion,
  calibration,
  chosen,
  onChoose,
}: {
  readonly classes: NonNullable<ClassificationReport['classes']>;
  readonly confusion: NonNullable<ClassificationReport['confusion']>;
  readonly calibration: ClassificationReport['calibration'];
  readonly chosen: {
    readonly target: number | null;
    readonly answer: number | null | undefined;
  };
  readonly onChoose: (cell: ConfusionCell | null) => void;
}) {
  const highest = Math.max(1, ...confusion.flat());
  const hasNone = confusion.some((row) => (row[classes.length] ?? 0) > 0);
  const answers = [...classes.keys(), ...(hasNone ? [null] : [])];
  return (
    <div class="side-by-side">
      <div class="table-box" tabIndex={0} role="region" aria-label="Confusion matrix">
        <table class="confusion">
          <caption>Confusion: rows are targets, columns are answers</caption>
          <thead>
            <tr>
              <th scope="col">Target</th>
              {answers.map((at) => (
                <th key={at} scope="col" class="number">
                  {at === null ? 'no class' : classes[at]?.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {confusion.map((row, target) => (
              <tr key={target}>
                <th scope="row">{classes[target]?.name}</th>
                {answers.map((answer) => {
                  const count = row[answer ?? classes.length] ?? 0;
                  const isChosen = chosen.target === target && chosen.answer === answer;
                  return (
                    <td key={answer} class={`number ${target === answer ? 'hit' : ''}`}>
                      <button
                        type="button"
                        class="cell"
                        aria-pressed={isChosen}
                        aria-label={`target ${classes[target]?.name ?? ''}, answer ${answer === null ? 'no class' : (classes[answer]?.name ?? '')}: ${count}`}
                        onClick={() => onChoose(isChosen ? null : { target, answer })}
                      >
                        <span
                          class="cell-shade"
                          style={{ opacity: String((count / highest) * 0.35) }}
                          aria-hidden="true"
                        />
                        <span class="cell-count">{count}</span>
                      </button>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div class="table-box" tabIndex={0} role="region" aria-label="Figures of classes">
        <table>
          <caption>
            Classes
            {calibration !== null &&
              `; calibration error ${formatShare(calibration.expectedCalibrationError)}`}
          </caption>
          <thead>
            <tr>
              <th scope="col">Class</th>
              <th scope="col" class="number">
                Examples
              </th>
              <th scope="col" class="number">
                Recall
              </th>
              <th scope="col" class="number">
                Precision
              </th>
              <th scope="col" class="number">
                F1
              </th>
            </tr>
          </thead>
          <tbody>
            {classes.map(({ name, support, recall, precision, f1 }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td class="number">{formatCount(support)}</td>
                <td class="number">{formatShare(recall)}</td>
                <td class="number">{formatShare(precision)}</td>
                <td class="number">{formatShare(f1)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
