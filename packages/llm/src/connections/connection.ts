/**
 * One entry of a connections file, checked, its placeholders filled in. Absent is inherited; null
 * switches the inherited off.
 */
export interface Connection {
  /** How the model is called. */
  readonly name: string;
  /** Its name at the server, the deployment at Azure, or a name that its provider understands. */
  readonly model: string;
  /** Who makes the model, where that is no OpenAI-compatible server. */
  readonly provider?: string | undefined;
  /** What the provider wants to know besides. */
  readonly options?: Readonly<Record<string, unknown>> | undefined;
  readonly api: 'auto' | 'completions' | 'chat';
  readonly api_type?: 'openai' | 'open_ai' | 'azure' | null | undefined;
  readonly api_key?: string | null | undefined;
  readonly base_url?: string | null | undefined;
  readonly api_version?: string | null | undefined;
  readonly temperature?: number | null | undefined;
  readonly max_tokens?: number | null | undefined;
  readonly stop?: string | readonly string[] | null | undefined;
  readonly top_p?: number | null | undefined;
  readonly seed?: number | null | undefined;
  readonly sampling?: ConnectionSampling | undefined;
  readonly max_tokens_field?: 'max_tokens' | 'max_completion_tokens' | undefined;
  readonly capabilities?: ConnectionCapabilities | undefined;
  readonly tokenizer?: string | null | undefined;
  readonly concurrency?: number | undefined;
  readonly prompts_per_request?: number | undefined;
  readonly max_retries?: number | undefined;
  readonly timeout_seconds?: number | undefined;
}

/** Capabilities that an entry claims for its model. */
export interface ConnectionCapabilities {
  readonly scores_text?: boolean | undefined;
  readonly text_scoring?: 'echo' | 'prompt_logprobs' | undefined;
  readonly max_top_tokens?: number | undefined;
  readonly prompt_lists?: boolean | undefined;
  readonly seeds?: boolean | undefined;
  readonly context_length?: number | undefined;
}

/**
 * Settings that every request of the model gets, over what a call asks; null leaves one out of
 * every request.
 */
export interface ConnectionSampling {
  readonly temperature?: number | null | undefined;
  readonly top_p?: number | null | undefined;
  readonly max_tokens?: number | null | undefined;
  readonly stop?: string | readonly string[] | null | undefined;
  readonly seed?: number | null | undefined;
}
