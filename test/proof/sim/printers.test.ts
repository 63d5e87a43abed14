/**
 * Printers in shops where everything goes wrong: each ticket and receipt is on paper, a second one says so.
 *
 * Size: proof.
 */

import { describe, expect, test } from "vitest";

import { completeOptions, TROUBLES, type Trouble } from "../../../proof/sim/options.ts";
import { simulate } from "../../../proof/sim/run.ts";
import { err, ok } from "../../../src/domain/base/result.ts";
import { type Transport } from "../../../src/printer/transport.ts";
import { shopsFrom, smallShop, withoutTradesBut, wrongOf } from "./many-seeds.ts";

/** Much is ordered, and much goes wrong with paper. */
const BUSY = {
  hours: 0.015,
  actsPerHour: 1600,
  troublesPerHour: 900,
  without: new Set<Trouble>(["cards", ...withoutTradesBut()]),
};

/** Nothing but paper, and processes that end: of these many papers some are in doubt, and printed again. */
const DOUBTFUL = {
  hours: 0.03,
  actsPerHour: 2500,
  troublesPerHour: 900,
  without: new Set(TROUBLES.filter((trouble) => trouble !== "printers" && trouble !== "crashes")),
};
/** Nothing but paper, and at each moment something is wrong with one printer or another. */
const DYING = {
  hours: 0.03,
  actsPerHour: 2500,
  troublesPerHour: 6000,
  without: new Set(TROUBLES.filter((trouble) => trouble !== "printers")),
};
/**
 * So many receipts say that they may not be the only one, or these shops show nothing of them. They are some
 * twenty, nearly all of the dying printers: where people act otherwise, enough of them are left.
 */
const MARKED_MIN = 6;

test("each ticket and receipt is on paper in the end, at its place, and twice only with a mark", async () => {
  const shops = [
    ...(await shopsFrom(9000, 4, BUSY)),
    ...(await shopsFrom(9200, 4, DOUBTFUL)),
    ...(await shopsFrom(9400, 6, DYING)),
  ];

  expect(wrongOf(shops)).toEqual([]);
  const marked = shops.reduce((sum, { figures }) => sum + figures.markedReceipts, 0);
  expect(marked).toBeGreaterThanOrEqual(MARKED_MIN);
});

test("a till that has joined while the shop was open prints its receipts as the others do", async () => {
  const without = new Set(
    TROUBLES.filter((trouble) => trouble !== "printers" && trouble !== "newcomers"),
  );
  const receipts: string[] = [];
  const wish = { ...BUSY, hours: 0.02, without };
  for (const seed of [9300, 9301, 9302]) {
    const { problems } = await simulate(completeOptions({ ...wish, tills: 2, seed }), {
      onLine: (line) => receipts.push(...(/roll-\w+ +Receipt \w+/u.exec(line) ?? [])),
    });
    expect(problems).toEqual([]);
  }

  expect(receipts.map((line) => line.replace(/ +/u, " "))).toContain("roll-c Receipt C");
});

// Each has found something once; people act otherwise in them now, as the simulated ones have learned.
test.each([
  [7088, 2],
  [7143, 5],
  [7219, 5],
])("the dense shop of seed %i with %i tills ends well", async (seed, tills) => {
  const without = new Set<Trouble>([
    "cards",
    ...withoutTradesBut(),
    "disks",
    "full-disks",
    "clocks",
    "revocations",
    "newcomers",
    "versions",
  ]);
  const busier = { hours: 0.03, actsPerHour: 2500, troublesPerHour: 900, without };

  const { problems } = await simulate(completeOptions({ seed, tills, ...busier }));

  expect(problems).toEqual([]);
});

test("the same seed prints the same papers at the same moments", async () => {
  const short = { ...BUSY, hours: 0.005 };
  const [first, second] = [await smallShop(9100, short), await smallShop(9100, short)];

  expect(second.digest).toBe(first.digest);
});

interface Bug {
  readonly name: string;
  readonly wrong: (transport: Transport) => Transport;
  /** All of these, within a few seeds. */
  readonly noticed: ReadonlyArray<RegExp>;
}

/** Of each fifth job. */
function eachFifth(
  wrong: (transport: Transport, bytes: Uint8Array) => ReturnType<Transport["send"]>,
): Bug["wrong"] {
  let count = 0;
  return (transport) => ({
    ...transport,
    send: (bytes) => {
      count += 1;
      return count % 5 === 0 ? wrong(transport, bytes) : transport.send(bytes);
    },
  });
}

const BUGS: ReadonlyArray<Bug> = [
  {
    name: "a job in doubt counts as one that was never begun",
    wrong: (transport) => ({
      ...transport,
      send: async (bytes) => {
        const sent = await transport.send(bytes);
        return sent.ok ? sent : err({ type: "printer/unreachable" });
      },
    }),
    noticed: [/a ticket is on paper twice without a word/u, /a receipt is on paper twice/u],
  },
  {
    name: "a job in doubt counts as printed",
    wrong: (transport) => ({
      ...transport,
      send: async (bytes) => {
        const sent = await transport.send(bytes);
        return sent.ok || sent.fault.type === "printer/unreachable" ? sent : ok("printed");
      },
    }),
    noticed: [/a ticket is not on paper/u, /a receipt is not on paper/u],
  },
  {
    name: "a job is lost, and counts as printed",
    wrong: eachFifth(() => Promise.resolve(ok("printed"))),
    noticed: [/a ticket is not on paper/u, /a receipt is not on paper/u],
  },
  {
    name: "a job is printed a second time",
    wrong: eachFifth(async (transport, bytes) => {
      const first = await transport.send(bytes);
      return first.ok ? transport.send(bytes) : first;
    }),
    noticed: [/a ticket is on paper twice without a word/u, /a receipt is on paper twice/u],
  },
];

const SEEDS_MAX = 24;

describe("the simulator notices of tickets and of receipts that", () => {
  test.each(BUGS)("$name", async ({ wrong, noticed }) => {
    const without = new Set(TROUBLES.filter((trouble) => trouble !== "printers"));
    const missing = new Set(noticed);
    for (let seed = 1; seed <= SEEDS_MAX && missing.size > 0; seed += 1) {
      const options = completeOptions({ ...BUSY, tills: 2, without, seed });
      const { problems } = await simulate(options, { wrap: { transport: wrong } });
      for (const sentence of noticed) {
        if (problems.some((problem) => sentence.test(problem.sentence))) missing.delete(sentence);
      }
    }

    expect([...missing]).toEqual([]);
  });
});
