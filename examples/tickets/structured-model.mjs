// A model by rules that writes JSON, for trying things out. Told to read the body, it finds the
// priority and the sender; told to write only JSON, it does so without a word around it.
const priorityOf = (text) => {
  if (/stopped|locked out|is down/.test(text)) return 1;
  if (/restarts|wrong figures|is slow/.test(text)) return 2;
  return text.includes('?') ? 3 : 4;
};
const proposals = [
  'Be quick.',
  'Read the body, and copy the sender.',
  'Read the body, and copy the sender. Write only JSON.',
];

/** @param isForced the server makes the model follow the schema */
export default function describeTicket(prompt, { seed = 0, isForced = false } = {}) {
  if (prompt.includes('## ')) return proposals[seed % proposals.length];
  const reads = prompt.includes('Read the body');
  const ticket = prompt.slice(prompt.lastIndexOf('Title: '));
  const [sender = 'somebody'] =
    ticket.match(/(?<=[\n.?] ?)[A-Z][a-z]+(?=, ticket|\s*(?:\n\n|$))/) ?? [];
  const [product = 'router'] = ticket.match(/router|phone app|billing/) ?? [];
  const answer = JSON.stringify({
    priority: reads ? priorityOf(ticket) : 1,
    product,
    sender: reads ? sender : 'somebody',
  });
  const isBare = isForced || prompt.includes('only JSON');
  return isBare || product === 'router' ? answer : `Sure! ${answer}`;
}
