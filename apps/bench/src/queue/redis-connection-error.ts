/** Thrown if the queue's Redis cannot be reached. */
export class RedisConnectionError extends Error {
  override readonly name = 'RedisConnectionError';
  readonly userFacing = true;
  /** Host and port, without a password. */
  readonly place: string;

  constructor(place: string, options: { readonly cause: unknown }) {
    super(
      `Cannot connect to Redis at ${place}. Start it (\`redis-server\`), or choose another ` +
        'one with --queue redis://host:port.',
      options,
    );
    this.place = place;
  }
}
