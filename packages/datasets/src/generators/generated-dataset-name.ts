/** The datasets with a generator. */
export type GeneratedDatasetName =
  | 'navigate'
  | 'hyperbaton'
  | 'date_understanding'
  | 'logical_deduction_seven_objects';

/** All of them. */
export const generatedDatasetNames: readonly GeneratedDatasetName[] = [
  'navigate',
  'hyperbaton',
  'date_understanding',
  'logical_deduction_seven_objects',
];
