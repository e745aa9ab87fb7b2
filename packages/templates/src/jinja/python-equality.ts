import type { JinjaValue } from './library.ts';

/**
 * Python's `==`: compares numbers and booleans by value, lists and objects by content, and texts
 * only with texts.
 */
export function isEqual(left: JinjaValue, right: JinjaValue): boolean {
  const [one, other] = [left.value, right.value];
  if (Array.isArray(one) && Array.isArray(other)) {
    const items = other as readonly JinjaValue[];
    return (
      one.length === items.length &&
      one.every((item: JinjaValue, index) => isOptionalEqual(item, items[index]))
    );
  }
  if (one instanceof Map && other instanceof Map) {
    const fields = other as ReadonlyMap<string, JinjaValue>;
    return (
      one.size === fields.size &&
      [...(one as ReadonlyMap<string, JinjaValue>)].every(([name, field]) =>
        isOptionalEqual(field, fields.get(name)),
      )
    );
  }
  // The library's null and undefined both have the value null.
  return one === undefined ? left.type === right.type : toNumber(one) === toNumber(other);
}

function isOptionalEqual(left: JinjaValue, right: JinjaValue | undefined): boolean {
  return right !== undefined && isEqual(left, right);
}

function toNumber(value: unknown): unknown {
  return typeof value === 'boolean' ? Number(value) : value;
}
