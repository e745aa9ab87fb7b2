/** Weights or probabilities as bars, largest first or in their own order. */
export function Bar({ share, label }: { readonly share: number; readonly label: string }) {
  return (
    <span class="bar" role="img" aria-label={label}>
      <span class="bar-value" style={{ width: `${Math.min(1, Math.max(0, share)) * 100}%` }} />
    </span>
  );
}
