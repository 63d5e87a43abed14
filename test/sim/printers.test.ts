/** Kitchens' printers in shops where everything goes wrong: each ticket is on paper, a second one says so. */

import { describe, expect, test } from "vitest";

import { err, ok } from "../../src/domain/result.ts";
import { type Transport } from "../../src/printer/transport.ts";
import { completeOptions, TROUBLES, type Trouble } from "../../src/sim/options.ts";
import { simulate } from "../../src/sim/run.ts";
import { LONG_MS, smallShop, wrongIn } from "./many-seeds.ts";

/** Much is ordered, and much goes wrong with paper. */
const BUSY = {
  hours: 0.015,
  actsPerHour: 1600,
  troublesPerHour: 900,
  without: new Set<Trouble>(),
};

test(
  "each ticket is on paper in the end, at its station, and twice only with a mark",
  async () => {
    expect(await wrongIn(9000, 6, BUSY)).toEqual([]);
  },
  LONG_MS,
);

test.each([
  ["a till that is restarted while it packs its history breaks nothing off", 7088, 2],
  ["a person at the till that stands in has a doubted ticket printed there", 7143, 5],
  ["a ticket that a person lets go comes out though nothing new does", 7219, 5],
])(
  "%s",
  async (_, seed, tills) => {
    const without = new Set<Trouble>([
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
  },
  LONG_MS,
);

test(
  "the same seed prints the same papers at the same moments",
  async () => {
    const short = { ...BUSY, hours: 0.005 };
    const [first, second] = [await smallShop(9100, short), await smallShop(9100, short)];

    expect(second.digest).toBe(first.digest);
  },
  LONG_MS,
);

interface Bug {
  readonly name: string;
  readonly wrong: (transport: Transport) => Transport;
  readonly noticed: RegExp;
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
    noticed: /twice without a word/u,
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
    noticed: /not on paper/u,
  },
];

describe("the simulator notices that", () => {
  test.each(BUGS)(
    "$name",
    async ({ wrong, noticed }) => {
      const without = new Set(TROUBLES.filter((trouble) => trouble !== "printers"));
      const seen: string[] = [];
      for (let seed = 1; seed <= 12 && seen.length === 0; seed += 1) {
        const options = completeOptions({ ...BUSY, tills: 2, without, seed });
        const { problems } = await simulate(options, { wrap: { transport: wrong } });
        seen.push(...problems.map(({ sentence }) => sentence));
      }

      expect(seen[0]).toMatch(noticed);
    },
    LONG_MS,
  );
});
