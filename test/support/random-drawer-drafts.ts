/** A random event of every kind about drawers, the safe and the close of a day. */

import { type Cash } from "../../src/domain/events/drawer-events.ts";
import { type Draft, type Kind } from "../../src/domain/events/kinds.ts";
import { deviceOf, type EventId, toStreamId } from "../../src/domain/identity.ts";
import { minor } from "../../src/domain/money/amounts.ts";
import { type Dice } from "./dice.ts";
import { type DraftWorld } from "./draft-world.ts";
import { TODAY } from "./shop.ts";

type DrawerKind = Extract<
  Kind,
  `drawer/${string}` | "safe/moved" | "z/closed" | "day/closing" | "day/closed"
>;

export const DRAWER_DRAFTS: { readonly [K in DrawerKind]: (world: DraftWorld) => Draft } = {
  "drawer/opened": (world) => ({
    kind: "drawer/opened",
    streams: [drawer(world, 80)],
    body: {
      device: deviceOf(world.origin),
      ...(world.dice.chance(70) ? { no: 1 + world.dice.nat(2) } : { pouch: "1" }),
      float: cash(world.dice),
      after: world.dice.chance(50) ? null : session(world),
      fromSafe: minor(world.dice.nat(9000)),
    },
  }),
  "drawer/taken": (world) => ({
    kind: "drawer/taken",
    streams: [drawer(world)],
    body: { till: deviceOf(world.dice.pick(world.tills).ledger().identity.origin) },
  }),
  "drawer/moved": (world) => ({
    kind: "drawer/moved",
    streams: [drawer(world)],
    body: {
      what: world.dice.pick(["in", "out", "drop", "tips"]),
      currency: world.dice.pick(["own", "USD"]),
      amount: minor(1 + world.dice.nat(5000)),
      reason: world.dice.pick(["", "milk"]),
      ...(world.dice.chance(20) ? { staff: "2" } : {}),
    },
  }),
  "drawer/no-sale": (world) => ({
    kind: "drawer/no-sale",
    streams: [drawer(world, 20)],
    body: { reason: "change" },
  }),
  "drawer/unlocked": (world) => ({
    kind: "drawer/unlocked",
    streams: [drawer(world, 40)],
    body: { how: world.dice.pick(["key", "count"]) },
  }),
  "drawer/found": (world) => ({
    kind: "drawer/found",
    streams: [drawer(world)],
    body: {
      amount: minor(world.dice.nat(5000) - 2500),
      where: world.dice.pick(["drawer", "safe", "counted"]),
      ...(world.dice.chance(30)
        ? { next: { session: session(world), fromSafe: minor(world.dice.nat(500)), own: minor(0) } }
        : {}),
      note: "",
    },
  }),
  "drawer/counted": (world) => ({
    kind: "drawer/counted",
    streams: [drawer(world)],
    body: {
      cash: cash(world.dice),
      others: world.dice.chance(50)
        ? []
        : [{ method: "card", amount: minor(world.dice.nat(9000)) }],
      blind: world.dice.chance(50),
      expected: { own: minor(world.dice.nat(9000)), foreign: [], others: [] },
      knew: [{ origin: world.origin, seq: 1 + world.dice.nat(9) }],
    },
  }),
  "drawer/closed": (world) => ({
    kind: "drawer/closed",
    streams: [drawer(world)],
    body: {
      count: session(world),
      expected: minor(world.dice.nat(9000)),
      counted: minor(world.dice.nat(9000)),
      difference: minor(world.dice.nat(900) - 450),
      since: minor(0),
      leaves: cash(world.dice),
      toSafe: minor(world.dice.nat(9000)),
      reason: world.dice.pick(["", "slip"]),
      limit: minor(500),
      lacks: world.dice.pick(["nothing", "reason", "approval"]),
    },
  }),
  "safe/moved": (world) => ({
    kind: "safe/moved",
    streams: [toStreamId("safe", world.self)],
    body: {
      what: world.dice.pick(["in", "out", "bank"]),
      currency: world.dice.pick(["own", "USD"]),
      amount: minor(1 + world.dice.nat(5000)),
      reason: "bag 12",
    },
  }),
  "z/closed": (world) => ({
    kind: "z/closed",
    streams: [toStreamId("day", TODAY)],
    body: {
      series: world.series,
      no: 1 + world.dice.nat(9),
      day: TODAY,
      till: world.dice.pick(world.tills).ledger().identity.origin,
      from: 1,
      to: 1 + world.dice.nat(99),
      figures: { receipts: world.dice.nat(9), "tender/cash/amount": world.dice.nat(9000) },
      others: [],
      drawers: [],
      unknown: [],
      total: minor(world.dice.nat(9000)),
      grandTotal: minor(world.dice.nat(99_000)),
      grandTurnover: minor(world.dice.nat(99_000)),
      language: "en",
      program: "0.1.0",
    },
  }),
  "day/closing": (world) => ({
    kind: "day/closing",
    streams: [toStreamId("day", TODAY)],
    body: { asked: world.dice.pick(["", "1"]) },
  }),
  "day/closed": (world) => ({
    kind: "day/closed",
    streams: [toStreamId("day", TODAY)],
    body: {
      zs: [{ z: world.self, series: world.series, no: 1, total: minor(world.dice.nat(9000)) }],
      ended: [],
      frontier: [],
      missing: world.dice.chance(50) ? [] : [deviceOf(world.origin)],
      without: [],
      asked: "",
    },
  }),
};

/** An event of its own name opens the session; any other stream waits for one. */
function drawer(world: DraftWorld, ownIn100 = 0) {
  return toStreamId("drawer", world.dice.chance(ownIn100) ? world.self : session(world));
}

function session({ pool, dice, self }: DraftWorld): EventId {
  return pool.drawers.length === 0 ? self : dice.pick(pool.drawers);
}

function cash(dice: Dice): Cash {
  const own = minor(dice.nat(20_000));
  const foreign = dice.chance(80) ? [] : [{ currency: "USD", amount: minor(dice.nat(5000)) }];
  return { own, pieces: [], foreign };
}
