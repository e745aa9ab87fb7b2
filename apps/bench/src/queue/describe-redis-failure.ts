const UNREACHABLE = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ETIMEDOUT'];

/** What a failure to connect means, and what to do about it. */
export function describeRedisFailure(place: string, error: unknown): string {
  const code = codeOf(error);
  const words = error instanceof Error ? error.message : String(error);
  if (/WRONGPASS|NOAUTH|invalid password|without any password/.test(words))
    return (
      `The Redis at ${place} refuses the user or the password. Give both in the URL ` +
      '(redis://user:password@host:port).'
    );
  if (/^(?:CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|EPROTO)/.test(code))
    return (
      `The TLS connection to Redis at ${place} failed (${code}). A server with TLS needs a URL that ` +
      'begins with rediss:// and a trusted certificate (NODE_EXTRA_CA_CERTS); one without needs ' +
      'redis://.'
    );
  if (UNREACHABLE.includes(code))
    return (
      `Cannot connect to Redis at ${place} (${code}). Start it (\`redis-server\`), or choose ` +
      'another one with --queue redis://host:port.'
    );
  return (
    `${place} accepts connections but did not answer as Redis does (${words}). Check the host and ` +
    'the port of --queue; a server with TLS needs a URL that begins with rediss://.'
  );
}

function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : '';
  return typeof code === 'string' ? code : '';
}
