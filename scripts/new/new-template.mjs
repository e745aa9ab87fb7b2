import { createHash } from 'node:crypto';
import { appendRow } from './insert.mjs';
import { parseName } from './names.mjs';

const VERSION = 'v1.0';

/** Text and stop tokens of each role: what a layer, or a proposal, needs. */
const roles = {
  hidden: {
    template: '{{ prompt }}\n\n{{ input }}\n\nThoughts:',
    stop_tokens: ['\n\n'],
    role: 'a layer that writes free text',
    variables: ['prompt', 'input'],
  },
  output: {
    template: '{{ prompt }}\n\n{{ input }}\n\nAnswer:\n{{ answer }}',
    stop_tokens: ['\n\n'],
    role: 'the output layer',
    variables: ['prompt', 'input', 'answer'],
  },
};

/**
 * A shipped template for a hidden layer or the output layer, and its entries.
 *
 * @type {import('./plan.mjs').Generator}
 */
export function newTemplate({ name, options, read }) {
  const { snake } = parseName(name);
  const role = options.role ?? 'output';
  if (role !== 'hidden' && role !== 'output')
    throw new Error(`--role is ${JSON.stringify(role)}. Use hidden or output.`);
  const { template, stop_tokens, ...described } = roles[role];
  const test = 'packages/templates/src/shipped-templates.test.ts';
  const readme = 'packages/templates/README.md';
  const variables = described.variables.map((variable) => `\`${variable}\``).join(', ');
  return {
    package: 'templates',
    created: {
      [`packages/templates/templates/${snake}.yaml`]: yamlOf(template, stop_tokens),
    },
    edited: {
      [test]: insertListed(read(test), snake, hashOf(snake, { stop_tokens, template })),
      [readme]: appendRow(read(readme), /^\| template\s/, [
        `\`${snake}\``,
        described.role,
        variables,
      ]),
    },
    change: `New template \`${snake}\`.`,
    next: [
      `Change the text in packages/templates/templates/${snake}.yaml. Until it is released, the`,
      'failing test prints its new hash.',
      `Try it: node apps/cli/dist/main.js templates show ${snake}, after a build.`,
    ],
  };
}

/**
 * @param {string} template
 * @param {readonly string[]} stops
 */
function yamlOf(template, stops) {
  const lines = template.split('\n').map((line) => (line === '' ? '' : `    ${line}`));
  return `${VERSION}:\n  template: |-\n${lines.join('\n')}\n  stop_tokens: ${JSON.stringify(stops)}\n`;
}

/**
 * @param {string} name
 * @param {{ stop_tokens: readonly string[], template: string }} entry
 */
function hashOf(name, { stop_tokens, template }) {
  const sorted = [
    ['stop_tokens', stop_tokens],
    ['template', template],
  ];
  return createHash('sha256')
    .update(JSON.stringify([name, VERSION, sorted]))
    .digest('hex');
}

/**
 * Adds a released version to the list of hashes and to the list of latest versions.
 *
 * @param {string} test
 * @param {string} name
 * @param {string} hash
 */
function insertListed(test, name, hash) {
  const key = `'${name}:${VERSION}'`;
  const hashed = insertSorted(test, /^ {2}('\w+:v[\d.]+'): /, key, `  ${key}: '${hash}',`);
  return insertSorted(hashed, /^ {6}('\w+:v[\d.]+'),$/, key, `      ${key},`);
}

/**
 * @param {string} text
 * @param {RegExp} entry A line of the list, with its key as the first group.
 * @param {string} key
 * @param {string} line
 */
function insertSorted(text, entry, key, line) {
  const later = text.split('\n').find((other) => (entry.exec(other)?.[1] ?? '') > key);
  if (later !== undefined) return text.replace(`${later}\n`, () => `${line}\n${later}\n`);
  const last = text.split('\n').findLast((other) => entry.test(other)) ?? '';
  return text.replace(`${last}\n`, () => `${last}\n${line}\n`);
}
