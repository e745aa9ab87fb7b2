/** Lists the possible answers under an input, as in the benchmarks. */
export function listOptions(input: string, options: readonly string[]): string {
  return [input, 'Options:', ...options.map((option) => `- ${option}`)].join('\n');
}
