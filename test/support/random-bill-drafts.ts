/** A random event of every kind about where lines lie, and how bills are split and printed. */

import { type SplitPart } from "../../src/domain/events/bill-events.ts";
import { type Draft, type Kind } from "../../src/domain/events/kinds.ts";
import { orderStream } from "../../src/domain/folds/order-fold.ts";
import { type EventId } from "../../src/domain/identity.ts";
import { milliPercent, minor, thousandths } from "../../src/domain/money/amounts.ts";
import { type DraftWorld } from "./draft-world.ts";

type BillKind = Extract<
  Kind,
  "order/line-placed" | "order/merged" | "order/split" | "order/charged" | "order/exempted"
>;

export const BILL_DRAFTS: { readonly [K in BillKind]: (world: DraftWorld) => Draft } = {
  "order/line-placed": (world) => {
    const { birth, line } = someLine(world);
    const orders = [...new Set([birth, someOrder(world)].slice(world.dice.nat(1)))];
    const streams = [...new Set([birth, ...orders])].map(orderStream);
    const at = orders.map((order) => ({
      order,
      weight: thousandths(1000 * (1 + world.dice.nat(2))),
    }));
    return { kind: "order/line-placed", streams, body: { line, at, over: someOver(world) } };
  },
  "order/merged": (world) => {
    const order = someOrder(world);
    const into = world.dice.chance(70) ? someOrder(world) : null;
    const streams = [...new Set([order, ...(into === null ? [] : [into])])].map(orderStream);
    return { kind: "order/merged", streams, body: { into, over: someOver(world) } };
  },
  "order/split": (world) => ({
    kind: "order/split",
    streams: [orderStream(someOrder(world))],
    body: { parts: parts(world), over: someOver(world) },
  }),
  "order/charged": (world) => {
    const { dice } = world;
    const own = { rule: "service", name: "Service", rate: milliPercent(1000 * dice.nat(20)) };
    const charge = { ...own, each: minor(0), covers: 0, taxes: [] };
    const off = dice.chance(20) ? ["service"] : [];
    const body = {
      charges: off.length === 0 ? [charge] : [],
      off,
      over: someOver(world),
      reason: "",
    };
    return { kind: "order/charged", streams: [orderStream(someOrder(world))], body };
  },
  "order/exempted": (world) => {
    const { dice } = world;
    const number = `X${1 + dice.nat(2)}`;
    const exempt = dice.chance(30) ? null : { number, pays: dice.pick(["net", "gross"] as const) };
    const body = { exempt, over: someOver(world) };
    return { kind: "order/exempted", streams: [orderStream(someOrder(world))], body };
  },
};

function parts(world: DraftWorld): SplitPart[] {
  const { dice } = world;
  return Array.from({ length: dice.nat(4) }, (_, index) => ({
    id: String(index + 1),
    ...dice.pick<Omit<SplitPart, "id">>([
      { all: 1 + dice.nat(2) },
      { amount: minor(1 + dice.nat(900)) },
      { lines: [{ line: someLine(world).line, num: 1, den: 1 + dice.nat(3) }] },
      { seats: [1 + dice.nat(3)], all: 1 },
    ]),
  }));
}

function someOrder({ dice, pool, self }: DraftWorld): EventId {
  return pool.orders.length === 0 ? self : dice.pick(pool.orders.slice(-6));
}

function someLine({ dice, pool, self }: DraftWorld): {
  readonly birth: EventId;
  readonly line: EventId;
} {
  return pool.lines.length === 0 ? { birth: self, line: self } : dice.pick(pool.lines.slice(-6));
}

function someOver({ dice, pool }: DraftWorld): EventId[] {
  return [...new Set(pool.writes.filter(() => dice.chance(30)).slice(-8))];
}
