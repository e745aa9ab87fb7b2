import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

/**
 * A log of a training of two layers with long texts. @returns its size in bytes and its number of
 * lines
 */
export async function writeLargeLog(
  path: string,
  bytes: number,
): Promise<{ readonly size: number; readonly lines: number }> {
  const file = createWriteStream(path);
  let size = 0;
  let lines = 0;
  for (let iteration = 0; size < bytes; iteration++)
    for (const event of eventsOf(iteration)) {
      const line = `${JSON.stringify(event)}\n`;
      size += Buffer.byteLength(line);
      lines++;
      if (!file.write(line)) await once(file, 'drain');
    }
  file.end();
  await once(file, 'finish');
  return { size, lines };
}

const text = 'Move by move, note the coordinates, “then” say where the walk ends. '.repeat(4);
const prompts = [text, 'Reply Yes if the last position is (0,0) and No if not.'];

function eventsOf(iteration: number): readonly object[] {
  const spending = {
    requestsSent: iteration * 300,
    requestsSaved: iteration,
    tokens: iteration * 9000,
    dollars: null,
  };
  const candidates = Array.from({ length: 6 }, (_, at) => ({
    prompt: `${text}${at}`,
    origin: at === 0 ? 'current' : 'proposal',
    score: -0.01 * at,
    standardError: 0.004,
    examples: 20,
    reward: -0.01 * at,
    lagStandardError: 0.0007,
  }));
  const layer = { score: -0.013, update: { prompt: text, chosen: 0, candidates } };
  const examples = Array.from({ length: 60 }, (_, at) => ({
    input: `${at}: ${text}`,
    target: 'Yes',
    hiddenTexts: [text],
    output: at % 3 === 0 ? 'No' : 'Yes',
    loss: at % 3 === 0 ? 1 : 0,
  }));
  return [
    { type: 'iteration', iteration, prompts, devAccuracy: 0.5, spending },
    {
      type: 'stepped',
      iteration,
      prompts,
      info: { accuracy: 0.4, posteriorEntropies: [1.34], score: -0.21, layers: [layer, layer] },
      runningScore: -0.2,
      runningAccuracy: 0.4,
      spending,
    },
    {
      type: 'validated',
      iteration: iteration + 1,
      prompts,
      devAccuracy: 0.66,
      isBest: iteration === 0,
      examples,
      spending,
    },
  ];
}
