const pattern = /^v\d+(\.\d+)*$/;

/** Whether a text is a version, such as `v1` or `v3.10`. */
export function isVersion(text: string): boolean {
  return pattern.test(text);
}

/** Compares versions numerically, part by part: v3.10 comes after v3.9, and v1 equals v1.0. */
export function compareVersions(one: string, other: string): number {
  const left = toNumbers(one);
  const right = toNumbers(other);
  for (let part = 0; part < Math.max(left.length, right.length); part++) {
    const difference = (left[part] ?? 0) - (right[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function toNumbers(version: string): readonly number[] {
  return version.replace(/^v/, '').split('.').map(Number);
}
