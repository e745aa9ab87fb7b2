/** A difference of two shares in percentage points, with its sign: `+2.0`, `−2.0`, `0.0`. */
export function formatPoints(share: number): string {
  const points = Math.abs(share * 100).toFixed(1);
  return points === '0.0' ? points : `${share > 0 ? '+' : '−'}${points}`;
}

/** A p value: `0.012`, or `under 0.001`. */
export function formatP(pValue: number): string {
  return pValue < 0.001 ? 'under 0.001' : pValue.toFixed(3);
}
