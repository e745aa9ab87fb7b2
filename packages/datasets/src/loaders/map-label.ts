import type { DatasetDescription } from '../catalogue/dataset-description.ts';
import type { DataFile } from '../files/data-file.ts';
import { DatasetFileError } from '../files/dataset-file-error.ts';

/**
 * Maps a label of a file to its target.
 *
 * @throws DatasetFileError if the catalogue maps labels, but not this one
 */
export function mapLabel(
  label: string,
  { labels }: DatasetDescription,
  place: { readonly data: DataFile; readonly line: number | undefined },
): string {
  if (labels.size === 0) return label;
  const target = labels.get(label) ?? findAlike(label, labels);
  if (target !== undefined) return target;
  throw new DatasetFileError({
    ...place.data,
    line: place.line,
    problem:
      `the label ${JSON.stringify(label)} is none of those that the catalogue knows ` +
      `(${[...labels.keys()].join(', ')})`,
  });
}

/**
 * The target of the one label that equals the text up to blanks and Unicode form, or the number:
 * `1.0` equals `1`.
 */
function findAlike(label: string, labels: ReadonlyMap<string, string>): string | undefined {
  const text = toPlain(label);
  const alike = [...labels].filter(([other]) => toPlain(other) === text);
  return alike.length === 1 ? alike[0]?.[1] : undefined;
}

function toPlain(label: string): string {
  const text = label.trim().normalize('NFC');
  return text.replace(/^(-?\d+)\.0+$/, '$1');
}
