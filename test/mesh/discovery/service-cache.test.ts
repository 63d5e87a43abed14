import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { createSeededRandom } from "../../../proof/sim/dice.ts";
import { type DnsRecord } from "../../../src/mesh/discovery/dns-record.ts";
import {
  type Announcement,
  SERVICE,
  goodbyeOf,
  recordsOf,
} from "../../../src/mesh/discovery/dns-sd.ts";
import {
  type ServiceCache,
  createServiceCache,
} from "../../../src/mesh/discovery/service-cache.ts";

const OURS = "abcdefghijkl";
const BAR: Announcement = {
  instance: "barbarba-aaaa",
  port: 7777,
  shopTag: OURS,
  printers: [],
  invitation: undefined,
};

describe("a till is found", () => {
  test("in whatever order and however many parts its records come", () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6, maxLength: 6 }),
        fc.array(fc.nat(5), { maxLength: 3 }),
        (order, cuts) => {
          const cache = cacheOf();
          const records = recordsOf(BAR, ["10.0.0.7", "10.0.0.8"]);
          const parts = [0, ...cuts, 6].toSorted((left, right) => left - right);
          for (let round = 0; round < 2; round += 1) {
            for (const [place, from] of parts.entries()) {
              const part = order.slice(from, parts[place + 1]).map((index) => records[index]);
              hear(
                cache,
                part.filter((record) => record !== undefined),
                { nowMs: 100 },
              );
            }
          }

          const [found] = cache.services();
          expect(found?.addresses.map(({ host }) => host).toSorted()).toEqual([
            "10.0.0.7",
            "10.0.0.8",
          ]);
          expect(found).toMatchObject({
            instance: BAR.instance,
            deviceHint: "barbarba",
            shopTag: OURS,
          });
        },
      ),
    );
  });

  test("and said to be found again each time that it speaks", () => {
    const cache = cacheOf();

    expect(hear(cache, recordsOf(BAR, ["10.0.0.7"]), { nowMs: 0 }).found).toHaveLength(1);
    expect(hear(cache, recordsOf(BAR, ["10.0.0.7"]), { nowMs: 5000 }).found).toHaveLength(1);
  });

  test("unless it is of another shop", () => {
    const cache = cacheOf();

    const { found } = hear(cache, recordsOf({ ...BAR, shopTag: "zzzzzzzzzzzz" }, ["10.0.0.7"]), {
      nowMs: 0,
    });

    expect(found).toEqual([]);
    expect(askedUntil(cache, 200_000)).toEqual([]);
  });

  test("what is half known is asked for a few times, and then forgotten", () => {
    const cache = cacheOf();
    const [, pointer] = recordsOf(BAR, []);
    hear(cache, pointer === undefined ? [] : [pointer], { nowMs: 0 });

    expect(askedUntil(cache, 60_000)).toEqual([
      `${BAR.instance}.${SERVICE}`,
      `${BAR.instance}.${SERVICE}`,
      `${BAR.instance}.${SERVICE}`,
    ]);
    cache.expire(60_000);
    expect(cache.knownAnswers(60_000)).toEqual([]);
  });
});

describe("what it says holds", () => {
  test("for its time, and is asked for again before it runs out", () => {
    const cache = cacheOf();
    hear(cache, recordsOf(BAR, ["10.0.0.7"]), { nowMs: 0 });

    expect(askedUntil(cache, 95_000)).toEqual([]);
    expect(askedUntil(cache, 119_000, 95_000).length).toBe(2 * 4);
    expect(cache.expire(119_000).gone).toEqual([]);
    expect(cache.expire(120_000).gone).toEqual([BAR.instance]);
    expect(cache.services()).toEqual([]);
  });

  test("until it says goodbye, and a second longer", () => {
    const cache = cacheOf();
    const records = recordsOf(BAR, ["10.0.0.7"]);
    hear(cache, records, { nowMs: 0 });

    hear(cache, goodbyeOf(records), { nowMs: 5000 });

    expect(cache.expire(5900).gone).toEqual([]);
    expect(cache.expire(6000).gone).toEqual([BAR.instance]);
  });

  test("until it says something else", () => {
    const cache = cacheOf();
    hear(cache, recordsOf(BAR, ["10.0.0.7"]), { nowMs: 0 });

    const { found } = hear(cache, recordsOf({ ...BAR, port: 7778 }, ["10.0.0.9"]), { nowMs: 5000 });

    expect(found[0]?.addresses).toEqual([{ host: "10.0.0.9", port: 7778 }]);
  });

  test("on each network apart", () => {
    const cache = cacheOf();
    hear(cache, recordsOf(BAR, ["10.0.0.7"]), { nowMs: 0 });
    hear(cache, recordsOf(BAR, ["192.168.1.7"]), { nowMs: 5000, link: "wlan0" });
    expect(cache.services()[0]?.addresses).toHaveLength(2);

    expect(cache.dropLink("wlan0", 6000).gone).toEqual([]);
    expect(cache.services()[0]?.addresses).toEqual([{ host: "10.0.0.7", port: 7777 }]);
    expect(cache.dropLink("eth0", 6000).gone).toEqual([BAR.instance]);
  });

  test("for others to leave out of their answers, while more than half of its time is left", () => {
    const cache = cacheOf();
    hear(cache, recordsOf(BAR, ["10.0.0.7"]), { nowMs: 0 });
    for (let nowMs = 0; nowMs < 4_000_000; nowMs += 60_000) {
      hear(
        cache,
        recordsOf(BAR, ["10.0.0.7"]).filter(({ type }) => type !== "PTR"),
        { nowMs },
      );
    }

    expect(cache.knownAnswers(2_000_000)).toHaveLength(1);
    expect(cache.knownAnswers(2_300_000)).toEqual([]);
    expect(cache.services()).toHaveLength(1);
  });
});

describe("ten thousand forged answers", () => {
  test("leave few entries, and every till that speaks for itself", () => {
    const cache = cacheOf();
    hear(cache, recordsOf(BAR, ["10.0.0.7"]), { nowMs: 0, from: "10.0.0.7" });
    const gone: string[] = [];

    for (let number = 0; number < 10_000; number += 1) {
      const forged = { ...BAR, instance: `${`${number}`.padStart(8, "f")}-ffff` };
      const host = `10.9.${number >> 8}.${number & 255}`;
      gone.push(...hear(cache, recordsOf(forged, [host]), { nowMs: 100, from: "10.66.6.6" }).gone);
    }
    const late = { ...BAR, instance: "kitchenk-aaaa" };
    hear(cache, recordsOf(late, ["10.0.0.8"]), { nowMs: 200, from: "10.0.0.8" });

    const found = cache.services().map(({ instance }) => instance);
    expect(found.length).toBeLessThanOrEqual(64);
    expect(found).toContain(BAR.instance);
    expect(found).toContain(late.instance);
    // Whoever was told that one was found is told when it is gone.
    expect(gone.length).toBeGreaterThan(9900);
  });

  test("of one host that names itself stay a few", () => {
    const cache = cacheOf();

    for (let number = 0; number < 1000; number += 1) {
      const forged = { ...BAR, instance: `${`${number}`.padStart(8, "f")}-ffff`, port: 1 + number };
      hear(cache, recordsOf(forged, ["10.66.6.6"]), {
        nowMs: 100,
        link: "eth0",
        from: "10.66.6.6",
      });
    }
    for (let number = 0; number < 30; number += 1) {
      const honest = { ...BAR, instance: `${`${number}`.padStart(8, "t")}-aaaa` };
      hear(cache, recordsOf(honest, [`10.0.0.${number}`]), {
        nowMs: 100,
        link: "eth0",
        from: `10.0.0.${number}`,
      });
    }

    const honest = cache.services().filter(({ instance }) => instance.startsWith("t"));
    expect(honest).toHaveLength(30);
  });

  test("with any records at all", () => {
    fc.assert(
      fc.property(fc.array(randomRecord(), { maxLength: 300 }), (records) => {
        const cache = cacheOf();
        for (const [index, record] of records.entries())
          hear(cache, [record], { nowMs: index * 100 });

        for (const { addresses } of cache.services())
          expect(addresses.length).toBeLessThanOrEqual(4);
        expect(cache.questions(30_000).length).toBeLessThanOrEqual(2 * 64);
      }),
    );
  });
});

function randomRecord(): fc.Arbitrary<DnsRecord> {
  return fc
    .tuple(
      fc.constantFrom("a", "b", "c"),
      fc.constantFrom("10.0.0.1", "10.0.0.2", "8.8.8.8"),
      fc.record({ index: fc.nat(4), ttlS: fc.constantFrom(0, 1, 120, 4_294_967_295) }),
    )
    .map(([letter, host, { index, ttlS }]) => {
      const records = recordsOf({ ...BAR, instance: `${letter.repeat(8)}-aaaa` }, [host]);
      return Object.assign(records[index] as DnsRecord, { ttlS });
    });
}

function cacheOf(): ServiceCache {
  return createServiceCache({
    random: createSeededRandom("cache"),
    isWanted: ({ shopTag }) => shopTag === OURS,
  });
}

interface PacketFacts {
  readonly nowMs: number;
  readonly link?: string;
  readonly from?: string;
}

function hear(
  cache: ServiceCache,
  records: ReadonlyArray<DnsRecord>,
  { nowMs, link = "eth0", from = "10.0.0.7" }: PacketFacts,
) {
  return cache.hear({ records, from, link }, nowMs);
}

/** Names that are asked for, looked at every half second. */
function askedUntil(cache: ServiceCache, untilMs: number, fromMs = 0): ReadonlyArray<string> {
  const names: string[] = [];
  for (let nowMs = fromMs; nowMs < untilMs; nowMs += 500) {
    names.push(...cache.questions(nowMs).map(({ name }) => name));
  }
  return names;
}
