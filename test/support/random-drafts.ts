/**
 * A random event of every kind, as any till could write it: with names of things that are here, that
 * are only on other tills, or that nobody ever made.
 */

import { type BodyOf, type Draft, type Kind, KINDS } from "../../src/domain/events/kinds.ts";
import { PERMISSIONS } from "../../src/domain/events/permission.ts";
import { TICKET_ACTS } from "../../src/domain/events/ticket-acts.ts";
import { type TicketLine } from "../../src/domain/events/ticket-events.ts";
import { SERVICES } from "../../src/domain/goods/catalogue.ts";
import { GOODS_FATES } from "../../src/domain/goods/goods-fate.ts";
import { stockQuantity } from "../../src/domain/goods/stock-quantity.ts";
import {
  type BusinessDay,
  businessDaySchema,
  type ChainEnd,
  type DeviceId,
  deviceOf,
  type EventId,
  hashSchema,
  type Origin,
  originSchema,
  toEventId,
  type StreamId,
  streamName,
  toStreamId,
} from "../../src/domain/identity.ts";
import { isBirth } from "../../src/domain/lines/born-lines.ts";
import {
  milliPercent,
  minor,
  type MinorUnits,
  thousandths,
} from "../../src/domain/money/amounts.ts";
import { type Dice } from "./dice.ts";
import { type DraftWorld, type Pool } from "./draft-world.ts";
import { BILL_DRAFTS } from "./random-bill-drafts.ts";
import { DRAWER_DRAFTS } from "./random-drawer-drafts.ts";
import { schemaDraft } from "./schema-draft.ts";
import { SHEET_KEY, TODAY, type TestTill } from "./shop.ts";

type DraftOf = (world: DraftWorld) => Draft;

/** Returns the id of a device that was never in the shop. */
function strangerLike(device: DeviceId): DeviceId {
  return Array.from(device).toReversed().join("") as DeviceId;
}

/** Drafts of kinds whose bodies should meet: they name the same goods, people and lines again and again. */
const OWN_DRAFTS: { readonly [K in Kind]?: DraftOf } = {
  "shop/founded": (world) => ({ kind: "shop/founded", streams: [], body: founding(world) }),
  "device/enrolled": (world) => ({ kind: "device/enrolled", streams: [], body: enrolled(world) }),
  "device/promoted": ({ dice, tills }) => ({
    kind: "device/promoted",
    streams: [],
    body: { device: dice.pick(tills).device },
  }),
  "device/keyed": ({ dice, tills }) => ({
    kind: "device/keyed",
    streams: [],
    body: {
      device: dice.pick(tills).device,
      linkKey: dice.pick(["1a", "2b"]).repeat(32),
      sealKey: dice.pick(["3c", "4d"]).repeat(32),
    },
  }),
  "shop/root-certified": ({ dice }) => ({
    kind: "shop/root-certified",
    streams: [],
    body: { certificate: dice.pick(["MIIA", "MIIB"]) },
  }),
  "device/revoked": (world) => ({ kind: "device/revoked", streams: [], body: revoked(world) }),
  "incarnation/started": (world) => ({
    kind: "incarnation/started",
    streams: [],
    body: { n: 2, follows: world.dice.chance(80) ? someEnd(world) : null, cause: "person" },
  }),
  "fork/proved": (world) => {
    const [{ origin, seq, hash }, b] = [someEnd(world), someEnd(world)];
    return { kind: "fork/proved", streams: [], body: { origin, common: seq, a: { seq, hash }, b } };
  },
  "chain/admitted": (world) => ({
    kind: "chain/admitted",
    streams: [],
    body: { ...someEnd(world), reason: text(world.dice) },
  }),
  "chain/purged": (world) => ({
    kind: "chain/purged",
    streams: [],
    // Of a till that is purged and revoked not all hold the same: `test/ledger/doubt-bounds.test.ts` has that.
    body: { device: strangerLike(deviceOf(someEnd(world).origin)), reason: text(world.dice) },
  }),
  "chain/retired": (world) => ({
    kind: "chain/retired",
    streams: [],
    body: { ...someEnd(world), reason: text(world.dice) },
  }),
  "secret/written": ({ dice }) => {
    const id = secretId(dice);
    const body = { id, hash: hashSchema.parse(dice.pick(["5e", "6f"]).repeat(32)) };
    return { kind: "secret/written", streams: [toStreamId("secret", id)], body };
  },
  "secret/destroyed": ({ dice }) => {
    const id = secretId(dice);
    return { kind: "secret/destroyed", streams: [toStreamId("secret", id)], body: { id } };
  },
  "setting/set": (world) => ({
    kind: "setting/set",
    streams: [toStreamId("set", world.dice.pick(["receipt-head", "cash-step", "x"]))],
    body: { value: anyJson(world.dice), over: over(world) },
  }),
  "setting/planned": (world) => ({
    kind: "setting/planned",
    streams: [toStreamId("set", world.dice.pick(["cash-step", "tax-half", "x"]))],
    body: {
      value: world.dice.chance(30) ? null : anyJson(world.dice),
      fromDay: day(world.dice),
      over: over(world),
    },
  }),
  "tax-class/planned": (world) => ({
    kind: "tax-class/planned",
    streams: [entry(world, "tax-class")],
    body: {
      set: {
        counter: world.dice.chance(30) ? null : taxes(world.dice).counter,
        ...(world.dice.chance(50) ? { takeaway: [] } : {}),
      },
      fromDay: day(world.dice),
      over: { counter: over(world) },
    },
  }),
  "category/set": (world) => ({
    kind: "category/set",
    streams: [entry(world, "category")],
    body: {
      set: { name: text(world.dice), position: world.dice.nat(9) },
      over: { name: over(world) },
    },
  }),
  "product/set": (world) => ({
    kind: "product/set",
    streams: [entry(world, "product")],
    body: {
      set: {
        ...(world.dice.chance(60) ? { price: money(world.dice) } : {}),
        ...(world.dice.chance(60) ? { name: text(world.dice) } : {}),
        ...(world.dice.chance(30) ? { modifierGroups: [text(world.dice)] } : {}),
        ...(world.dice.chance(30) ? { active: world.dice.chance(50) } : {}),
      },
      over: { price: over(world), name: over(world) },
    },
  }),
  "product/code-added": (world) => ({
    kind: "product/code-added",
    streams: [entry(world, "product")],
    body: { code: world.dice.pick(["40123455", "4006381333931", "96385074"]), type: "ean" },
  }),
  "product/code-removed": (world) => ({
    kind: "product/code-removed",
    streams: [entry(world, "product")],
    body: { targets: over(world) },
  }),
  "product/left-set": (world) => ({
    kind: "product/left-set",
    streams: [entry(world, "product")],
    body: {
      left: world.dice.chance(50) ? null : thousandths(1000 * world.dice.nat(3)),
      over: over(world),
    },
  }),
  "hub/offered": (world) => ({
    kind: "hub/offered",
    streams: [entry(world, "product")],
    body: { values: { price: money(world.dice) }, about: { price: over(world) } },
  }),
  "price/planned": (world) => ({
    kind: "price/planned",
    streams: [entry(world, "product")],
    body: {
      price: money(world.dice),
      fromDay: day(world.dice),
      ...(world.dice.chance(50) ? { instead: money(world.dice) } : {}),
    },
  }),
  "price/plan-cancelled": (world) => ({
    kind: "price/plan-cancelled",
    streams: [entry(world, "product")],
    body: { target: over(world)[0] ?? world.self },
  }),
  "price-list/set": (world) => ({
    kind: "price-list/set",
    streams: [entry(world, "price-list")],
    body: {
      set: {
        name: text(world.dice),
        priority: world.dice.nat(9),
        days: [1, 7],
        groups: world.dice.pick([[], ["members"], ["members", "staff"]]),
      },
      over: {},
    },
  }),
  "price/listed": (world) => ({
    kind: "price/listed",
    streams: [entry(world, "product")],
    body: {
      list: `list-${world.dice.nat(2)}`,
      price: world.dice.chance(30) ? null : { fixed: money(world.dice), off: milliPercent(0) },
      over: over(world),
    },
  }),
  "modifier-group/set": (world) => ({
    kind: "modifier-group/set",
    streams: [entry(world, "modifier-group")],
    body: { set: { name: text(world.dice), min: 0, max: world.dice.nat(4) }, over: {} },
  }),
  "station/set": (world) => ({
    kind: "station/set",
    streams: [entry(world, "station")],
    body: { set: { name: text(world.dice) }, over: { name: over(world) } },
  }),
  "tax-class/set": (world) => ({
    kind: "tax-class/set",
    streams: [entry(world, "tax-class")],
    body: { set: { name: text(world.dice), taxesByService: taxes(world.dice) }, over: {} },
  }),
  "order/opened": (world) => ({
    kind: "order/opened",
    // Now and then under a name that is not its own.
    streams: [orderStream(world.dice.chance(90) ? world.self : order(world))],
    body: {
      number: `${world.till.code}${world.dice.nat(99)}`,
      till: world.origin,
      service: world.dice.pick(SERVICES),
      table: text(world.dice),
      name: text(world.dice),
      covers: world.dice.nat(9),
    },
  }),
  "order/changed": (world) => ({
    kind: "order/changed",
    streams: [orderStream(order(world))],
    body: {
      set: {
        name: text(world.dice),
        service: world.dice.pick(SERVICES),
        ...(world.dice.chance(30) ? { course: world.dice.nat(10) } : {}),
        customer: world.dice.pick(["", customer(world)]),
        ...(world.dice.chance(20) ? { owner: world.dice.pick(["1", "2"]) } : {}),
      },
      over: {
        name: over(world),
        owner: over(world),
        service: over(world),
        course: over(world),
        customer: over(world),
        ["__proto__"]: over(world),
      },
    },
  }),
  "order/ended": (world) => ({
    kind: "order/ended",
    streams: [orderStream(order(world))],
    body: { reason: text(world.dice) },
  }),
  "order/line-added": (world) => ({
    kind: "order/line-added",
    streams: [orderStream(order(world))],
    body: { ...lineAdded(world.dice), ...counted(world) },
  }),
  "order/line-returned": (world) => {
    const added = lineAdded(world.dice);
    return {
      kind: "order/line-returned",
      streams: [orderStream(order(world))],
      body: {
        ...added,
        quantity: thousandths(0 - added.quantity),
        ...(world.dice.chance(60) ? { goods: world.dice.pick(GOODS_FATES) } : {}),
        ...(world.dice.chance(50)
          ? { uses: [{ sku: "CROISSANT", quantity: stockQuantity(1_000_000) }] }
          : {}),
      },
    };
  },
  "order/line-changed": (world) => {
    const { birth, line } = someLine(world);
    const side = world.dice.chance(30) ? -1 : 1;
    const quantity = thousandths(world.dice.nat(4) * 1000 * side);
    return {
      kind: "order/line-changed",
      streams: [orderStream(birth)],
      body: {
        line,
        set: {
          ...(world.dice.chance(60) ? { quantity } : {}),
          ...(world.dice.chance(40) ? { unit: money(world.dice) } : {}),
          ...(world.dice.chance(30) ? { list: world.dice.pick([null, lineList(world.dice)]) } : {}),
          ...(world.dice.chance(30) ? { service: world.dice.pick([null, ...SERVICES]) } : {}),
          ...(world.dice.chance(30) ? { note: text(world.dice) } : {}),
          ...(world.dice.chance(20) ? { held: world.dice.pick([true, false, null]) } : {}),
          ...counted(world),
        },
        over: {
          quantity: over(world),
          unit: over(world),
          list: over(world),
          counted: over(world),
          held: over(world),
        },
        reason: text(world.dice),
        ...undoing(over(world)),
      },
    };
  },
  "order/discounted": (world) => {
    const { dice } = world;
    const discount = {
      rate: milliPercent(dice.nat(100_001)),
      amount: minor(dice.nat(300)),
      ...(dice.chance(30)
        ? {
            goods: {
              names: ["Bakery"],
              skus: dice.chance(50) ? ["LATTE"] : [],
              categories: dice.chance(50) ? ["bakery"] : [],
            },
          }
        : {}),
    };
    return {
      kind: "order/discounted",
      streams: [orderStream(someLine(world).birth)],
      body: { discount: dice.chance(80) ? discount : null, over: [], reason: text(dice) },
    };
  },
  "order/line-discounted": (world) => {
    const { dice } = world;
    const { birth, line } = someLine(world);
    const discount = { rate: milliPercent(dice.nat(100_001)), amount: minor(dice.nat(300)) };
    return {
      kind: "order/line-discounted",
      streams: [orderStream(birth)],
      body: { line, discount: dice.chance(80) ? discount : null, over: [], reason: text(dice) },
    };
  },
  "order/line-voided": (world) => {
    const { birth, line } = someLine(world);
    return {
      kind: "order/line-voided",
      streams: [orderStream(birth)],
      body: { line, reason: text(world.dice), sent: world.dice.chance(50) },
    };
  },
  "ticket/issued": (world) => {
    const lines = [someLine(world), someLine(world)];
    return {
      kind: "ticket/issued",
      streams: [
        ...new Set(lines.map(({ birth }) => orderStream(birth))),
        toStreamId("ticket", world.self),
      ],
      body: {
        station: text(world.dice),
        owner: world.till.device,
        fallback: null,
        head: {
          number: "A1",
          service: "counter",
          table: world.dice.pick(["", "7"]),
          name: world.dice.pick(["", "Noor"]),
          covers: 0,
        },
        lines: lines.map((line) => ticketLine(world, line)),
        also: [],
      },
    };
  },
  "ticket/started": (world) => ticketProgress(world, "ticket/started"),
  "ticket/printed": (world) => ({
    kind: "ticket/printed",
    streams: ticketStreams(world),
    body: { job: text(world.dice), how: world.dice.pick(["printed", "sent"]) },
  }),
  "ticket/uncertain": (world) => ticketProgress(world, "ticket/uncertain"),
  "ticket/claimed": (world) => ({
    kind: "ticket/claimed",
    streams: ticketStreams(world),
    body: {},
  }),
  "ticket/released": (world) => ({
    kind: "ticket/released",
    streams: ticketStreams(world),
    body: { why: text(world.dice) },
  }),
  "ticket/done": (world) => ticketMark(world, "ticket/done"),
  "ticket/served": (world) => ticketMark(world, "ticket/served"),
  "ticket/recalled": (world) => ticketMark(world, "ticket/recalled"),
  "payment/started": (world) => ({
    kind: "payment/started",
    streams: [
      orderStream(order(world)),
      ...(world.dice.chance(10) ? [orderStream(order(world))] : []),
    ],
    body: {
      ...tender(world.dice),
      amount: money(world.dice),
      till: world.origin,
      series: world.till.code,
      drawer: null,
    },
  }),
  "payment/captured": (world) => {
    const { order, payment } = somePayment(world);
    const amount = money(world.dice);
    return {
      kind: "payment/captured",
      streams: [orderStream(order)],
      body: {
        payment,
        amount,
        tendered: amount,
        ...(world.dice.chance(20) ? { foreign: foreignCash(world.dice) } : {}),
        change: minor(0),
        rounding: minor(world.dice.nat(5) - 2),
        tip: minor(world.dice.chance(30) ? world.dice.nat(500) : 0),
      },
    };
  },
  "payment/corrected": (world) => {
    const { dice } = world;
    const { order, payment } = somePayment(world);
    const [from, to] = dice.chance(50) ? ["cash", "card"] : ["card", "own-voucher"];
    return {
      kind: "payment/corrected",
      streams: [orderStream(order)],
      body: {
        payment,
        from: from ?? "",
        to: to ?? "",
        ...(to === "own-voucher" ? { name: "Voucher" } : {}),
        amount: minor(1 + dice.nat(900)),
        rounding: minor(dice.nat(5) - 2),
        ...(dice.chance(30) ? { tip: { amount: minor(1 + dice.nat(200)), to: "1" } } : {}),
        ...(dice.chance(20)
          ? { foreign: { currency: "USD", amount: minor(1 + dice.nat(99)), worth: minor(50) } }
          : {}),
        till: world.origin,
        drawer: null,
        reason: "other tender",
        ...(dice.chance(10) ? { back: payment } : {}),
        ...(dice.chance(50) ? { knows: [] } : {}),
      },
    };
  },
  "order/reassigned": (world) => {
    const { dice } = world;
    const { order: of, payment } = somePayment(world);
    const [from, to] = dice.chance(50) ? ["1", "2"] : ["2", "1"];
    return {
      kind: "order/reassigned",
      streams: [orderStream(of)],
      body: {
        from: from ?? "",
        to: to ?? "",
        receipts: [],
        tips: [{ payment, method: "card", amount: minor(dice.nat(200)) }],
        over: [],
        till: world.origin,
        reason: "other person",
      },
    };
  },
  "receipt/issued": (world) => ({
    kind: "receipt/issued",
    streams: [orderStream(order(world)), orderStream(order(world))],
    body: receipt(world),
  }),
  "refund/issued": (world) => ({
    kind: "refund/issued",
    streams: [orderStream(order(world))],
    body: refund(world),
  }),
  "order/return-taken": (world) => ({
    kind: "order/return-taken",
    streams: [orderStream(order(world))],
    body: returnTaken(world),
  }),
  "order/return-ended": (world) => ({
    kind: "order/return-ended",
    streams: [orderStream(order(world))],
    body: { taken: nobody(world.dice), refund: world.dice.chance(50) ? null : nobody(world.dice) },
  }),
  "staff/set": (world) => ({
    kind: "staff/set",
    streams: [toStreamId("staff", String(1 + world.dice.nat(3)))],
    body: {
      set: { name: { k: "key", c: text(world.dice) }, role: world.dice.pick(["cashier", "lead"]) },
      over: { role: over(world) },
    },
  }),
  "staff/pin-set": (world) => ({
    kind: "staff/pin-set",
    streams: [toStreamId("staff", String(1 + world.dice.nat(3)))],
    body: { verifierId: `pin-${world.dice.nat(99)}`, over: over(world) },
  }),
  "staff/rescued": (world) => ({
    kind: "staff/rescued",
    streams: [toStreamId("staff", String(1 + world.dice.nat(3)))],
    body: { role: "manager" },
  }),
  "customer/set": (world) => ({
    kind: "customer/set",
    streams: [toStreamId("customer", customer(world))],
    body: {
      set: {
        name: { k: "key", c: text(world.dice) },
        phone: world.dice.pick([null, { k: "key", c: text(world.dice) }]),
        active: world.dice.pick([true, false]),
        group: world.dice.pick(["", "members", "staff"]),
      },
      over: { name: over(world), phone: over(world), active: over(world), group: over(world) },
    },
  }),
  "customer/erased": (world) => ({
    kind: "customer/erased",
    streams: [toStreamId("customer", customer(world))],
    body: {},
  }),
  "attention/resolved": (world) => {
    const { dice, pool, self } = world;
    const order = pool.orders.length === 0 ? self : dice.pick(pool.orders);
    const line = pool.lines.length === 0 ? self : dice.pick(pool.lines).line;
    if (dice.chance(20)) return ticketCancel(world);
    const types = [
      "receipt/over-covered",
      "receipt/over-refunded",
      "line/contested",
      "order/unheard",
    ];
    return {
      kind: "attention/resolved",
      streams: [
        dice.chance(80)
          ? toStreamId("order", order)
          : toStreamId("attention", dice.pick(world.tills).ledger().identity.origin),
      ],
      body: {
        type: dice.pick(types),
        subject: line,
        day: dice.chance(50) ? TODAY : null,
        amount: minor(dice.nat(1000)),
        voices: pool.writes.length === 0 ? [] : [dice.pick(pool.writes)],
        note: text(dice),
      },
    };
  },
  "printer/set": (world) => ({
    kind: "printer/set",
    streams: [toStreamId("printer", world.dice.pick(["kitchen", "bar"]))],
    body: {
      set: { stations: [world.dice.pick(["grill", "bar"])] },
      over: { stations: over(world) },
    },
  }),
  "area/set": (world) => ({
    kind: "area/set",
    streams: [toStreamId("area", world.dice.pick(["terrace", "bar"]))],
    body: {
      set: { name: text(world.dice), position: world.dice.nat(9) },
      over: { name: over(world), position: over(world) },
    },
  }),
  "table/set": (world) => ({
    kind: "table/set",
    streams: [toStreamId("table", world.dice.pick(["1", "2", "12"]))],
    body: {
      set: {
        name: world.dice.pick(["1", "2", "12", "12a"]),
        ...(world.dice.chance(50) ? { area: world.dice.pick(["", "terrace", "bar"]) } : {}),
        ...(world.dice.chance(50) ? { seats: world.dice.nat(9) } : {}),
        ...(world.dice.chance(30) ? { active: world.dice.chance(50) } : {}),
      },
      over: { name: over(world), seats: over(world) },
    },
  }),
  "printer/handed": (world) => ({
    kind: "printer/handed",
    streams: [toStreamId("printer", world.dice.pick(["kitchen", "bar"]))],
    body: {
      to: world.dice.chance(50)
        ? null
        : deviceOf(world.dice.pick(world.tills).ledger().identity.origin),
      over: over(world),
    },
  }),
  "staff/pins-missed": (world) => ({
    kind: "staff/pins-missed",
    streams: [toStreamId("attention", world.dice.pick(world.tills).ledger().identity.origin)],
    body: { staff: String(1 + world.dice.nat(3)), misses: 5 * (1 + world.dice.nat(3)) },
  }),
  "present/differed": (world) => ({
    kind: "present/differed",
    streams: [toStreamId("attention", world.dice.pick(world.tills).ledger().identity.origin)],
    body: {
      teller: world.dice.pick(world.tills).device,
      entries: world.dice.chance(50) ? [toStreamId("cat", "product/A")] : [],
      amount: minor(world.dice.nat(400) - 200),
      figures: world.dice.nat(9),
    },
  }),
  "journal/noted": (world) => ({
    kind: "journal/noted",
    streams: [toStreamId("attention", world.dice.pick(world.tills).ledger().identity.origin)],
    body: {
      what: world.dice.pick(["pin", "void", "more"]),
      staff: String(1 + world.dice.nat(3)),
      count: 1 + world.dice.nat(20),
      ...(world.dice.chance(20) ? { day: TODAY } : {}),
    },
  }),
  "training/began": (world) => ({
    kind: "training/began",
    streams: [toStreamId("attention", world.dice.pick(world.tills).ledger().identity.origin)],
    body: { staff: world.dice.chance(50) ? "" : "1" },
  }),
  "training/ended": (world) => ({
    kind: "training/ended",
    streams: [toStreamId("attention", world.dice.pick(world.tills).ledger().identity.origin)],
    body: { staff: "1", receipts: world.dice.chance(20) ? null : world.dice.nat(5) },
  }),
  "till/began": (world) => ({
    kind: "till/began",
    streams: [toStreamId("attention", world.dice.pick(world.tills).ledger().identity.origin)],
    body: {},
  }),
  "till/ended": (world) => ({
    kind: "till/ended",
    streams: [toStreamId("attention", world.dice.pick(world.tills).ledger().identity.origin)],
    body: {},
  }),
  "role/set": (world) => ({
    kind: "role/set",
    streams: [toStreamId("role", world.dice.pick(["cashier", "lead"]))],
    body: {
      set: { permissions: [world.dice.pick(PERMISSIONS)] },
      over: { permissions: over(world) },
    },
  }),
  "shift/clocked-in": (world) => ({
    kind: "shift/clocked-in",
    streams: [toStreamId("shift", world.dice.chance(80) ? world.self : shift(world))],
    body: { staff: String(1 + world.dice.nat(3)) },
  }),
  "shift/clocked-out": (world) => ({
    kind: "shift/clocked-out",
    streams: [toStreamId("shift", shift(world))],
    body: {},
  }),
  "day/began": (world) => ({
    kind: "day/began",
    streams: [toStreamId("day", day(world.dice))],
    body: { how: world.dice.pick(["clock", "peer", "person"]) },
  }),
  ...BILL_DRAFTS,
  ...DRAWER_DRAFTS,
};

/** Any other kind is drafted as its schema allows it. */
export const DRAFTS_BY_KIND = Object.fromEntries(
  Object.keys(KINDS).map((name) => {
    const kind = name as Kind;
    return [kind, OWN_DRAFTS[kind] ?? ((world: DraftWorld) => anyDraft(kind, world))];
  }),
) as { readonly [K in Kind]: DraftOf };

/** Returns a draft of a kind as its schema allows it. */
export function anyDraft(kind: Kind, world: DraftWorld): Draft {
  const { dice, pool, self } = world;
  const names: Readonly<Record<string, ReadonlyArray<string>>> = {
    order: pool.orders,
    ticket: pool.tickets,
    shift: pool.shifts,
    drawer: pool.drawers,
  };
  const ids = [self, ...pool.lines.map(({ line }) => line), ...pool.orders];
  return schemaDraft(kind, {
    pick: dice.pick,
    hasOptional: () => dice.chance(50),
    id: () => dice.pick(ids.slice(-6)),
    over: () => over(world),
    nameOf: (type) => dice.pick((names[type] ?? []).concat(self).slice(-6)),
  });
}

/** Notes what an event made, so that later ones can name it. */
export function noteInPool(pool: Pool, draft: Draft, id: EventId): void {
  const [home] = draft.streams;
  const homeId = (home?.slice(home.indexOf("/") + 1) ?? "") as EventId;
  if ("over" in draft.body || "code" in draft.body || "fromDay" in draft.body) pool.writes.push(id);
  if (isBirth(draft)) {
    pool.lines.push({ birth: homeId, line: id });
    pool.writes.push(id);
  }
  switch (draft.kind) {
    case "order/opened":
      pool.orders.push(id);
      pool.writes.push(id);
      break;
    case "payment/started":
      pool.payments.push({ order: homeId, payment: id });
      break;
    case "ticket/issued":
      pool.tickets.push(id);
      break;
    case "shift/clocked-in":
      pool.shifts.push(id);
      break;
    case "drawer/opened":
      pool.drawers.push(id);
      break;
    default:
  }
}

/** Names of things as they were typed, copied from somewhere, or sent by a broken program. */
const TEXTS = [
  "",
  "Latte",
  "crème brûlée",
  "日本酒",
  "😀",
  "\uFF01",
  "__proto__",
  "a\u0000b",
  "\ud800",
  "\ud801x",
];

export function text(dice: Dice): string {
  return dice.pick(TEXTS);
}

export function money(dice: Dice): MinorUnits {
  if (dice.chance(2)) return minor(10_000_000_000 - dice.nat(9));
  return minor(dice.nat(3000));
}

function tender(dice: Dice): Pick<BodyOf<"payment/started">, "method" | "name"> {
  return dice.pick<Pick<BodyOf<"payment/started">, "method" | "name">>([
    { method: "cash" },
    { method: "card" },
    { method: "exchange" },
    { method: "own-voucher", name: dice.pick(["Voucher", "Lunch card"]) },
  ]);
}

function foreignCash(dice: Dice): NonNullable<BodyOf<"payment/captured">["foreign"]> {
  return {
    currency: dice.pick(["USD", "JPY", "XXX"]),
    amount: minor(1 + dice.nat(9999)),
    rate: 1 + dice.nat(100_000_000),
  };
}

function anyJson(dice: Dice): BodyOf<"setting/set">["value"] {
  const odd = JSON.parse(
    '{"__proto__": {"x": -0}, "10": [900, -0], "2": null}',
  ) as BodyOf<"setting/set">["value"];
  return dice.pick<BodyOf<"setting/set">["value"]>([
    text(dice),
    dice.nat(100),
    null,
    [text(dice)],
    odd,
  ]);
}

/** A name that nobody made. */
function nobody(dice: Dice): EventId {
  const origin = originSchema.parse(`${"z".repeat(26)}.${"z".repeat(13)}`);
  return toEventId(origin, 1 + dice.nat(3), "00000000");
}

function order({ dice, pool }: DraftWorld): EventId {
  return pool.orders.length === 0 || dice.chance(3)
    ? nobody(dice)
    : dice.pick(pool.orders.slice(-6));
}

/** Of any write, also of one that counted nothing. */
function counted({ dice, pool }: DraftWorld): Pick<BodyOf<"order/line-added">, "counted"> {
  if (pool.writes.length === 0 || !dice.chance(40)) return {};
  const write = dice.pick(pool.writes.slice(-8));
  const weight = dice.chance(30) ? { weight: thousandths(1 + dice.nat(3000)) } : {};
  return { counted: { write, from: thousandths(dice.nat(2) * 1000), ...weight } };
}

function someLine(world: DraftWorld): { readonly birth: EventId; readonly line: EventId } {
  const { dice, pool } = world;
  if (pool.lines.length === 0 || dice.chance(3)) return { birth: order(world), line: nobody(dice) };
  return dice.pick(pool.lines.slice(-8));
}

function somePayment(world: DraftWorld): { readonly order: EventId; readonly payment: EventId } {
  const { dice, pool } = world;
  const isKnown = pool.payments.length > 0 && dice.chance(95);
  return isKnown ? dice.pick(pool.payments) : { order: order(world), payment: nobody(dice) };
}

function shift({ dice, pool }: DraftWorld): EventId {
  return pool.shifts.length === 0 ? nobody(dice) : dice.pick(pool.shifts);
}

function over({ dice, pool }: DraftWorld): EventId[] {
  return [...new Set(pool.writes.filter(() => dice.chance(30)).slice(-8))];
}

/** The writes that are taken back; none is no list. */
function undoing(undoes: ReadonlyArray<EventId>): Pick<BodyOf<"order/line-changed">, "undoes"> {
  return undoes.length === 0 ? {} : { undoes: [...undoes] };
}

function lineList(dice: DraftWorld["dice"]) {
  const group = dice.chance(30) ? { group: dice.pick(["members", "staff"]) } : {};
  return { id: "list-1", name: text(dice), write: nobody(dice), ...group };
}

function orderStream(id: EventId): ReturnType<typeof toStreamId> {
  return toStreamId("order", id);
}

function entry({ dice }: DraftWorld, type: string): ReturnType<typeof toStreamId> {
  return toStreamId("cat", `${type}/${dice.pick(["LATTE", "TARTE", "日本酒", "😀", "\uFF01"])}`);
}

function day(dice: Dice): BusinessDay {
  return dice.pick([TODAY, businessDaySchema.parse("2026-11-21")]);
}

function taxes(dice: Dice): BodyOf<"order/line-added">["taxes"] {
  const some = dice.pick([
    [],
    [{ label: "VAT 9%", rate: milliPercent(9000), included: true }],
    [{ label: "Tax", rate: milliPercent(8875), included: false }],
    [
      { label: "A\ud800", rate: milliPercent(5000), included: true },
      { label: "A\ud801", rate: milliPercent(7000), included: false },
    ],
  ]);
  return { counter: some, "dine-in": some, takeaway: [], delivery: some };
}

function lineAdded(dice: Dice): BodyOf<"order/line-added"> {
  const name = text(dice);
  return {
    sku: name,
    name,
    kitchen: name,
    quantity: thousandths(dice.pick([1000, 2000, 350])),
    unit: money(dice),
    ...(dice.chance(20) ? { list: lineList(dice) } : {}),
    by: dice.pick(["each", "weight", "open"]),
    taxes: taxes(dice),
    rule: 1 + dice.nat(5),
    station: dice.pick(["", "bar"]),
    course: 1,
    held: dice.chance(10),
    service: dice.pick([null, ...SERVICES]),
    seat: 0,
    note: text(dice),
    ...(dice.chance(10) ? { instead: nobody(dice) } : {}),
    ...(dice.chance(10) ? { undoes: [nobody(dice)] } : {}),
    modifiers: dice.chance(30)
      ? [
          {
            group: "g",
            option: "o",
            name,
            price: minor(dice.nat(200) - 100),
            count: 1 + dice.nat(2),
          },
        ]
      : [],
    ...(dice.chance(30) ? { category: "bakery" } : {}),
  };
}

function ticketLine(
  { dice, self }: DraftWorld,
  { birth, line }: { readonly birth: EventId; readonly line: EventId },
): TicketLine {
  return {
    birth,
    line,
    act: dice.pick(TICKET_ACTS),
    cause: dice.pick([line, self]),
    quantity: thousandths(1000),
    by: "each",
    text: text(dice),
    modifiers: [],
    note: "",
    service: dice.pick(SERVICES),
    course: 1,
  };
}

function ticketProgress(world: DraftWorld, kind: "ticket/started" | "ticket/uncertain"): Draft {
  return { kind, streams: ticketStreams(world), body: { job: text(world.dice) } };
}

/** Nobody needs its paper. */
function ticketCancel(world: DraftWorld): Draft {
  const streams = ticketStreams(world);
  const subject = streams[0] === undefined ? "" : streamName(streams[0]);
  const body = { type: "paper/cancelled", subject, day: null, amount: minor(0) };
  const { dice, pool } = world;
  const voices = pool.writes.length === 0 ? [] : [dice.pick(pool.writes)];
  return { kind: "attention/resolved", streams, body: { ...body, voices, note: text(dice) } };
}

/** Of lines that the ticket has, and of some that it hasn't. */
function ticketMark(
  world: DraftWorld,
  kind: "ticket/done" | "ticket/served" | "ticket/recalled",
): Draft {
  const { dice } = world;
  const lines = dice.pick([[0], [1], [0, 1], [0, 1, 7]]);
  return { kind, streams: ticketStreams(world), body: { lines, over: over(world) } };
}

function ticketStreams({ dice, pool }: DraftWorld): [StreamId] {
  return [toStreamId("ticket", pool.tickets.length === 0 ? nobody(dice) : dice.pick(pool.tickets))];
}

function receipt(world: DraftWorld): BodyOf<"receipt/issued"> {
  const { dice, series, origin } = world;
  const { birth, line } = someLine(world);
  const gross = minor(money(dice) * (dice.chance(30) ? -1 : 1));
  return {
    series,
    no: world.nextNo(),
    till: origin,
    drawer: null,
    items: [
      { birth, line, at: birth, num: 1, den: 1, gross, off: minor(0), offWrite: null, net: gross },
    ],
    charges: [],
    tips: [],
    taxes: [
      {
        label: dice.pick(["Tax", "A\ud800", "A\ud801"]),
        rate: milliPercent(8875),
        included: false,
        base: gross,
        tax: minor(dice.nat(200)),
      },
    ],
    uses: [{ ...somePayment(world), amount: money(dice) }],
    total: gross,
    rounding: minor(dice.nat(5) - 2),
    rule: 1,
    ...(dice.chance(30)
      ? { to: { customer: customer(world), name: { k: "key", c: text(dice) }, taxId: null } }
      : {}),
  };
}

function customer({ dice }: DraftWorld): string {
  return `customer-${dice.nat(3)}`;
}

function refund(world: DraftWorld): BodyOf<"refund/issued"> {
  const { dice, series, origin } = world;
  const net = minor(0 - money(dice));
  return {
    series,
    no: world.nextNo(),
    till: origin,
    drawer: null,
    of: dice.chance(50) ? someLine(world).line : nobody(dice),
    items: [
      {
        ...someLine(world),
        quantity: thousandths(-1000),
        net,
        ...(dice.chance(50) ? {} : { goods: dice.pick(GOODS_FATES) }),
      },
    ],
    taxes: [],
    out: [{ ...tender(dice), amount: net }],
    total: net,
    rounding: minor(0),
    reason: dice.pick(["cold", "wrong"]),
  };
}

function returnTaken(world: DraftWorld): BodyOf<"order/return-taken"> {
  const { dice } = world;
  const net = minor(-1 - money(dice));
  return {
    order: order(world),
    receipt: nobody(dice),
    number: `A-${String(1 + dice.nat(9)).padStart(6, "0")}`,
    items: [
      {
        line: someLine(world).line,
        name: "Coffee",
        by: dice.pick(["each", "weight"]),
        quantity: thousandths(-1000),
        net,
      },
    ],
    total: net,
    goods: dice.chance(50) ? null : dice.pick(GOODS_FATES),
    reason: dice.pick(["cold", "wrong"]),
  };
}

function founding({ dice, till, tills }: DraftWorld): BodyOf<"shop/founded"> {
  const { device, key } = dice.pick(tills);
  const { shop } = till.ledger().identity;
  return {
    shop,
    nonce: "00".repeat(16),
    name: text(dice) === "" ? "Nobody's" : "Another",
    currency: "EUR",
    zone: "UTC",
    cutover: 0,
    demo: true,
    firstDay: TODAY,
    device,
    deviceName: "X",
    code: "X",
    key: key.publicKey,
    sheetKey: SHEET_KEY,
    sheetSealKey: SHEET_KEY,
  };
}

/** Now and then below what is known, or with an incarnation left out. */
function revoked({ dice, till, tills }: DraftWorld): BodyOf<"device/revoked"> {
  const { device } = dice.pick(tills);
  const own = [...till.ledger().heads()].filter(([origin]) => deviceOf(origin) === device);
  const heads = own.flatMap(([origin]) => (dice.chance(80) ? [endOf(till, origin, dice)] : []));
  return { device, heads: heads.flatMap((end) => end ?? []), reason: text(dice) };
}

/** Some transaction that this till or another one holds, or that nobody ever wrote. */
function someEnd({ dice, tills }: DraftWorld): ChainEnd {
  const till = dice.pick(tills);
  const origin = dice.pick([till.ledger().identity.origin, ...till.ledger().heads().keys()]);
  const nothing = { origin, seq: 1 + dice.nat(9), hash: hashSchema.parse("0".repeat(64)) };
  return dice.chance(90) ? (endOf(till, origin, dice) ?? nothing) : nothing;
}

function endOf(till: TestTill, origin: Origin, dice: Dice): ChainEnd | undefined {
  const rows = [...till.ledger().store.ofOrigin(origin, 1)];
  if (rows.length === 0) return undefined;
  const row = dice.chance(40) ? rows.at(-1) : dice.pick(rows);
  return row === undefined ? undefined : { origin, seq: row.last, hash: row.hash };
}

function enrolled({ dice, tills }: DraftWorld): BodyOf<"device/enrolled"> {
  const [one, other] = [dice.pick(tills), dice.pick(tills)];
  const isForged = dice.chance(15);
  return {
    device: one.device,
    // Another device's key under this one's name: nobody may believe it.
    key: (isForged ? other : one).key.publicKey,
    code: one.code,
    name: "Till",
    rights: dice.chance(70) ? ["till"] : [dice.pick(["till", "kitchen", "hub"])],
  };
}

function secretId(dice: Dice): string {
  return dice.pick(["pepper/1", "pin/1/a", "person/1/a", "customer/1", "customer/2"]);
}
