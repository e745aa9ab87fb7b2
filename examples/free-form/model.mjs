// A model by rules for both sets. It reads number words, and subtracts, only if its prompt says so.
const words = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const products = /desk lamp|garden chair|tea kettle|wool blanket|wall clock/;
const cities = /Lyon|Oslo|Graz|Porto|Leeds|Basel|Turin/;
const proposals = [
  'Answer fast.',
  'Extract product, count and city as JSON. Write number words as digits.',
  'Solve the problem step by step, and subtract what is given away.',
];

export default function answer(prompt, { seed = 0 }) {
  if (prompt.includes('## ')) return proposals[seed % proposals.length];
  const problem = /(\d+) bags with (\d+) .*?gives (\d+) away/.exec(prompt);
  if (problem) {
    const [bags, each, given] = problem.slice(1).map(Number);
    const all = bags * each;
    return prompt.includes('step by step')
      ? `${bags} times ${each} is ${all}. The answer is ${all - given}.`
      : `The answer is ${all}.`;
  }
  const [, digits] = /(\d+)/.exec(prompt.replace(/^.*digits\./s, '')) ?? [];
  const word = words.findIndex((one) => new RegExp(`\\b${one}\\b`).test(prompt)) + 1;
  const count = digits === undefined ? (prompt.includes('digits') ? word : 'many') : Number(digits);
  const order = { product: products.exec(prompt)?.[0], count, city: cities.exec(prompt)?.[0] };
  return `Here it is:\n${JSON.stringify(order)}`;
}
