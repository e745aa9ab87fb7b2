// How far a number is from the target: 0 within 5 %, 1 from 50 % on, and a share between.
export default function relativeError(output, target) {
  const [number] = output.replaceAll(',', '').match(/-?\d+(\.\d+)?/) ?? [];
  if (number === undefined) return 1;
  const error = Math.abs(Number(number) - Number(target)) / Math.abs(Number(target));
  return error <= 0.05 ? 0 : Math.min(1, error * 2);
}
