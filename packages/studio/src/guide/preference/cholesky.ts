/**
 * Inverts a symmetric positive definite matrix.
 *
 * @param matrix `[row][column]`
 * @throws RangeError if it is not positive definite
 */
export function invertPositiveDefinite(
  matrix: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  const lower = factorize(matrix);
  const columns = matrix.map((_, column) => solve(lower, unit(matrix.length, column)));
  return columns; // symmetric, so its columns are its rows
}

/** Lower triangular L with L Lᵀ = matrix. */
function factorize(matrix: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const lower: number[][] = [];
  for (const [row, values] of matrix.entries()) {
    const current: number[] = [];
    lower.push(current);
    for (let column = 0; column <= row; column++) {
      const other = lower[column] ?? [];
      const rest = at(values, column) - dot(current, other, column);
      if (column < row) current.push(rest / at(other, column));
      else if (rest > 0) current.push(Math.sqrt(rest));
      else throw new RangeError('the matrix is not positive definite');
    }
  }
  return lower;
}

/** Solves L Lᵀ x = b. */
function solve(lower: readonly (readonly number[])[], b: readonly number[]): readonly number[] {
  const forward: number[] = [];
  for (const [row, values] of lower.entries())
    forward.push((at(b, row) - dot(values, forward, row)) / at(values, row));
  const solution = forward.slice();
  for (let row = lower.length - 1; row >= 0; row--) {
    let rest = at(forward, row);
    for (let below = row + 1; below < lower.length; below++)
      rest -= at(lower[below] ?? [], row) * at(solution, below);
    solution[row] = rest / at(lower[row] ?? [], row);
  }
  return solution;
}

function unit(length: number, index: number): readonly number[] {
  return Array.from({ length }, (_, position) => (position === index ? 1 : 0));
}

function dot(one: readonly number[], other: readonly number[], length: number): number {
  let sum = 0;
  for (let index = 0; index < length; index++) sum += at(one, index) * at(other, index);
  return sum;
}

function at(values: readonly number[], index: number): number {
  const value = values[index];
  if (value === undefined) throw new RangeError(`no value at ${index} of ${values.length}`);
  return value;
}
