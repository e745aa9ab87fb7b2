/** What a model is asked for in a run. */
export const callPurposes = [
  'forward',
  'class scores',
  'text scores',
  'posterior samples',
  'proposals',
  'validation',
  'bound',
  'test',
] as const;

/** One of them. */
export type CallPurpose = (typeof callPurposes)[number];
