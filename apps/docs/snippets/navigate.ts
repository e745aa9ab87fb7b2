// Stands for a module that `dln export --to ai-sdk` writes.

interface Call {
  readonly prompt: string;
  readonly temperature: number;
  readonly maxOutputTokens: number;
  readonly stopSequences: string[];
}

/** Answers an input with calls to a model. */
export declare function answer(
  input: string,
  generate: (call: Call) => Promise<{ readonly text: string }>,
): Promise<{ output: string; hiddenTexts: string[] }>;
