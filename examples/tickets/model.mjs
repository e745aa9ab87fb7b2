// A model by rules, for trying things out. It judges well once its prompt says to read the body.
const priorityOf = (text) => {
  if (/stopped|locked out|is down/.test(text)) return '1';
  if (/restarts|wrong figures|is slow/.test(text)) return '2';
  return text.includes('?') ? '3' : '4';
};
const proposals = ['Be quick.', 'Read the body, and judge what is broken.', 'Judge by the title.'];

export default function judge(prompt, { seed = 0 }) {
  if (prompt.includes('## ')) return proposals[seed % proposals.length];
  return prompt.includes('Read the body') ? priorityOf(prompt) : '1';
}
