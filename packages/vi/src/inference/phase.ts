/** What a run is doing; layers that are updated side by side may be in different phases. */
export type Phase =
  | 'forward'
  | 'hidden texts'
  | 'proposals'
  | 'scoring'
  | 'validation'
  | 'bound'
  | 'test';
