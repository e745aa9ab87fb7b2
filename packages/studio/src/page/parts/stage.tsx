import type { ComponentChildren } from 'preact';

/** A part of the way, with its name beside it. */
export function Stage({
  name,
  children,
}: {
  readonly name: string;
  readonly children: ComponentChildren;
}) {
  return (
    <section class="stage">
      <h3>{name}</h3>
      <div>{children}</div>
    </section>
  );
}

/** Right or wrong, as a sign and a word. */
export function Verdict({ loss }: { readonly loss: number | null }) {
  if (loss === null) return <span class="verdict">not judged</span>;
  return loss > 0 ? (
    <span class="verdict wrong">✗ wrong</span>
  ) : (
    <span class="verdict right">✓ right</span>
  );
}
