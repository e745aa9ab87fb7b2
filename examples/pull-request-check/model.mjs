// Stands for a model, so that the example runs without a key: it follows one instruction.
export default function model(prompt) {
  if (!prompt.includes('last word')) return 'positive';
  return /(cold|rude|stale)\.\W*Answer:$/.test(prompt.trim()) ? 'negative' : 'positive';
}
