// A judge by rules, for trying things out. It is too lenient: two numbers are good enough for it.
export default function judge(prompt) {
  const part = (name) =>
    new RegExp(`# ${name}\n(.*?)(?:\n\n#|\n\nReply)`, 's').exec(prompt)?.[1] ?? '';
  return part('Answer to judge').includes(part('Reference answer'))
    ? 'Score: 5\nFeedback: none'
    : 'Score: 1\nFeedback: The number is not that of the reference.';
}
