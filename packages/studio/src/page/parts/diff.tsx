import { diffOf } from '../../reducers/word-diff.ts';
import { Text } from './text.tsx';

/** The words that were removed and added between two texts. */
export function Diff({ before, after }: { readonly before: string; readonly after: string }) {
  const parts = diffOf(before, after);
  if (parts === null)
    return (
      <div>
        <p class="note">These texts are too long or too different for a comparison of words.</p>
        <Text value={before} label="before" />
        <Text value={after} label="after" />
      </div>
    );
  if (parts.length === 0) return <p class="empty">empty</p>;
  return (
    <pre class="text diff">
      {parts.map(({ kind, text }, at) =>
        kind === 'same' ? (
          <span key={at}>{text}</span>
        ) : kind === 'added' ? (
          <ins key={at}>{text}</ins>
        ) : (
          <del key={at}>{text}</del>
        ),
      )}
    </pre>
  );
}
