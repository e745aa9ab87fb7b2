/** Converts a number to the 16 bits of half precision, truncating. Values below 2⁻¹⁴ become 0. */
export function toHalf(value: number): number {
  const bits = new Uint32Array(new Float32Array([value]).buffer)[0] ?? 0;
  const sign = (bits >>> 16) & 0x8000;
  const exponent = ((bits >>> 23) & 0xff) - 127 + 15;
  return exponent <= 0 ? sign : sign | (exponent << 10) | ((bits >>> 13) & 0x3ff);
}

/** Inverse of `toHalf`. */
export function fromHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> 10) & 0x1f;
  return exponent === 0 ? 0 : sign * (1 + (half & 0x3ff) / 1024) * 2 ** (exponent - 15);
}
