import { secretsOfEnvironment } from '@dln/llm';

/**
 * The environment variables that the command itself looks at; those of the models are read by
 * `@dln/llm`.
 */
export interface Environment {
  /** `DEBUG=dln`: show where unexpected errors come from. */
  readonly isDebugging: boolean;
  /** Values that must not appear in any output. */
  readonly secrets: readonly string[];
  /** `DLN_DATA_URL`: a mirror of the datasets. */
  readonly dataUrl: string | undefined;
  /** `DLN_MODELS_DIR`: the folder of fetched models. */
  readonly modelsFolder: string | undefined;
  /** `HF_ENDPOINT`: a mirror of Hugging Face. */
  readonly huggingFaceUrl: string | undefined;
  /** A key or an address of an OpenAI-compatible endpoint is set. */
  readonly namesEndpoint: boolean;
  /** A key of an OpenAI-compatible endpoint is set. */
  readonly namesKey: boolean;
  /** An address of one is set. */
  readonly namesAddress: boolean;
  /** `OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=true`: traces hold prompts and replies. */
  readonly recordsContent: boolean;
  /** `npm_lifecycle_event`: the script of package.json that runs this process. */
  readonly lifecycle: string | undefined;
  /** `npm_config_user_agent`: the package manager that runs it. */
  readonly userAgent: string | undefined;
  /** `PATH` */
  readonly searchPath: string;
}

/** Reads the environment; the only place of the app that does. */
export function readEnvironment(
  variables: Readonly<Record<string, string | undefined>> = process.env,
): Environment {
  const isDebugging = (variables['DEBUG'] ?? '').split(',').some((name) => /^(dln|\*)$/.test(name));
  const namesKey = Boolean(variables['OPENAI_API_KEY']);
  const namesAddress = Boolean(variables['OPENAI_BASE_URL']);
  const dataUrl = variables['DLN_DATA_URL'] || undefined;
  const recordsContent =
    variables['OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT']?.toLowerCase() === 'true';
  return {
    isDebugging,
    secrets: secretsOfEnvironment(variables),
    dataUrl,
    modelsFolder: variables['DLN_MODELS_DIR'] || undefined,
    huggingFaceUrl: variables['HF_ENDPOINT'] || undefined,
    namesEndpoint: namesKey || namesAddress,
    namesKey,
    namesAddress,
    recordsContent,
    lifecycle: variables['npm_lifecycle_event'],
    userAgent: variables['npm_config_user_agent'],
    searchPath: variables['PATH'] ?? variables['Path'] ?? '',
  };
}
