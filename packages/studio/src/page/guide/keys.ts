import { useLayoutEffect } from 'preact/hooks';

/** Whether a key goes into a field of the page. */
function isTyped({ target }: KeyboardEvent): boolean {
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  );
}

/**
 * Calls a function for each key that is no text of a field. It is there before the component is
 * painted, so a key that is pressed as soon as the component is seen counts.
 *
 * @param press returns whether the key meant something
 */
export function useKeys(press: (key: string) => boolean): void {
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || isTyped(event)) return;
      if (press(event.key)) event.preventDefault();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  });
}
