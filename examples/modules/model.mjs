// A model is a function from a prompt to a text. This one adds, and proposes a better instruction.
export default async function adder(prompt) {
  const questions = [...prompt.matchAll(/(\d+) \+ (\d+)/g)];
  const [, left, right] = questions.at(-1) ?? [];
  if (left === undefined || prompt.includes('## ')) return 'Add the two numbers exactly.';
  const sum = Number(left) + Number(right);
  return String(prompt.includes('exactly') ? sum : sum * 1.2);
}
