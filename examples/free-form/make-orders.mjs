// Makes orders.jsonl by rule: short messages, and the three facts that an answer must extract.
// `node make-orders.mjs > orders.jsonl`
const products = ['desk lamp', 'garden chair', 'tea kettle', 'wool blanket', 'wall clock'];
const cities = ['Lyon', 'Oslo', 'Graz', 'Porto', 'Leeds', 'Basel', 'Turin'];
const numbers = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const forms = [
  (count, product, city) => `Hello, please send ${count} ${product}s to ${city}. Thank you!`,
  (count, product, city) => `To our shop in ${city}: we need ${count} of the ${product}.`,
  (count, product, city) => `Order for ${city}. Item: ${product}, ${count} pieces, no hurry.`,
];
for (let index = 0; index < 120; index++) {
  const count = (index * 5) % 9;
  const product = products[(index * 3 + Math.floor(index / 9)) % 5];
  const city = cities[(index * 2 + Math.floor(index / 5)) % 7];
  const message = forms[index % 3](index % 2 === 0 ? count + 1 : numbers[count], product, city);
  const order = { product, count: count + 1, city };
  console.log(JSON.stringify({ message, order: JSON.stringify(order) }));
}
