// Makes problems.jsonl by rule: word problems in the style of gsm8k, with a number as the answer.
// `node make-problems.mjs > problems.jsonl`
const names = ['Mia', 'Omar', 'Lena', 'Ravi', 'Zoe'];
const things = ['apples', 'stamps', 'marbles', 'books'];
for (let index = 0; index < 120; index++) {
  const [bags, each, given] = [2 + (index % 7), 3 + ((index * 5) % 8), 1 + ((index * 3) % 5)];
  const name = names[index % 5];
  const thing = things[Math.floor(index / 5) % 4];
  const question = `${name} has ${bags} bags with ${each} ${thing} each, and gives ${given} away. How many ${thing} does ${name} have now?`;
  console.log(JSON.stringify({ question, answer: String(bags * each - given) }));
}
