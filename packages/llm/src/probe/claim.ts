/** What a probed model is said to be able to do: more than any server is asked for. */
export const CLAIM = { scoresText: true, maxTopTokens: 100, seeds: true };
