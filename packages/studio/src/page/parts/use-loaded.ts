import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** Something that is read in the background. */
export type Loaded<Value> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly problem: string }
  | { readonly state: 'loaded'; readonly value: Value };

/**
 * Reads something whenever the key changes. The last value stays in sight until the next one is
 * there.
 */
export function useLoaded<Value>(key: string, read: () => Promise<Value>): Loaded<Value> {
  const loaded = useSignal<Loaded<Value>>({ state: 'loading' });
  useEffect(() => {
    let isLeft = false;
    read().then(
      (value) => {
        if (!isLeft) loaded.value = { state: 'loaded', value };
      },
      (error: unknown) => {
        const problem = error instanceof Error ? error.message : String(error);
        if (!isLeft) loaded.value = { state: 'failed', problem };
      },
    );
    return () => {
      isLeft = true;
    };
  }, [key]);
  return loaded.value;
}
