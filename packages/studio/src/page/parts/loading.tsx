import type { ComponentChildren } from 'preact';
import type { Loaded } from './use-loaded.ts';

/** Shows what was read, that it is being read, or why it cannot be. */
export function Loading<Value>({
  of: loaded,
  children,
}: {
  readonly of: Loaded<Value>;
  readonly children: (value: Value) => ComponentChildren;
}) {
  if (loaded.state === 'loading') return <p class="note">Reading…</p>;
  if (loaded.state === 'failed') return <p class="problem">{loaded.problem}</p>;
  return <>{children(loaded.value)}</>;
}
