import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** A column of a table. */
export interface Column<Row> {
  readonly name: string;
  readonly cell: (row: Row, index: number) => ComponentChildren;
  readonly isNumber?: boolean;
  /** Takes the width that is left; its text is cut at the end of the line. */
  readonly isWide?: boolean;
  /** Sorts by it; null is last. */
  readonly sort?: (row: Row) => string | number | null;
}

const ROW = 30;
const OVERSCAN = 8;

/** A table that makes the rows in sight only, all of one height. */
export function VirtualTable<Row>(props: {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly onChoose?: ((row: Row, index: number) => void) | undefined;
  readonly isChosen?: ((row: Row, index: number) => boolean) | undefined;
  /** Rows in sight. @default 14 */
  readonly height?: number;
}) {
  const { label, columns, onChoose, isChosen, height = 14 } = props;
  const box = useRef<HTMLDivElement>(null);
  const top = useSignal(0);
  const seen = useSignal(height * ROW);
  const order = useSignal<{ readonly column: number; readonly isDown: boolean } | null>(null);
  const rows = sorted(props.rows, columns, order.value);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const watch = new ResizeObserver(() => (seen.value = element.clientHeight));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  const isShort = rows.length <= height;
  const first = isShort ? 0 : Math.max(0, Math.floor(top.value / ROW) - OVERSCAN);
  const last = isShort
    ? rows.length
    : Math.min(rows.length, Math.ceil((top.value + seen.value) / ROW) + OVERSCAN);
  const move = (event: KeyboardEvent, at: number): void => {
    if (event.key === 'Enter' || event.key === ' ') {
      const row = rows[at];
      if (row === undefined) return;
      event.preventDefault();
      onChoose?.(row.value, row.index);
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const next =
      event.currentTarget instanceof Element ? sibling(event.currentTarget, event.key) : null;
    next?.focus();
  };
  return (
    <div
      class="table-box"
      ref={box}
      tabIndex={0}
      role="region"
      aria-label={`${label}, ${rows.length} rows`}
      style={isShort ? {} : { height: `${(height + 1) * ROW}px` }}
      onScroll={(event) => (top.value = event.currentTarget.scrollTop)}
    >
      <table aria-label={label} aria-rowcount={rows.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map(({ name, isNumber, sort }, column) => (
              <th
                key={name}
                scope="col"
                class={isNumber ? 'number' : ''}
                aria-sort={
                  order.value?.column === column
                    ? order.value.isDown
                      ? 'descending'
                      : 'ascending'
                    : undefined
                }
              >
                {sort ? (
                  <button
                    type="button"
                    class="sort"
                    onClick={() =>
                      (order.value = {
                        column,
                        isDown: order.value?.column === column && !order.value.isDown,
                      })
                    }
                  >
                    {name}
                    <span aria-hidden="true">
                      {order.value?.column === column ? (order.value.isDown ? ' ▼' : ' ▲') : ''}
                    </span>
                  </button>
                ) : (
                  name
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {first > 0 && <Spacer rows={first} columns={columns.length} />}
          {rows.slice(first, last).map(({ value, index }, at) => (
            <tr
              key={index}
              aria-rowindex={first + at + 2}
              class={`${isChosen?.(value, index) ? 'chosen' : ''} ${onChoose ? 'choosable' : ''}`}
              aria-current={isChosen?.(value, index) ? 'true' : undefined}
              tabIndex={onChoose ? 0 : undefined}
              onClick={onChoose ? () => onChoose(value, index) : undefined}
              onKeyDown={onChoose ? (event) => move(event, first + at) : undefined}
            >
              {columns.map(({ name, cell, isNumber, isWide }) => (
                <td key={name} class={isNumber ? 'number' : isWide ? 'wide' : ''}>
                  {cell(value, index)}
                </td>
              ))}
            </tr>
          ))}
          {last < rows.length && <Spacer rows={rows.length - last} columns={columns.length} />}
        </tbody>
      </table>
    </div>
  );
}

/** Browsers draw no element higher than some 30 million pixels. */
const HIGHEST = 15_000_000;

function Spacer({ rows, columns }: { readonly rows: number; readonly columns: number }) {
  return (
    <tr class="spacer" aria-hidden="true">
      <td colSpan={columns} style={{ height: `${Math.min(HIGHEST, rows * ROW)}px` }} />
    </tr>
  );
}

function sibling(row: Element, key: string): HTMLElement | null {
  const found = key === 'ArrowDown' ? row.nextElementSibling : row.previousElementSibling;
  return found instanceof HTMLElement && found.tabIndex === 0 ? found : null;
}

interface Indexed<Row> {
  readonly value: Row;
  readonly index: number;
}

function sorted<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  order: { readonly column: number; readonly isDown: boolean } | null,
): readonly Indexed<Row>[] {
  const indexed = rows.map((value, index) => ({ value, index }));
  const sort = order ? columns[order.column]?.sort : undefined;
  if (!order || !sort) return indexed;
  const sign = order.isDown ? -1 : 1;
  return indexed
    .map((row) => ({ row, by: sort(row.value) }))
    .sort((one, other) => compare(one.by, other.by, sign))
    .map(({ row }) => row);
}

const collator = new Intl.Collator('en', { numeric: true });

function compare(one: string | number | null, other: string | number | null, sign: number): number {
  if (one === null || other === null) return (one === null ? 1 : 0) - (other === null ? 1 : 0);
  if (typeof one === 'number' && typeof other === 'number') return sign * (one - other);
  return sign * collator.compare(String(one), String(other));
}
