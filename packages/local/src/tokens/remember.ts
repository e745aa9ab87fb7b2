/** Memoizes a function of one argument. Arguments with equal JSON are equal. */
export function remember<Argument, Value>(
  compute: (argument: Argument) => Value,
): (argument: Argument) => Value {
  const known = new Map<unknown, Value>();
  return (argument) => {
    const key = typeof argument === 'string' ? argument : JSON.stringify([argument]);
    const value = known.get(key) ?? compute(argument);
    known.set(key, value);
    return value;
  };
}
