/**
 * Things in an order, and phrases for it. Orders go from first to last: `places[0]` is the first
 * place.
 */
export interface LogicalTheme {
  /** Introduces the list of seven things. */
  readonly opening: string;
  /** Ten things, as listed. */
  readonly things: readonly string[];
  /** A thing at the start of a sentence. */
  readonly subject: (thing: string) => string;
  /** A thing elsewhere in a sentence. */
  readonly object: (thing: string) => string;
  /** The statement for each place. */
  readonly places: readonly string[];
  /** `X … Y`: X comes before Y, or after it. */
  readonly before: string;
  readonly after: string;
}

const bareOf = (thing: string): string => thing.replace(/^an? /, '');
const withArticle = {
  subject: (thing: string): string => `The ${bareOf(thing)}`,
  object: (thing: string): string => `the ${bareOf(thing)}`,
};

const fromLeft = {
  places: [
    'is the leftmost',
    'is the second from the left',
    'is the third from the left',
    'is the fourth from the left',
    'is the third from the right',
    'is the second from the right',
    'is the rightmost',
  ],
  before: 'is to the left of',
  after: 'is to the right of',
} as const;

/** The five settings of BIG-Bench Hard's logical deduction. */
export const logicalThemes: readonly LogicalTheme[] = [
  {
    opening: 'On a branch, there are seven birds',
    things: [
      'a blue jay',
      'a cardinal',
      'a crow',
      'a falcon',
      'a hawk',
      'a hummingbird',
      'an owl',
      'a quail',
      'a raven',
      'a robin',
    ],
    ...withArticle,
    ...fromLeft,
  },
  {
    opening: 'On a shelf, there are seven books',
    things: [
      'a black book',
      'a blue book',
      'a brown book',
      'a gray book',
      'a green book',
      'an orange book',
      'a purple book',
      'a red book',
      'a white book',
      'a yellow book',
    ],
    ...withArticle,
    ...fromLeft,
  },
  {
    opening: 'In an antique car show, there are seven vehicles',
    things: [
      'a bus',
      'a convertible',
      'a hatchback',
      'a limousine',
      'a minivan',
      'a motorcycle',
      'a sedan',
      'a station wagon',
      'a tractor',
      'a truck',
    ],
    ...withArticle,
    places: [
      'is the oldest',
      'is the second-oldest',
      'is the third-oldest',
      'is the fourth-newest',
      'is the third-newest',
      'is the second-newest',
      'is the newest',
    ],
    before: 'is older than',
    after: 'is newer than',
  },
  {
    opening: 'In a golf tournament, there were seven golfers',
    things: ['Ada', 'Amy', 'Ana', 'Dan', 'Eli', 'Eve', 'Joe', 'Mel', 'Mya', 'Rob'],
    subject: (thing) => thing,
    object: (thing) => thing,
    places: [
      'finished first',
      'finished second',
      'finished third',
      'finished fourth',
      'finished third-to-last',
      'finished second-to-last',
      'finished last',
    ],
    before: 'finished above',
    after: 'finished below',
  },
  {
    opening: 'A fruit stand sells seven fruits',
    things: [
      'apples',
      'cantaloupes',
      'kiwis',
      'loquats',
      'mangoes',
      'oranges',
      'peaches',
      'pears',
      'plums',
      'watermelons',
    ],
    subject: (thing) => `The ${thing}`,
    object: (thing) => `the ${thing}`,
    places: [
      'are the cheapest',
      'are the second-cheapest',
      'are the third-cheapest',
      'are the fourth-most expensive',
      'are the third-most expensive',
      'are the second-most expensive',
      'are the most expensive',
    ],
    before: 'are less expensive than',
    after: 'are more expensive than',
  },
];
