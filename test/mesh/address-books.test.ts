/** Several tills with an address book each, on a network that a test cuts and mends: do they find each other? */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { createSeededRandom } from "../../proof/sim/dice.ts";
import { type DeviceId } from "../../src/domain/identity.ts";
import { type Address, addressText } from "../../src/mesh/address.ts";
import { type AddressBook, createAddressBook } from "../../src/mesh/dialling/address-book.ts";
import { proofRuns } from "../support/proof-runs.ts";

const TICK_MS = 100;
const LINK_MS = 50;
/** Silence on a link: three pings. */
const DEAD_AFTER_MS = 1500;
/** Nobody answers at all. */
const DIAL_PATIENCE_MS = 5000;
/** The longest pause between two dials, and a dial that began just before. */
const BACK_WITHIN_MS = 7300 + DIAL_PATIENCE_MS;

describe("tills that lost each other", () => {
  test("are all linked again, however the network was cut, and dial little for it", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 6 }),
        fc.array(
          fc.record({
            cut: fc.subarray([0, 1, 2, 3, 4, 5]),
            ms: fc.integer({ min: 100, max: 120_000 }),
          }),
          {
            minLength: 1,
            maxLength: 4,
          },
        ),
        fc.record({ hears: fc.boolean(), seed: fc.string() }),
        (count, cuts, { hears, seed }) => {
          const shop = shopOf(count, { hears, seed });
          // Without multicast one line typed in on each box but the first is enough.
          if (!hears) shop.typeIn();
          shop.passTime(BACK_WITHIN_MS);
          expect(shop.apart()).toEqual([]);

          for (const { cut, ms } of cuts) {
            shop.cutOff(cut);
            shop.passTime(ms);
            shop.cutOff([]);
            shop.passTime(DEAD_AFTER_MS + BACK_WITHIN_MS);
            expect(shop.apart()).toEqual([]);
          }

          const quiet = shop.dials();
          shop.passTime(60_000);
          expect(shop.dials() - quiet).toBe(0);
        },
      ),
      { numRuns: proofRuns(25) },
    );
  });

  test("are linked within two seconds when one has moved and is heard", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 6 }), fc.nat(5), fc.string(), (count, who, seed) => {
        const shop = shopOf(count, { hears: true, seed });
        shop.passTime(BACK_WITHIN_MS);

        shop.move(who % count);
        // A look at the networks every half second, and the packet.
        shop.passTime(500);
        shop.announce(who % count);
        shop.passTime(1500);

        expect(shop.apart()).toEqual([]);
      }),
      { numRuns: proofRuns(25) },
    );
  });

  test("mostly have one link and not two", () => {
    const shop = shopOf(8, { hears: true, seed: "one" });

    shop.passTime(20_000);

    expect(shop.apart()).toEqual([]);
    expect(shop.dials()).toBe((8 * 7) / 2);
  });
});

interface Till {
  readonly index: number;
  readonly device: DeviceId;
  readonly book: AddressBook;
  address: Address;
}

interface Shop {
  readonly passTime: (ms: number) => void;
  /** Nothing gets in or out of these. */
  readonly cutOff: (tills: ReadonlyArray<number>) => void;
  /** It has another address from now on; its links are silent. */
  readonly move: (till: number) => void;
  readonly announce: (till: number) => void;
  readonly typeIn: () => void;
  /** Pairs without a link that both sides know of. */
  readonly apart: () => ReadonlyArray<string>;
  readonly dials: () => number;
}

function shopOf(count: number, { hears, seed }: { hears: boolean; seed: string }): Shop {
  const tills = Array.from({ length: count }, (_, index) => tillOf(index, seed));
  /** Since when each link is silent; undefined while it lives. By its pair. */
  const links = new Map<string, number | undefined>();
  const later: Array<{ readonly atMs: number; readonly action: () => void }> = [];
  let cutTills: ReadonlySet<number> = new Set();
  let nowMs = 0;
  let dials = 0;
  if (hears) for (const till of tills) announce(till.index);

  return {
    passTime: (ms) => {
      for (const untilMs = nowMs + ms; nowMs < untilMs; nowMs += TICK_MS) tick();
    },
    cutOff: (cut) => {
      cutTills = new Set(cut);
      for (const pair of links.keys()) links.set(pair, isSilent(pair) ? nowMs : undefined);
    },
    move: (index) => {
      const till = tillAt(index);
      till.address = { host: `10.1.0.${index + 1}`, port: 7777 };
      for (const pair of links.keys())
        if (pair.split(" ").includes(`${index}`)) links.set(pair, nowMs);
      till.book.networkChanged(nowMs);
    },
    announce,
    typeIn: () => {
      for (const { book } of tills.slice(1)) book.setStatic([tillAt(0).address], nowMs);
    },
    apart: () =>
      tills
        .flatMap((left) => tills.slice(left.index + 1).map((right) => pairOf(left, right)))
        .filter((pair) => !isAlive(pair)),
    dials: () => dials,
  };

  function tick(): void {
    for (const due of later.splice(0)) {
      if (due.atMs <= nowMs) due.action();
      else later.push(due);
    }
    for (const [pair, silentMs] of links) {
      if (silentMs !== undefined && nowMs - silentMs >= DEAD_AFTER_MS) end(pair);
    }
    for (const till of tills) for (const address of till.book.due(nowMs)) dial(till, address);
    // Who is connected tells where the others are.
    if (nowMs % 1000 === 0) for (const till of tills) tellAll(till);
  }

  function dial(from: Till, address: Address): void {
    dials += 1;
    const to = tills.find((till) => addressText(till.address) === addressText(address));
    const isReached = to !== undefined && reach(from, to);
    const how = to === from ? "ourselves" : "unreachable";
    if (isReached && to !== from)
      later.push({ atMs: nowMs + LINK_MS, action: () => link(from, to, address) });
    else {
      const afterMs = to === from ? LINK_MS : DIAL_PATIENCE_MS;
      later.push({
        atMs: nowMs + afterMs,
        action: () => from.book.dialEnded({ address, how }, nowMs),
      });
    }
  }

  function link(from: Till, to: Till, address: Address): void {
    if (!reach(from, to)) return from.book.dialEnded({ address, how: "unreachable" }, nowMs);
    links.set(pairOf(from, to), undefined);
    from.book.linked({ device: to.device, host: address.host, address }, nowMs);
    to.book.linked({ device: from.device, host: from.address.host, address: from.address }, nowMs);
  }

  function end(pair: string): void {
    links.delete(pair);
    const [left, right] = pair.split(" ").map((index) => tillAt(Number(index)));
    if (left === undefined || right === undefined) return;
    left.book.unlinked(right.device, nowMs);
    right.book.unlinked(left.device, nowMs);
  }

  function tellAll(till: Till): void {
    for (const { device, ...address } of till.book.worthTelling()) {
      for (const other of tills) {
        if (isAlive(pairOf(till, other))) {
          other.book.gossiped({ device, addresses: [address] }, nowMs);
        }
      }
    }
  }

  function announce(index: number): void {
    const { device, address } = tillAt(index);
    const instance = `${device.slice(0, 8)}-aaaa`;
    const heard = {
      instance,
      deviceHint: device.slice(0, 8),
      addresses: [address],
      from: address.host,
    };
    for (const other of tills) if (other.index !== index) other.book.heard(heard, nowMs);
  }

  function isAlive(pair: string): boolean {
    return links.has(pair) && links.get(pair) === undefined;
  }

  function isSilent(pair: string): boolean {
    const [left = 0, right = 0] = pair.split(" ").map(Number);
    return cutTills.has(left) || cutTills.has(right);
  }

  function reach(left: Till, right: Till): boolean {
    return !cutTills.has(left.index) && !cutTills.has(right.index);
  }

  function tillAt(index: number): Till {
    const till = tills[index];
    if (till === undefined) throw new Error(`there is no till ${index}`);
    return till;
  }
}

function tillOf(index: number, seed: string): Till {
  const device = `${"mbxahq"[index % 6] ?? "m"}${index}${"0".repeat(24)}` as DeviceId;
  const random = createSeededRandom(`${seed} ${index}`);
  const address = { host: `10.0.0.${index + 1}`, port: 7777 };
  return { index, device, book: createAddressBook({ device, random }), address };
}

function pairOf(left: Till, right: Till): string {
  return [left.index, right.index].toSorted((one, other) => one - other).join(" ");
}
