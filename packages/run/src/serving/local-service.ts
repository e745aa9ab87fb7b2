import type { ReplySchema } from '@dln/llm';
import type { LocalGeneration, LocalModel, LocalTokenizer, TokenReading } from '@dln/local';
import { DEFAULT_COMPLETION_TOKENS, samplingOf } from './sampling.ts';
import { unsupported } from './serving-error.ts';
import type { SharedRequest } from './requests.ts';
import type {
  Service,
  ServiceAnswer,
  ServiceCall,
  ServiceChoice,
  ServiceToken,
} from './service.ts';

/** What is continued: token ids, of which the first ones are the model's own. */
interface LocalQuestion {
  readonly tokens: readonly number[];
  /** Tokens before the prompt that no client sent. */
  readonly hidden: number;
  /** The prompt as the client sent it. */
  readonly text: string;
}

/** A model in process behind the API, with everything that the API can show of tokens. */
export function createLocalService(model: LocalModel, name: string): Service {
  return {
    model: name,
    chat: async (request, call) => {
      const { replySchema } = request;
      const limits = replySchema && (await limitsOf(replySchema));
      if (limits !== undefined)
        throw unsupported(
          'response_format',
          `No grammar of ${model.id} expresses the schema: ${limits}. Ask for JSON in the prompt.`,
        );
      const { encodePrompt } = await model.openTokenizer();
      const tokens = encodePrompt(request.messages);
      return answer(model, [{ tokens, hidden: tokens.length, text: '' }], {
        request,
        echo: false,
        call,
        replySchema,
      });
    },
    complete: async (request, call) => {
      const tokenizer = await model.openTokenizer();
      const questions = request.prompts.map((prompt) => toQuestion(prompt, tokenizer));
      const { maxTokens = DEFAULT_COMPLETION_TOKENS } = request;
      return answer(model, questions, {
        request: { ...request, maxTokens },
        echo: request.echo,
        call,
      });
    },
    tokenizer: async () => {
      const { start, startToken, endToken, encode, decode } = await model.openTokenizer();
      return {
        // A special token alone is that token; in a text, it is plain characters.
        encode: (text, addSpecialTokens) => {
          const special = [startToken, endToken].find((token) => token?.text === text);
          const tokens = special ? [special.id] : encode(text);
          return addSpecialTokens ? [...start, ...tokens] : tokens;
        },
        decode,
        startText: startToken?.text ?? null,
        endText: endToken?.text ?? null,
      };
    },
  };
}

/** What no grammar expresses of a schema. The engine is loaded by now. */
async function limitsOf({ schema }: ReplySchema): Promise<string | undefined> {
  const { describeSchemaLimits } = await import('@dln/local');
  return describeSchemaLimits(schema);
}

function toQuestion(
  prompt: string | readonly number[],
  { start, encode, encodePrompt, decode }: LocalTokenizer,
): LocalQuestion {
  if (typeof prompt !== 'string') return { tokens: prompt, hidden: 0, text: decode(prompt) };
  if (prompt === '') {
    const tokens = encodePrompt('');
    return { tokens, hidden: tokens.length, text: '' };
  }
  return { tokens: [...start, ...encode(prompt)], hidden: start.length, text: prompt };
}

async function answer(
  model: LocalModel,
  questions: readonly LocalQuestion[],
  {
    request,
    echo,
    call: { signal, onText },
    replySchema,
  }: {
    readonly request: SharedRequest;
    readonly echo: boolean;
    readonly call: ServiceCall;
    readonly replySchema?: ReplySchema | undefined;
  },
): Promise<ServiceAnswer> {
  const { n, seed, logprobs } = request;
  const asked = questions.flatMap((question) => Array<LocalQuestion>(n).fill(question));
  const emit = logprobs === undefined && !echo ? onText : undefined;
  const isOne = asked.length === 1;
  const replies =
    request.maxTokens === 0
      ? asked.map(() => undefined)
      : await model.generate(
          asked.map(({ tokens }) => ({ prompt: { tokens } })),
          {
            ...samplingOf(request),
            signal,
            ...(seed === undefined ? {} : { seed }),
            ...(replySchema ? { replySchema } : {}),
            ...(emit && isOne ? { onText: (piece) => emit(piece, 0) } : {}),
          },
        );
  if (emit && !isOne) replies.forEach((reply, choice) => emit(reply?.text ?? '', choice));
  const readings =
    logprobs === undefined
      ? undefined
      : await model.readTokens(
          asked.map(({ tokens }, index) => [...tokens, ...writtenBy(replies[index])]),
          { top: logprobs, signal },
        );
  const choices = asked.map(({ tokens, hidden, text }, index): ServiceChoice => {
    const reply = replies[index];
    const listed = readings?.[index]?.slice(echo ? hidden : tokens.length);
    return {
      text: `${echo ? text : ''}${reply?.text ?? ''}`,
      finishReason: reply?.finishReason === 'stop' ? 'stop' : 'length',
      ...(listed ? { tokens: listed.map((token) => toServiceToken(token, listed)) } : {}),
    };
  });
  return {
    choices,
    usage: {
      promptTokens: questions.reduce((sum, { tokens }) => sum + tokens.length, 0),
      completionTokens: replies.reduce((sum, reply) => sum + writtenBy(reply).length, 0),
    },
    ignored: [],
  };
}

/** The tokens of a reply, with the one that ended it. */
function writtenBy(reply: LocalGeneration | undefined): readonly number[] {
  if (reply === undefined) return [];
  return reply.endToken === undefined ? reply.tokenIds : [...reply.tokenIds, reply.endToken];
}

function toServiceToken(
  { text, offset, logProbability, top }: TokenReading,
  [first]: readonly TokenReading[],
): ServiceToken {
  return { text, offset: offset - (first?.offset ?? offset), logProbability, top };
}
