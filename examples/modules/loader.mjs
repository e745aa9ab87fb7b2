// A loader returns examples, or { train, dev, test }. It may read files, a database or a service.
export default async function loadSums({ seed }) {
  const examples = Array.from({ length: 24 }, (_, index) => {
    const [left, right] = [index + seed, 3 * index + 2];
    return { input: `What is ${left} + ${right}?`, target: String(left + right) };
  });
  return { examples, instruction: 'Answer the question.', classes: 'none' };
}
