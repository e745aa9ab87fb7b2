import type { CellName } from './cell.ts';

/** The folder of a cell: experiment / model / variant / dataset / row / setting / seed. */
export function cellPath(name: CellName): string {
  const { experiment, model, variant, limit, dataset, row, setting, seed } = name;
  return [
    experiment,
    model,
    limit === null ? variant : `${variant}-limit-${limit}`,
    dataset,
    row,
    ...(setting === '' ? [] : [setting]),
    `seed-${seed}`,
  ]
    .map(toFolderName)
    .join('/');
}

/** Keeps letters, digits, dots, signs and dashes, so that no model name leads to another folder. */
function toFolderName(text: string): string {
  const plain = text
    .replaceAll(/[^\p{L}\p{N}.=+_-]+/gu, '-')
    .replaceAll(/^[-.]+|-+$/g, '')
    .toLowerCase();
  return plain === '' ? '-' : plain;
}
