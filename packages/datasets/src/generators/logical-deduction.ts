import type { RandomState } from '@dln/random';
import type { Example } from '../example.ts';
import { renderMultipleChoice } from '../loaders/shuffle-options.ts';
import { logicalThemes, type LogicalTheme } from './logical-themes.ts';
import { countOrders, createOrderSet, intersectOrders, type OrderSet } from './order-set.ts';

const THINGS = 7;
const FEWEST_STATEMENTS = 6;
const MOST_STATEMENTS = 7;

/** The place of each of the seven things. */
type Order = readonly number[];

/** A statement about an order; things are numbers. */
type Statement =
  | { readonly kind: 'place'; readonly thing: number; readonly place: number }
  | { readonly kind: 'before' | 'after'; readonly thing: number; readonly other: number };

let orders: readonly Order[] | undefined;
const ordersByStatement = new Map<string, OrderSet>();

/** All orders of seven things, created on first use. */
function listOrders(): readonly Order[] {
  return (orders ??= permute(Array.from({ length: THINGS }, (_, place) => place)));
}

/**
 * Seven things whose order follows from 6 or 7 statements, none of them redundant, and a question
 * about one place, in the form of BIG-Bench Hard's logical_deduction_seven_objects.
 */
export function drawLogicalDeduction(random: RandomState): Example {
  const theme = random.choice(logicalThemes);
  const things = random.choices(theme.things, THINGS, { replace: false });
  const order = random.permutation(THINGS);
  const statements = drawStatements(order, random);
  const place = random.choice(THINGS);
  const listed = `${things.slice(0, -1).join(', ')}, and ${things.at(-1) ?? ''}`;
  const question = [
    'The following paragraphs each describe a set of seven objects arranged in a fixed order.',
    'The statements are logically consistent within each paragraph.',
    `${theme.opening}: ${listed}.`,
    ...statements.map((statement) => `${render(statement, things, theme)}.`),
  ].join(' ');
  const options = things.map((_, thing) => render({ kind: 'place', thing, place }, things, theme));
  return renderMultipleChoice({ question, options }, order.indexOf(place));
}

/** Adds true statements until one order is left, then removes redundant ones. */
function drawStatements(order: Order, random: RandomState): readonly Statement[] {
  for (;;) {
    const drawn: Statement[] = [];
    let left = createOrderSet(listOrders(), () => true);
    let count = countOrders(left);
    while (count > 1) {
      const statement = drawStatement(order, random);
      const fewer = intersectOrders([left, ordersWith(statement)]);
      const remaining = countOrders(fewer);
      if (remaining === count) continue;
      drawn.push(statement);
      [left, count] = [fewer, remaining];
    }
    const needed = drawn.reduceRight<readonly Statement[]>((kept, statement) => {
      const others = kept.filter((other) => other !== statement);
      return haveOneOrder(others) ? others : kept;
    }, drawn);
    if (needed.length < FEWEST_STATEMENTS || needed.length > MOST_STATEMENTS) continue;
    return random.permutation(needed);
  }
}

/**
 * One statement in five gives a place. Those are more informative and survive more often: about one
 * in two remains.
 */
function drawStatement(order: Order, random: RandomState): Statement {
  const [thing = 0, other = 0] = random.choices(THINGS, 2, { replace: false });
  if (random.choice(5) === 0) return { kind: 'place', thing, place: order[thing] ?? 0 };
  const isBefore = (order[thing] ?? 0) < (order[other] ?? 0);
  return { kind: isBefore ? 'before' : 'after', thing, other };
}

function holds(statement: Statement, order: Order): boolean {
  const place = order[statement.thing] ?? 0;
  switch (statement.kind) {
    case 'place':
      return place === statement.place;
    case 'before':
      return place < (order[statement.other] ?? 0);
    case 'after':
      return place > (order[statement.other] ?? 0);
  }
}

/** The orders for which a statement is true, listed on first use. */
function ordersWith(statement: Statement): OrderSet {
  const key = JSON.stringify(statement);
  const known =
    ordersByStatement.get(key) ?? createOrderSet(listOrders(), (order) => holds(statement, order));
  ordersByStatement.set(key, known);
  return known;
}

function haveOneOrder(statements: readonly Statement[]): boolean {
  const [first, ...others] = statements.map(ordersWith);
  return first !== undefined && countOrders(intersectOrders([first, ...others])) === 1;
}

function render(statement: Statement, things: readonly string[], theme: LogicalTheme): string {
  const subject = theme.subject(things[statement.thing] ?? '');
  if (statement.kind === 'place') return `${subject} ${theme.places[statement.place] ?? ''}`;
  return `${subject} ${theme[statement.kind]} ${theme.object(things[statement.other] ?? '')}`;
}

function permute(items: readonly number[]): readonly Order[] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) =>
    permute(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
  );
}
