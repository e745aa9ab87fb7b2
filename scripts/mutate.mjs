// Measures whether tests can fail: changes one operator or literal at a time and runs the package's
// tests that reach it, until one fails. The unchanged code runs once before, with marks that record
// which test file reaches which mutant.
// `node scripts/mutate.mjs packages/vi/src/objectives --sample 60 --seed 1`
import { fork } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { clearTimeout, setTimeout } from 'node:timers';
import { fileURLToPath, URL } from 'node:url';
import { parseArgs } from 'node:util';
import ts from 'typescript';
import { createVitest } from 'vitest/node';

/**
 * @typedef {{ readonly file: string; readonly line: number; readonly start: number; readonly end:
 * number; readonly text: string; readonly kind: string; readonly block?: Block; }} Mutant A file
 * whose characters from `start` to `end` are replaced by `text`. Without a block it runs when the
 * file is loaded.
 * @typedef {{ readonly start: number; readonly end: number; readonly isExpression: boolean; }}
 * Block The nearest statements, or body of an arrow function, around a mutant.
 * @typedef {{ readonly mutant?: Mutant; readonly marks?: Marks; readonly tests: readonly string[];
 * readonly timeoutInMs?: number }} Job
 * @typedef {{ readonly blocks: readonly (readonly [file: string, block: Block])[]; readonly log:
 * string; }} Marks Where the code records that a test file reaches it.
 * @typedef {{ readonly isTimeout: boolean; readonly failed: readonly string[]; readonly durations:
 * readonly (readonly [test: string, ms: number])[]; readonly by?: string; }} Result
 */

const root = fileURLToPath(new URL('..', import.meta.url));

/** @param {string} file @returns {boolean} */
const isSource = (file) => file.endsWith('.ts') && !/\.(test|test-d|fixture|d)\.ts$/.test(file);

/** @param {string} path @returns {string[]} */
function filesIn(path) {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.includes('node_modules'))
    .map((name) => join(path, name))
    .sort();
}

const SWAPPED_OPERATORS = new Map([
  ['+', ['-']],
  ['-', ['+']],
  ['*', ['/']],
  ['/', ['*']],
  ['%', ['*']],
  ['+=', ['-=']],
  ['-=', ['+=']],
  ['<', ['<=', '>=']],
  ['<=', ['<', '>']],
  ['>', ['>=', '<=']],
  ['>=', ['>', '<']],
  ['===', ['!==']],
  ['!==', ['===']],
  ['&&', ['||']],
  ['||', ['&&']],
]);

const SWAPPED_METHODS = new Map([
  ['max', 'min'],
  ['min', 'max'],
  ['some', 'every'],
  ['every', 'some'],
  ['startsWith', 'endsWith'],
  ['endsWith', 'startsWith'],
  ['toLowerCase', 'toUpperCase'],
  ['toUpperCase', 'toLowerCase'],
  ['floor', 'ceil'],
  ['ceil', 'floor'],
]);

const REMOVED_METHODS = new Set([
  'filter',
  'reverse',
  'toReversed',
  'sort',
  'toSorted',
  'trim',
  'slice',
]);

/** @param {ts.Node} node @returns {boolean} */
const isText = (node) =>
  ts.isStringLiteralLike(node) ||
  ts.isTemplateExpression(node) ||
  (ts.isBinaryExpression(node) && isText(node.left));

/**
 * The default of an index that exists (`row[at] ?? 0`) is there for the compiler: no test can reach
 * it.
 *
 * @param {ts.Node} node
 * @returns {boolean}
 */
function isDefaultOfIndex(node) {
  const { parent } = node;
  if (!ts.isBinaryExpression(parent) || parent.right !== node) return false;
  if (parent.operatorToken.kind !== ts.SyntaxKind.QuestionQuestionToken) return false;
  return /\[[^\]]*\](\?\.\w+)?$|\.(at|get)\([^()]*\)(\?\.\w+)?$|^\w+\.exec\(/.test(
    parent.left.getText(),
  );
}

/** @param {string} file @returns {Mutant[]} */
function mutantsOf(file) {
  const source = ts.createSourceFile(
    file,
    readFileSync(file, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  /** @type {Mutant[]} */
  const mutants = [];
  /** @param {string} kind @param {ts.Node} node @param {string} text */
  const add = (kind, node, text) => {
    const start = node.getStart(source);
    const line = source.getLineAndCharacterOfPosition(start).line + 1;
    const block = blockAround(node, source);
    const place = { file, line, start, end: node.getEnd() };
    mutants.push({ ...place, text, kind, ...(block ? { block } : {}) });
  };
  visit(source);
  return mutants;

  /** @param {ts.Node} node */
  function visit(node) {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isImportDeclaration(node))
      return;
    // What an error says is not what the program computes.
    if (ts.isThrowStatement(node) || ts.isExportDeclaration(node)) return;
    if (!ts.isSourceFile(node)) mutate(node);
    node.forEachChild(visit);
  }

  /** @param {ts.Node} node */
  function mutate(node) {
    if (ts.isBinaryExpression(node)) {
      if (isText(node.left) || isText(node.right)) return;
      for (const other of SWAPPED_OPERATORS.get(node.operatorToken.getText()) ?? [])
        add('operator', node.operatorToken, other);
    } else if (ts.isPrefixUnaryExpression(node)) {
      const isDropped = [ts.SyntaxKind.MinusToken, ts.SyntaxKind.ExclamationToken].includes(
        node.operator,
      );
      if (isDropped && !isDefaultOfIndex(node)) add('unary', node, node.operand.getText());
    } else if (ts.isConditionalExpression(node)) {
      const [condition, whenTrue, whenFalse] = [node.condition, node.whenTrue, node.whenFalse].map(
        (part) => part.getText(),
      );
      add('branches', node, `${condition} ? ${whenFalse} : ${whenTrue}`);
    } else if (ts.isIfStatement(node)) {
      const isNegated =
        (ts.isBinaryExpression(node.expression) &&
          /^[=!<>]/.test(node.expression.operatorToken.getText())) ||
        ts.isPrefixUnaryExpression(node.expression);
      if (!isNegated) add('branches', node.expression, `!(${node.expression.getText()})`);
    } else if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { name, expression } = node.expression;
      const other = SWAPPED_METHODS.get(name.text);
      if (other) add('method', name, other);
      if (REMOVED_METHODS.has(name.text)) add('method', node, expression.getText());
    } else literal(node);
  }

  /** @param {ts.Node} node */
  function literal(node) {
    if (isDefaultOfIndex(node)) return;
    if (node.kind === ts.SyntaxKind.TrueKeyword) add('literal', node, 'false');
    else if (node.kind === ts.SyntaxKind.FalseKeyword) add('literal', node, 'true');
    else if (ts.isNumericLiteral(node))
      add('literal', node, node.text === '1' ? '0' : `(${node.getText()} + 1)`);
    else if (ts.isStringLiteralLike(node) && !isName(node))
      add('literal', node, node.text === '' ? "'mutated'" : "''");
    else if (ts.isArrayLiteralExpression(node) && node.elements.length > 0 && !isPattern(node))
      add('literal', node, '[]');
  }
}

/** @param {ts.Node} node @param {ts.SourceFile} source @returns {Block | undefined} */
function blockAround(node, source) {
  /** @type {(start: number, end: number, isExpression: boolean) => Block} */
  const block = (start, end, isExpression) => ({ start, end, isExpression });
  for (let { parent } = node; !ts.isSourceFile(parent); node = parent, { parent } = node) {
    if (ts.isArrowFunction(parent) && parent.body === node && !ts.isBlock(node))
      return block(node.getStart(source), node.getEnd(), true);
    if (ts.isBlock(parent)) return block(parent.getStart(source) + 1, parent.getEnd() - 1, false);
    // Parameters run before the body.
    if (ts.isParameter(node)) return undefined;
    if (ts.isClassElement(node) && !ts.isMethodDeclaration(node)) return undefined;
  }
  return undefined;
}

/**
 * The code with a call at the beginning of each block, which records the test file that reaches it.
 *
 * @param {string} code
 * @param {readonly (readonly [number, Block])[]} blocks
 * @param {string} log
 * @returns {string}
 */
function withMarks(code, blocks, log) {
  const inserted = blocks
    .flatMap(([id, { start, end, isExpression }]) =>
      isExpression
        ? [
            { at: start, text: `(__reach(${id}), ` },
            { at: end, text: ')' },
          ]
        : [{ at: start, text: `__reach(${id});` }],
    )
    .sort((a, b) => b.at - a.at);
  let marked = code;
  for (const { at, text } of inserted) marked = marked.slice(0, at) + text + marked.slice(at);
  return `${marked}
import { appendFileSync as __append } from 'node:fs';
function __reach(id) {
  const line = id + ' ' + globalThis.__vitest_worker__?.filepath + '\\n';
  const known = (globalThis.__reached ??= new Set());
  if (known.has(line)) return;
  known.add(line);
  __append(${JSON.stringify(log)}, line);
}`;
}

/**
 * The test files that reach each block.
 *
 * @param {Marks} marks @returns {Map<string, Set<string>>} by `keyOf`
 */
function readMarks({ blocks, log }) {
  /** @type {Map<string, Set<string>>} */
  const found = new Map(blocks.map(([file, block]) => [keyOf(file, block), new Set()]));
  for (const line of readFileSync(log, 'utf8').trim().split('\n')) {
    const [id = '', test = ''] = line.split(/ (.*)/);
    const [file, block] = blocks[Number(id)] ?? [];
    if (file && block) found.get(keyOf(file, block))?.add(test);
  }
  return found;
}

/** @param {string} file @param {Block} block @returns {string} */
const keyOf = (file, { start, end }) => `${file} ${start} ${end}`;

/** @param {ts.Node} node @returns {boolean} */
const isName = (node) =>
  (ts.isPropertyAssignment(node.parent) && node.parent.name === node) ||
  ts.isTaggedTemplateExpression(node.parent);

/** @param {ts.Node} node @returns {boolean} */
function isPattern(node) {
  return ts.isBinaryExpression(node.parent) && node.parent.left === node;
}

/** @param {number} seed @returns {() => number} in [0, 1) (mulberry32) */
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let hash = Math.imul(state ^ (state >>> 15), state | 1);
    hash ^= hash + Math.imul(hash ^ (hash >>> 7), hash | 61);
    return ((hash ^ (hash >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * @template T @param {readonly T[]} items @param {number} count @param {number} seed @returns {T[]}
 * in order
 */
function sample(items, count, seed) {
  const random = randomFrom(seed);
  const places = items.map((_, place) => ({ place, key: random() }));
  const kept = places.sort((a, b) => a.key - b.key).slice(0, count);
  const isKept = new Set(kept.map(({ place }) => place));
  return items.filter((_, place) => isKept.has(place));
}

/**
 * The test files that import each file, the nearest first.
 *
 * @param {string} folder of a package
 * @returns {Map<string, string[]>}
 */
function testsByFile(folder) {
  const files = filesIn(join(folder, 'src'));
  /** @param {string} file @returns {string[]} */
  const importsOf = (file) =>
    ts
      .preProcessFile(readFileSync(file, 'utf8'), true, true)
      .importedFiles.filter(({ fileName }) => fileName.startsWith('.'))
      .map(({ fileName }) => resolve(dirname(file), fileName));
  const imports = new Map(files.map((file) => [file, importsOf(file)]));
  /** @type {Map<string, { test: string; distance: number }[]>} */
  const found = new Map();
  for (const test of files.filter((file) => file.endsWith('.test.ts'))) {
    const distances = new Map([[test, 0]]);
    for (const [file, distance] of distances)
      for (const next of imports.get(file) ?? [])
        if (!distances.has(next)) distances.set(next, distance + 1);
    for (const [file, distance] of distances)
      found.set(file, [...(found.get(file) ?? []), { test, distance }]);
  }
  return new Map(
    [...found].map(([file, tests]) => [
      file,
      tests.sort((a, b) => a.distance - b.distance).map(({ test }) => test),
    ]),
  );
}

/**
 * 95 % interval of a share (Wilson). @param {number} count @param {number} of @returns {[number,
 * number]}
 */
function wilson(count, of) {
  const z = 1.96;
  const share = count / of;
  const middle = share + z ** 2 / (2 * of);
  const half = z * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2));
  return [(middle - half) / (1 + z ** 2 / of), (middle + half) / (1 + z ** 2 / of)];
}

/** @param {readonly Mutant[]} mutants @param {string} log an absolute path @returns {Marks} */
function marksOf(mutants, log) {
  writeFileSync(log, '');
  const blocks = new Map(
    mutants.flatMap(({ file, block }) =>
      block ? [[keyOf(file, block), /** @type {const} */ ([file, block])]] : [],
    ),
  );
  return { blocks: [...blocks.values()], log };
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      sample: { type: 'string' },
      seed: { type: 'string', default: '1' },
      without: { type: 'string' },
      list: { type: 'boolean', default: false },
      verbose: { type: 'boolean', default: false },
    },
  });
  const paths = positionals.map((path) => resolve(path));
  const folder = /^(.*[\\/]packages[\\/][^\\/]+)/.exec(paths[0] ?? '')?.[1];
  if (!folder || paths.some((path) => !path.startsWith(folder)))
    throw new Error('Name files or folders of one package, as in packages/vi/src/objectives.');
  const all = paths.flatMap(filesIn).filter(isSource).flatMap(mutantsOf);
  const chosen = sample(all, Number(values.sample ?? all.length), Number(values.seed));
  const related = testsByFile(folder);
  /** @param {Mutant} mutant @returns {string} */
  const describe = ({ file, line, start, end, text }) =>
    `${relative(process.cwd(), file)}:${line}: ${readFileSync(file, 'utf8').slice(start, end)} => ${text}`.replace(
      /\s+/g,
      ' ',
    );
  if (values.list) {
    for (const mutant of chosen) console.log(describe(mutant));
    return;
  }
  const skipped = values.without === undefined ? undefined : new RegExp(values.without);
  const worker = createWorker(folder);
  const needed = [...new Set(chosen.flatMap(({ file }) => related.get(file) ?? []))];
  const folderOfLog = mkdtempSync(join(tmpdir(), 'mutate-'));
  const marks = marksOf(chosen, join(folderOfLog, 'reached'));
  const unchanged = await worker.run({
    marks,
    tests: needed.filter((test) => !skipped?.test(test)),
  });
  const reached = readMarks(marks);
  rmSync(folderOfLog, { recursive: true });
  const durations = new Map(unchanged.durations);
  for (const test of unchanged.failed) console.log(`left out, fails unchanged: ${test}`);
  if (unchanged.by) console.log(`the first of them: ${unchanged.by}`);
  const counts = { killed: 0, survived: 0, timeout: 0 };
  for (const mutant of chosen) {
    const tests = (related.get(mutant.file) ?? [])
      .filter((test) => durations.has(test) && !unchanged.failed.includes(test))
      .filter((test) => !mutant.block || reached.get(keyOf(mutant.file, mutant.block))?.has(test))
      .sort((a, b) => (durations.get(a) ?? 0) - (durations.get(b) ?? 0));
    const duration = tests.reduce((sum, test) => sum + (durations.get(test) ?? 0), 0);
    const { isTimeout, failed, by } = await worker.run({
      mutant,
      tests,
      timeoutInMs: 30_000 + 10 * duration,
    });
    const outcome = isTimeout ? 'timeout' : failed.length > 0 ? 'killed' : 'survived';
    counts[outcome] += 1;
    if (values.verbose || outcome !== 'killed')
      console.log(`${outcome} ${describe(mutant)}${by ? ` [${by}]` : ''}`);
  }
  worker.stop();
  const { killed, survived, timeout } = counts;
  const [low, high] = wilson(killed + timeout, chosen.length);
  const percent = (/** @type {number} */ share) => (100 * share).toFixed(1);
  console.log(
    `${paths.map((path) => relative(process.cwd(), path)).join(' ')}: ${chosen.length} of ${all.length} mutants, seed ${values.seed}: ` +
      `${killed} killed, ${timeout} timed out, ${survived} survived: ${percent((killed + timeout) / chosen.length)} % (${percent(low)} to ${percent(high)})`,
  );
}

/**
 * Runs tests in a child process, which is replaced if a mutant never ends.
 *
 * @param {string} folder
 */
function createWorker(folder) {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let child;
  const start = () =>
    fork(fileURLToPath(import.meta.url), ['--worker'], {
      cwd: folder,
      env: { ...process.env, DLN_SHARED: join(folder, 'no-such-folder') },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
  return {
    /** @param {Job} job @returns {Promise<Result>} */
    run: (job) =>
      new Promise((done) => {
        const running = (child ??= start());
        const timer = setTimeout(() => {
          running.kill('SIGKILL');
          child = undefined;
          done({ isTimeout: true, failed: [], durations: [] });
        }, job.timeoutInMs ?? 600_000);
        running.once('message', (result) => {
          clearTimeout(timer);
          done(/** @type {Result} */ (result));
        });
        running.send(job);
      }),
    stop: () => child?.kill('SIGKILL'),
  };
}

async function work() {
  /** @type {Mutant | undefined} */
  let current;
  /** @type {Marks | undefined} */
  let marks;
  /** @type {readonly string[]} */
  let order = [];
  class NearestFirst {
    /** @template T @param {T[]} specifications @returns {T[]} */
    shard = (specifications) => specifications;
    /**
     * @param {import('vitest/node').TestSpecification[]} specifications @returns
     * {import('vitest/node').TestSpecification[]}
     */
    sort = (specifications) =>
      specifications.toSorted((a, b) => order.indexOf(a.moduleId) - order.indexOf(b.moduleId));
  }
  const vitest = await createVitest(
    'test',
    {
      config: join(root, 'vitest.config.ts'),
      root: process.cwd(),
      watch: false,
      bail: 1,
      isolate: false,
      // Node would read the unchanged file.
      experimental: { viteModuleRunner: true },
      fsModuleCache: false,
      pool: 'threads',
      maxWorkers: 1,
      // A slow machine is no reason to fail; the parent process ends what hangs.
      testTimeout: 600_000,
      hookTimeout: 600_000,
      reporters: [{}],
      sequence: { sequencer: NearestFirst },
    },
    {
      ssr: { resolve: { conditions: ['@dln/source'] } },
      plugins: [
        {
          name: 'mutant',
          enforce: 'pre',
          load: (id) => {
            const mutant = current;
            const [file] = id.split('?');
            const own = [...(marks?.blocks.entries() ?? [])].flatMap(([at, [marked, block]]) =>
              marked === file ? [/** @type {const} */ ([at, block])] : [],
            );
            if (marks && file && own.length > 0)
              return withMarks(readFileSync(file, 'utf8'), own, marks.log);
            if (!mutant || file !== mutant.file) return undefined;
            const code = readFileSync(mutant.file, 'utf8');
            return code.slice(0, mutant.start) + mutant.text + code.slice(mutant.end);
          },
        },
      ],
    },
  );
  const specifications = await vitest.globTestSpecifications();
  process.on('message', async (/** @type {Job} */ { mutant, marks: own, tests }) => {
    current = mutant;
    marks = own;
    order = tests;
    vitest.config.bail = mutant ? 1 : 0;
    if (tests.length === 0) {
      process.send?.(/** @type {Result} */ ({ isTimeout: false, failed: [], durations: [] }));
      return;
    }
    if (mutant) vitest.invalidateFile(mutant.file);
    vitest.state.filesMap.clear();
    vitest.state.idMap.clear();
    vitest.state.errorsSet.clear();
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(
      specifications.filter(({ moduleId }) => tests.includes(moduleId)),
    );
    if (mutant) vitest.invalidateFile(mutant.file);
    for (const [file] of own?.blocks ?? []) vitest.invalidateFile(file);
    marks = undefined;
    const failed = testModules.filter((module) => module.state() === 'failed');
    const [test] = failed[0]?.children.allTests('failed') ?? [];
    process.send?.(
      /** @type {Result} */ ({
        isTimeout: false,
        failed: [...failed.map(({ moduleId }) => moduleId), ...unhandledErrors.map(String)],
        durations: testModules.map((module) => [module.moduleId, module.diagnostic().duration]),
        by:
          failed[0] &&
          `${relative(process.cwd(), failed[0].moduleId)}: ${test?.fullName ?? failed[0].errors()[0]?.message ?? 'does not load'}`,
      }),
    );
  });
}

if (process.argv[2] === '--worker') await work();
else await main();
