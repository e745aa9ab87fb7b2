// Makes tickets.csv by rule: `node make-tickets.mjs > tickets.csv`. The priority follows from what is
// broken (1: everybody is stopped, 2: a part is broken, 3: a question, 4: a wish), and never from the
// product. The title is vague, so that the body is needed.
const products = ['router', 'phone app', 'billing'];
const titles = ['Help with the', 'About my', 'Message on the', 'Trouble with our', 'Note on the'];
const bodies = {
  1: [
    'Nothing works since {when}, and the whole office is stopped.',
    'All users are locked out since {when}.',
    'The {product} is down for everybody, and we lose orders.',
  ],
  2: [
    'It restarts twice a day since {when}, but most of it works.',
    'One report shows wrong figures since {when}.',
    'The search is slow and sometimes fails; the rest is fine.',
  ],
  3: [
    'Where do I change my address?',
    'How do I add a second user to the {product}?',
    'Which plan do I have since {when}?',
  ],
  4: [
    'It would be nice to have a dark theme in the {product}.',
    'Please consider an export to PDF, {when} or later.',
    'I wish the buttons were larger.',
  ],
};
const whens = ['Monday', 'the update', 'yesterday', 'last night', '9 o’clock'];
const names = ['Ada', 'Ben', 'Chidi', 'Dana', 'Emil', 'Fay', 'Goro', 'Hana', 'Ivo', 'Jun'];

const quote = (text) => `"${text.replaceAll('"', '""')}"`;
console.log('id,title,body,product,priority,sender');
for (let id = 0; id < 160; id++) {
  // Steps without a common factor mix the parts, so that no two tickets are the same.
  const priority = 1 + (id % 4);
  const product = products[Math.floor(id / 4) % 3];
  const body = bodies[priority][Math.floor(id / 12) % 3]
    .replaceAll('{product}', product)
    .replaceAll('{when}', whens[(id * 7 + Math.floor(id / 36)) % 5]);
  const title = `${titles[(id * 3 + Math.floor(id / 20)) % 5]} ${product}`;
  const name = names[(id * 3 + Math.floor(id / 40)) % 10];
  const lines =
    Math.floor(id / 4) % 2 === 0
      ? `Hello,\n${body}\n${name}`
      : `${body} ${name}, ticket ${1000 + id}`;
  console.log([String(id), title, quote(lines), product, String(priority), name].join(','));
}
