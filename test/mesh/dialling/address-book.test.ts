import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { createSeededRandom } from "../../../proof/sim/dice.ts";
import { type DeviceId } from "../../../src/domain/identity.ts";
import { type Address, addressText } from "../../../src/mesh/address.ts";
import {
  type AddressBook,
  type HeardTill,
  createAddressBook,
} from "../../../src/mesh/dialling/address-book.ts";
import { type RememberedAddress } from "../../../src/mesh/dialling/remembered-addresses.ts";

const TICK_MS = 100;
const DAY_MS = 86_400_000;
const SMALL = till("a");
const US = till("m");
const LARGE = till("x");

describe("whom to dial", () => {
  test("a till with a smaller id is left a second to dial us, one with a larger id is not", () => {
    const book = bookOf(US);

    book.heard(heard(SMALL, ["10.0.0.1:7777"]), 0);
    book.heard(heard(LARGE, ["10.0.0.2:7777"]), 0);

    expect(dialsUntil(book, 900)).toEqual(["10.0.0.2:7777"]);
    expect(dialsUntil(book, 1200, 900)).toEqual(["10.0.0.1:7777"]);
  });

  test("a till that is connected is not dialled, at whatever address", () => {
    const book = bookOf(US);
    book.heard(heard(LARGE, ["10.0.0.2:7777", "192.168.1.2:7777"]), 0);

    book.linked({ device: LARGE, host: "10.0.0.2", address: at("10.0.0.2:7777") }, 0);
    book.gossiped({ device: LARGE, addresses: [at("10.9.9.9:7777")] }, 0);

    expect(dialsUntil(book, 600_000)).toEqual([]);
  });

  test("a lost till is dialled at once, and again within two seconds", () => {
    const book = bookOf(US);
    book.linked({ device: LARGE, host: "10.0.0.2", address: at("10.0.0.2:7777") }, 0);

    book.unlinked(LARGE, 5000);

    expect(dialsUntil(book, 5200, 5000)).toEqual(["10.0.0.2:7777"]);
    book.dialEnded({ address: at("10.0.0.2:7777"), how: "unreachable" }, 5200);
    expect(failingDials(book, "10.0.0.2:7777", [5200, 7200]).length).toBeGreaterThanOrEqual(2);
  });

  test("by boxes that lost it at one moment it is not dialled in step", () => {
    const times = Array.from({ length: 16 }, (_, index) => {
      const book = bookOf(till("m", index), memoryOf([]), `box ${index}`);
      book.linked({ device: LARGE, host: "10.0.0.2", address: at("10.0.0.2:7777") }, 0);
      book.unlinked(LARGE, 5000);
      return failingDials(book, "10.0.0.2:7777", [5000, 65_000]);
    });

    const eighth = new Set(times.map((dials) => dials[7]));
    expect(eighth.has(undefined)).toBe(false);
    expect(eighth.size).toBeGreaterThan(8);
  });

  test("nor by boxes that lost it, or hear of it first, at one moment, though none has tried before", () => {
    const news = [
      (book: AddressBook) => book.heard(heard(LARGE, ["10.0.0.2:7777"]), 5000),
      (book: AddressBook) =>
        book.gossiped({ device: LARGE, addresses: [at("10.0.0.2:7777")] }, 5000),
      (book: AddressBook) => {
        book.linked({ device: LARGE, host: "10.0.0.2", address: at("10.0.0.2:7777") }, 0);
        book.unlinked(LARGE, 5000);
      },
    ];
    for (const hearOf of news) {
      const firsts = Array.from({ length: 16 }, (_, index) => {
        const book = bookOf(till("m", index), memoryOf([]), `box ${index}`);
        hearOf(book);
        const steps = Array.from({ length: 101 }, (_ms, ms) => 5000 + ms);
        return steps.find((nowMs) => book.due(nowMs).length > 0);
      });

      expect(firsts).not.toContain(undefined);
      expect(new Set(firsts).size).toBeGreaterThan(8);
    }
  });

  test("one that a connected till says it has moved to is dialled before silence ends the link", () => {
    const book = bookOf(US);
    book.heard(heard(LARGE, ["10.0.0.2:7777"]), 0);
    book.linked({ device: LARGE, host: "10.0.0.2", address: at("10.0.0.2:7777") }, 0);
    expect(dialsUntil(book, 60_000)).toEqual([]);

    book.heard(heard(LARGE, ["10.0.0.77:7777"]), 60_000);

    expect(dialsUntil(book, 60_200, 60_000)).toEqual(["10.0.0.77:7777"]);
    book.linked({ device: LARGE, host: "10.0.0.77", address: at("10.0.0.77:7777") }, 60_200);
    expect(dialsUntil(book, 90_000, 60_200)).toEqual([]);
  });

  test("and once only where its link comes by another way than it says", () => {
    const book = bookOf(US);
    book.linked({ device: LARGE, host: "10.99.0.1", address: undefined }, 0);
    const dials: string[] = [];

    for (let nowMs = 0; nowMs < 600_000; nowMs += 10_000) {
      book.heard(heard(LARGE, ["10.0.0.2:7777"]), nowMs);
      dials.push(...dialsUntil(book, nowMs + 9900, nowMs));
      for (const text of dials) {
        book.dialEnded({ address: at(text), how: "unreachable" }, nowMs + 9900);
      }
    }

    expect(dials).toEqual(["10.0.0.2:7777"]);
  });

  test("addresses of one till are not dialled in the same moment", () => {
    const book = bookOf(US);

    book.heard(heard(LARGE, ["10.0.0.2:7777", "192.168.1.2:7777"]), 0);

    expect(dialsUntil(book, 200)).toHaveLength(1);
    expect(dialsUntil(book, 600, 200)).toHaveLength(1);
  });

  test("an address without a name is dialled, and is needed no more once it has led to a till", () => {
    const book = bookOf(US);
    book.setStatic([at("bar.lan:7777")], 0);
    expect(dialsUntil(book, 200)).toEqual(["bar.lan:7777"]);

    book.linked({ device: LARGE, host: "10.0.0.2", address: at("bar.lan:7777") }, 200);

    expect(dialsUntil(book, DAY_MS / 4, 200)).toEqual([]);
    expect(stateOf(book, "bar.lan:7777")).toBe("not needed");
  });

  test("an address that led to ourselves is left alone for long", () => {
    const book = bookOf(US);
    book.setStatic([at("10.0.0.2:7777")], 0);
    dialsUntil(book, 200);

    book.dialEnded({ address: at("10.0.0.2:7777"), how: "ourselves" }, 200);

    expect(dialsUntil(book, 890_000, 200)).toEqual([]);
    expect(stateOf(book, "10.0.0.2:7777")).toBe("left alone");
    expect(dialsUntil(book, 910_000, 890_000)).toHaveLength(1);
  });

  test("one that leads to a stranger again and again is left alone for longer and longer", () => {
    const book = bookOf(US);
    book.setStatic([at("10.0.0.2:7777")], 0);

    const times = dialsEnding(book, "stranger", [0, 4 * 3_600_000]).map(({ atMs }) => atMs);

    expect(times.length).toBeLessThanOrEqual(4 + 4 * 4);
    expect((times.at(-1) ?? 0) - (times.at(-2) ?? 0)).toBeGreaterThanOrEqual(900_000);
    expect(stateOf(book, "10.0.0.2:7777")).toBe("left alone");
  });

  test("a till that hung up in the middle, because it was being started, is dialled again soon", () => {
    const book = bookOf(US);
    book.linked({ device: LARGE, host: "10.0.0.2", address: at("10.0.0.2:7777") }, 0);
    book.unlinked(LARGE, 1000);
    expect(dialsUntil(book, 1200, 1000)).toHaveLength(1);

    book.dialEnded({ address: at("10.0.0.2:7777"), how: "stranger" }, 1200);

    expect(dialsUntil(book, 2000, 1200)).toHaveLength(1);
    book.linked({ device: LARGE, host: "10.0.0.2", address: at("10.0.0.2:7777") }, 2000);
    book.unlinked(LARGE, 3000);
    expect(dialsUntil(book, 3200, 3000)).toHaveLength(1);
  });

  test("until another till speaks there, or the network is another one", () => {
    const book = bookOf(US);
    book.heard(heard(LARGE, ["10.0.0.2:7777"]), 0);
    dialsEnding(book, "stranger", [0, 600_000]);
    expect(stateOf(book, "10.0.0.2:7777")).toBe("left alone");

    book.heard({ ...heard(LARGE, ["10.0.0.2:7777"]), instance: "restarted" }, 600_000);
    expect(dialsUntil(book, 600_300, 600_000)).toEqual(["10.0.0.2:7777"]);

    book.dialEnded({ address: at("10.0.0.2:7777"), how: "ourselves" }, 600_300);
    book.networkChanged(700_000);
    expect(dialsUntil(book, 700_300, 700_000)).toEqual(["10.0.0.2:7777"]);
  });

  test("an address that is another till's now is dialled although its former till is connected", () => {
    const book = bookOf(US);
    book.linked({ device: SMALL, host: "10.0.0.2", address: at("10.0.0.2:7777") }, 0);
    book.linked({ device: SMALL, host: "10.0.0.9", address: at("10.0.0.9:7777") }, 1000);

    book.heard(heard(LARGE, ["10.0.0.2:7777"]), 2000);

    expect(dialsUntil(book, 4000, 2000)).toEqual(["10.0.0.2:7777"]);
  });

  test("whoever claims another till's address for a connected one keeps nobody from it", () => {
    const book = bookOf(US);
    book.linked({ device: SMALL, host: "10.0.0.1", address: at("10.0.0.1:7777") }, 0);
    book.heard({ ...heard(SMALL, ["10.0.0.2:7777"]), instance: "forged" }, 0);

    book.heard(heard(LARGE, ["10.0.0.2:7777"]), 5000);

    expect(dialsUntil(book, 6000, 5000)).toEqual(["10.0.0.2:7777"]);
  });

  test("where this very box is, others tell, and nobody dials it", () => {
    const book = bookOf(US);

    book.gossiped({ device: US, addresses: [at("10.0.0.3:7777"), at("10.0.0.3:7777")] }, 0);

    expect(dialsUntil(book, 60_000)).toEqual([]);
  });

  test("who is heard to have our name is a copy of our disk until it proves to be ourselves", () => {
    const book = bookOf(US);

    book.heard(heard(US, ["10.0.0.3:7777"]), 0);

    expect(dialsUntil(book, 200)).toEqual(["10.0.0.3:7777"]);
    book.dialEnded({ address: at("10.0.0.3:7777"), how: "ourselves" }, 200);
    expect(dialsUntil(book, 800_000, 200)).toEqual([]);
  });

  test("of two places where others have met our name the one that isn't ours is a copy's", () => {
    const book = bookOf(US);

    book.gossiped({ device: US, addresses: [at("10.0.0.3:7777"), at("10.0.0.4:7777")] }, 0);

    expect(dialsUntil(book, 600)).toEqual(["10.0.0.3:7777", "10.0.0.4:7777"]);
    // Nobody tells so any more: it is nobody's remembered till.
    expect(dialsUntil(book, DAY_MS / 4, 12_000)).toEqual([]);
  });

  test("each copy of our disk is dialled once, and again when it is lost", () => {
    const book = bookOf(US);
    book.heard({ ...heard(US, ["10.0.0.3:7777"]), instance: "one" }, 0);
    book.heard({ ...heard(US, ["10.0.0.4:7777"]), instance: "other" }, 0);
    expect(dialsUntil(book, 600)).toEqual(["10.0.0.3:7777", "10.0.0.4:7777"]);

    linkCopy(book, "10.0.0.3", "run one");
    linkCopy(book, "10.0.0.4", "run other");
    book.setCopies(new Set(["run one", "run other"]), 600);
    expect(dialsUntil(book, 3_000_000, 600)).toEqual([]);

    book.setCopies(new Set(["run one"]), 3_000_000);
    expect(dialsUntil(book, 3_000_200, 3_000_000)).toEqual(["10.0.0.4:7777"]);
  });

  test("a second way to a copy that is linked is left alone, until that link is lost", () => {
    const book = bookOf(US);
    linkCopy(book, "10.0.0.3", "run one");
    book.setCopies(new Set(["run one"]), 0);
    book.heard(heard(US, ["192.168.1.3:7777"]), 0);
    expect(dialsUntil(book, 4000)).toEqual(["192.168.1.3:7777"]);

    book.dialEnded({ address: at("192.168.1.3:7777"), how: "spare" }, 4000);
    expect(dialsUntil(book, 800_000, 4000)).toEqual([]);
    expect(book.view(800_000)[0]).toMatchObject({ device: US, lastEnd: undefined });

    book.setCopies(new Set(), 800_000);
    expect(dialsUntil(book, 800_200, 800_000)).toEqual(["192.168.1.3:7777"]);
  });

  test("a copy of our disk is not remembered: once it is gone nobody looks for it", () => {
    const memory = memoryOf([{ device: US, ...at("10.0.0.9:7777") }]);
    const book = bookOf(US, memory);

    linkCopy(book, "10.0.0.3", "run one");

    expect(textsOf(book)).toEqual([]);
    expect(memory.saved().map(addressText)).not.toContain("10.0.0.3:7777");
  });

  test("a till that is heard again is dialled soon, however often it had failed", () => {
    const book = bookOf(US);
    book.heard(heard(LARGE, ["10.0.0.2:7777"]), 0);
    failingDials(book, "10.0.0.2:7777", [0, 600_000]);

    book.heard(heard(LARGE, ["10.0.0.2:7777"]), 600_000);

    expect(dialsUntil(book, 606_000, 600_000)).toEqual(["10.0.0.2:7777"]);
  });
});

describe("who may name addresses", () => {
  test("multicast only those of networks at home, a person any", () => {
    const book = bookOf(US);
    const addresses = ["8.8.8.8:7777", "127.0.0.1:7777", "evil.example:7777", "10.0.0.2:7777"];

    book.heard(heard(LARGE, addresses), 0);
    expect(textsOf(book)).toEqual(["10.0.0.2:7777"]);

    book.setStatic([at("8.8.8.8:7777"), at("127.0.0.1:7778")], 0);
    expect(textsOf(book)).toEqual(["10.0.0.2:7777", "127.0.0.1:7778", "8.8.8.8:7777"]);
  });

  test("what multicast and people take back is gone", () => {
    const book = bookOf(US);
    book.heard(heard(LARGE, ["10.0.0.2:7777", "10.0.0.3:7777"]), 0);
    book.setStatic([at("10.0.0.4:7777")], 0);

    book.heard(heard(LARGE, ["10.0.0.3:7777"]), 0);
    book.setStatic([], 0);
    expect(textsOf(book)).toEqual(["10.0.0.3:7777"]);

    book.vanished(heard(LARGE, []).instance);
    expect(textsOf(book)).toEqual([]);
  });

  test("what tills tell holds for a day, and four addresses of each", () => {
    const book = bookOf(US);
    const told = [1, 2, 3, 4, 5, 6].map((last) => at(`10.0.0.${last}:7777`));

    for (const address of told) book.gossiped({ device: LARGE, addresses: [address] }, 1000);
    expect(textsOf(book)).toHaveLength(4);

    book.due(DAY_MS + 900);
    expect(textsOf(book)).toHaveLength(4);
    book.due(DAY_MS + 1000);
    expect(textsOf(book)).toEqual([]);
  });
});

describe("what worked before", () => {
  test("is remembered, newest first, and dialled after a start", () => {
    const memory = memoryOf([]);
    const book = bookOf(US, memory);
    for (const last of [1, 2, 3, 4]) {
      const address = at(`10.0.0.${last}:7777`);
      book.linked({ device: LARGE, host: address.host, address }, last);
    }

    expect(memory.saved().map(addressText)).toEqual([
      "10.0.0.4:7777",
      "10.0.0.3:7777",
      "10.0.0.2:7777",
    ]);
    expect(dialsUntil(bookOf(US, memory), 1000).toSorted()).toHaveLength(3);
  });

  test("is told to others: what worked since the start, and means the same there", () => {
    const memory = memoryOf([{ device: SMALL, ...at("10.0.0.1:7777") }]);
    const book = bookOf(US, memory);

    book.linked({ device: LARGE, host: "10.0.0.2", address: at("10.0.0.2:7777") }, 0);
    book.linked({ device: LARGE, host: "127.0.0.1", address: at("127.0.0.1:7778") }, 0);

    expect(book.worthTelling()).toEqual([{ device: LARGE, host: "10.0.0.2", port: 7777 }]);
  });

  test("an address belongs to the till that was there last", () => {
    const memory = memoryOf([{ device: SMALL, ...at("10.0.0.2:7777") }]);
    const book = bookOf(US, memory);

    book.linked({ device: LARGE, host: "10.0.0.2", address: at("10.0.0.2:7777") }, 0);

    expect(memory.saved()).toEqual([{ device: LARGE, host: "10.0.0.2", port: 7777 }]);
    expect(dialsUntil(book, 60_000)).toEqual([]);
  });

  test("nothing is written while nothing changes", () => {
    const memory = memoryOf([]);
    const book = bookOf(US, memory);

    for (let nowMs = 0; nowMs < 10_000; nowMs += 1000) {
      book.linked({ device: LARGE, host: "10.0.0.2", address: at("10.0.0.2:7777") }, nowMs);
      book.unlinked(LARGE, nowMs + 500);
    }

    expect(memory.count()).toBe(1);
  });
});

describe("a flood of forged answers", () => {
  test("ten thousand of them are few candidates and few dials, and keep nobody from a known till", () => {
    const memory = memoryOf([{ device: LARGE, ...at("10.0.0.2:7777") }]);
    const book = bookOf(US, memory);
    const counts = { dials: 0, known: 0, most: 0 };

    for (let number = 0; number < 10_000; number += 1) {
      const nowMs = number * 10;
      const host = `10.1.${number >> 8}.${number & 255}`;
      book.heard(
        {
          instance: `${number}`,
          deviceHint: undefined,
          addresses: [{ host, port: 1 + number }],
          from: host,
        },
        nowMs,
      );
      for (const address of book.due(nowMs)) {
        counts.dials += 1;
        counts.known += address.host === "10.0.0.2" ? 1 : 0;
        book.dialEnded({ address, how: "unreachable" }, nowMs);
      }
      counts.most = Math.max(counts.most, book.view(nowMs).length);
    }

    expect(counts.most).toBeLessThanOrEqual(33);
    // 100 seconds: 32 at once, then one per candidate and five seconds.
    expect(counts.dials).toBeLessThanOrEqual(32 + (100 / 5) * 32 + counts.known);
    expect(counts.known).toBeGreaterThanOrEqual(14);
  });

  test("who speaks for himself takes the place of hearsay, and who failed makes room", () => {
    const book = bookOf(US);
    for (let last = 1; last <= 32; last += 1) {
      book.heard(
        { ...heard(LARGE, [`10.1.0.${last}:7777`]), instance: `${last}`, from: "10.1.1.1" },
        0,
      );
    }
    book.heard({ ...heard(SMALL, ["10.2.0.1:7777"]), from: "10.1.1.1" }, 0);
    expect(textsOf(book)).not.toContain("10.2.0.1:7777");

    book.heard({ ...heard(SMALL, ["10.2.0.1:7777"]), from: "10.2.0.1" }, 0);
    expect(textsOf(book)).toContain("10.2.0.1:7777");
    expect(textsOf(book)).toHaveLength(32);

    const [dialled = ""] = dialsUntil(book, 100);
    book.dialEnded({ address: at(dialled), how: "unreachable" }, 100);
    const untried = { ...heard(SMALL, ["10.2.0.2:7777"]), instance: "untried", from: "10.1.1.1" };
    book.heard(untried, 100);
    expect(textsOf(book)).toContain("10.2.0.2:7777");
    expect(textsOf(book)).not.toContain(dialled);
  });

  test("one address under many names stays small", () => {
    const book = bookOf(US);

    for (let number = 0; number < 10_000; number += 1) {
      book.heard({ ...heard(LARGE, ["10.1.0.1:7777"]), instance: `${number}` }, number);
    }

    expect(textsOf(book)).toEqual(["10.1.0.1:7777"]);
    expect(dialsUntil(book, 16_000, 10_000).length).toBeLessThanOrEqual(6);
  });
});

describe("in any history", () => {
  test("no address is dialled more often than it may be", () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat(999), { noHistory: true }), (dice) => {
        const dialsMs = new Map<string, number[]>();
        const book = bookOf(US);
        for (let nowMs = 0; nowMs < 120_000; nowMs += TICK_MS) {
          happen(book, dice, nowMs);
          for (const address of book.due(nowMs)) {
            const key = addressText(address);
            dialsMs.set(key, [...(dialsMs.get(key) ?? []), nowMs]);
          }
        }
        for (const times of dialsMs.values()) expectSpaced(times);
      }),
      { numRuns: 40 },
    );
  });

  test("a till in reach is dialled again within its bound, however long it was away", () => {
    fc.assert(
      fc.property(
        fc.record({
          device: fc.constantFrom(SMALL, LARGE),
          awayMs: fc.integer({ min: 0, max: 900_000 }),
          source: fc.constantFrom("remembered", "static", "told", "heard"),
          seed: fc.string(),
        }),
        ({ device, awayMs, source, seed }) => {
          const book = createAddressBook({ device: US, random: createSeededRandom(seed) });
          const address = at("10.0.0.2:7777");
          if (source === "static") book.setStatic([address], 0);
          if (source === "told") book.gossiped({ device, addresses: [address] }, 0);
          if (source === "heard") book.heard(heard(device, ["10.0.0.2:7777"]), 0);
          book.linked({ device, host: "10.0.0.2", address }, 0);
          book.unlinked(device, 1000);

          const failed = failingDials(book, "10.0.0.2:7777", [1000, 1000 + awayMs]);
          const again = dialsUntil(book, 1000 + awayMs + 7300, 1000 + awayMs);

          expect(again.length).toBeGreaterThanOrEqual(1);
          expect(failed.length).toBeGreaterThanOrEqual(awayMs > 1200 ? 1 : 0);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("what is kept stays bounded", () => {
    const book = bookOf(US);

    for (let number = 0; number < 3000; number += 1) {
      const device = till("abcdefghijklmnopqrstuvwxyz"[number % 26] ?? "", number);
      const host = `10.${number % 7}.${(number >> 8) % 256}.${number % 256}`;
      book.heard(heard(device, [`${host}:7777`]), number);
      book.gossiped({ device, addresses: [{ host, port: 7000 }] }, number);
      book.linked({ device, host, address: { host, port: 7001 } }, number);
      book.unlinked(device, number);
      book.due(number);
    }

    expect(book.view(3000).length).toBeLessThanOrEqual(32 + 128 + 128);
  });
});

/** Anything that may befall a book, over few addresses and tills. */
function happen(book: AddressBook, dice: fc.Stream<number>, nowMs: number): void {
  const [what = 0, whose = 0, where = 0] = [...dice.take(3)];
  const device = [SMALL, LARGE][whose % 2] ?? SMALL;
  const address = at(`10.0.0.${where % 3}:7777`);
  if (what < 100) book.heard(heard(device, [addressText(address)]), nowMs);
  else if (what < 120) book.vanished(heard(device, []).instance);
  else if (what < 150) book.gossiped({ device, addresses: [address] }, nowMs);
  else if (what < 170) book.setStatic([address], nowMs);
  else if (what < 190) book.linked({ device, host: address.host, address }, nowMs);
  else if (what < 300) book.unlinked(device, nowMs);
  else if (what < 310) book.networkChanged(nowMs);
  else if (what < 320) book.dialEnded({ address, how: "stranger" }, nowMs);
  else if (what < 800) book.dialEnded({ address, how: "unreachable" }, nowMs);
}

/** At most five in a row, and one per five seconds besides, over any stretch. */
function expectSpaced(times: ReadonlyArray<number>): void {
  for (let from = 0; from < times.length; from += 1) {
    for (let to = from; to < times.length; to += 1) {
      const spanMs = (times[to] ?? 0) - (times[from] ?? 0);
      expect(to - from + 1).toBeLessThanOrEqual(5 + Math.floor(spanMs / 5000) + 1);
    }
  }
}

/** Dials one address in vain, and says when. */
function failingDials(
  book: AddressBook,
  text: string,
  [fromMs, untilMs]: readonly [number, number],
): ReadonlyArray<number> {
  return dialsEnding(book, "unreachable", [fromMs, untilMs])
    .filter((dial) => addressText(dial.address) === text)
    .map(({ atMs }) => atMs);
}

function dialsEnding(
  book: AddressBook,
  how: "unreachable" | "stranger",
  [fromMs, untilMs]: readonly [number, number],
): ReadonlyArray<{ readonly atMs: number; readonly address: Address }> {
  const dials: Array<{ readonly atMs: number; readonly address: Address }> = [];
  for (let nowMs = fromMs; nowMs < untilMs; nowMs += TICK_MS) {
    for (const address of book.due(nowMs)) {
      dials.push({ atMs: nowMs, address });
      book.dialEnded({ address, how }, nowMs + 50);
    }
  }
  return dials;
}

/** What is dialled after `fromMs`; nothing is heard of these dials. */
function dialsUntil(book: AddressBook, untilMs: number, fromMs = -TICK_MS): ReadonlyArray<string> {
  const texts: string[] = [];
  for (let nowMs = fromMs + TICK_MS; nowMs <= untilMs; nowMs += TICK_MS) {
    texts.push(...book.due(nowMs).map(addressText));
  }
  return texts;
}

function bookOf(device: DeviceId, memory = memoryOf([]), seed = "book"): AddressBook {
  return createAddressBook({ device, random: createSeededRandom(seed), memory });
}

function memoryOf(first: ReadonlyArray<RememberedAddress>) {
  let saved = first;
  let count = 0;
  return {
    load: () => saved,
    save: (addresses: ReadonlyArray<RememberedAddress>) => {
      saved = addresses;
      count += 1;
    },
    saved: () => saved,
    count: () => count,
  };
}

function heard(device: DeviceId, texts: ReadonlyArray<string>): HeardTill {
  const addresses = texts.map(at);
  const from = addresses[0]?.host ?? "";
  return {
    instance: `${device.slice(0, 8)}-aaaa`,
    deviceHint: device.slice(0, 8),
    addresses,
    from,
  };
}

/** A link to another box with our name has proved itself. */
function linkCopy(book: AddressBook, host: string, instance: string): void {
  book.linked({ device: US, instance, host, address: at(`${host}:7777`) }, 600);
}

function till(letter: string, number = 0): DeviceId {
  return `${letter}${`${number}`.padStart(25, "0")}` as DeviceId;
}

function at(text: string): Address {
  const colon = text.lastIndexOf(":");
  return { host: text.slice(0, colon), port: Number(text.slice(colon + 1)) };
}

function textsOf(book: AddressBook): ReadonlyArray<string> {
  return book
    .view(0)
    .map(({ address }) => addressText(address))
    .toSorted();
}

function stateOf(book: AddressBook, text: string): string | undefined {
  return book.view(1000).find(({ address }) => addressText(address) === text)?.state;
}
