/**
 * A shop in which every kind of event happens, each with all that its body may hold: what a chapter
 * of the corpus is made of. A kind or a field that is told nowhere here is told as its schema allows it.
 */

import * as z from "zod";

import {
  type BodyOf,
  type Draft,
  type Kind,
  KINDS,
  NUMBERED_KINDS,
} from "../../src/domain/events/kinds.ts";
import { type Connection } from "../../src/domain/events/printer-connection.ts";
import { stockQuantity } from "../../src/domain/goods/stock-quantity.ts";
import { deviceOf, type EventId, type StreamId, toStreamId } from "../../src/domain/identity.ts";
import { milliPercent, minor, thousandths } from "../../src/domain/money/amounts.ts";
import { addDays } from "../../src/domain/text/civil-time.ts";
import { type Committed } from "../../src/ledger/ledger.ts";
import { deviceKeyFromSeed } from "../../src/ledger/log/chain.ts";
import { SHEET_PREFIX, sheetStatement } from "../../src/ledger/log/sheet-act.ts";
import { secretDestroyed, secretWritten } from "../../src/ledger/secrets.ts";
import { playBill } from "./corpus-bill.ts";
import { closeNight, openDrawers } from "./corpus-night.ts";
import { type Told, toldBy, uncovered } from "./corpus.ts";
import { endOf, revocation } from "./judgements.ts";
import { schemaDraft } from "./schema-draft.ts";
import { firstOf } from "./schema-sample.ts";
import {
  createShop,
  firstId,
  promotion,
  synchronise,
  synchroniseAll,
  type TestShop,
  type TestTill,
  TODAY,
} from "./shop.ts";

const SHEET = deviceKeyFromSeed(new Uint8Array(32).fill(1));
const TAXES = [
  { label: "VAT 9%", rate: milliPercent(9000), included: true },
  { label: "City", rate: milliPercent(1250), included: false },
  { label: "Cess", rate: milliPercent(1000), included: false, onTopOf: ["City"] },
];
const TAXES_BY_SERVICE = { counter: TAXES, "dine-in": TAXES, takeaway: [], delivery: [] };
const APPLE_PIE: BodyOf<"order/line-added"> = {
  sku: "CAKE",
  name: "Apple pie 🥧",
  kitchen: "",
  quantity: thousandths(350),
  unit: minor(1200),
  by: "weight",
  taxes: TAXES_BY_SERVICE,
  rule: 1,
  station: "",
  course: 0,
  held: false,
  service: null,
  seat: 0,
  note: "",
  modifiers: [],
};

/** A pack of it, on which a scale has printed a price; its fields stand in the order of the schema. */
function packedPie(instead: EventId): BodyOf<"order/line-added"> {
  const { sku, name, kitchen, quantity, unit, by: _, ...rest } = APPLE_PIE;
  const packWeight = { each: thousandths(350), from: "price" } as const;
  return {
    sku,
    name,
    kitchen,
    quantity,
    unit,
    by: "open",
    packWeight,
    ...rest,
    instead,
    undoes: [instead],
  };
}

const OAT = { group: "milk", option: "oat", name: "Oat", price: minor(40), count: 1 };

/**
 * Who calls it closes the shop. What it lacks of kinds and fields is told as schemas allow it; `retold`: kinds
 * that are, as if it lacked them.
 */
export function playCorpusStory(retold: ReadonlyArray<Kind> = []): TestShop {
  const shop = createShop("corpus", { sheetKey: SHEET.publicKey });
  const { a } = shop;
  const b = shop.join("B");
  a.write(promotion(b));
  a.write(
    { kind: "shop/root-certified", streams: [], body: { certificate: "MIIBCgKCAQEA" } },
    {
      kind: "device/keyed",
      streams: [],
      body: { device: b.device, linkKey: "1a".repeat(32), sealKey: "2b".repeat(32) },
    },
  );
  synchronise(a, b);
  enrolBySheet(shop);
  fillCatalogue(a);
  hireStaff(a);
  hangPrinters(a);
  setTables(a);
  knowCustomers(a);
  synchroniseAll(shop.tills());
  const session = openDrawers(a, writeNamed);
  const payment = sell(a, b, session);
  closeNight(a, { session, payment }, writeNamed);
  speakWithTwoVoices(shop, b);
  loseAndLeave(shop);
  tellOthers(shop, { drawer: session, retold });
  synchroniseAll(shop.tills());
  return shop;
}

/** Writes what the story lacks of kinds and fields, as their schemas allow it, with all that a body may hold. */
function tellOthers(
  shop: TestShop,
  { drawer, retold }: { readonly drawer: EventId; readonly retold: ReadonlyArray<Kind> },
): void {
  const { a } = shop;
  const told = toldBy(shop);
  const lacking = new Set(uncovered([told]).map((name) => name.split(" ")[0]));
  const kinds = (Object.keys(KINDS) as ReadonlyArray<Kind>).filter(
    (it) => lacking.has(it) || retold.includes(it),
  );
  if (kinds.length === 0) return;
  const order = write(a, (self) => draft("order/opened", self));
  const numberNext = countOn(told);
  for (const kind of kinds) write(a, (self) => draft(kind, self, order));

  function draft(kind: Kind, self: EventId, sold = self): Draft {
    const names: Readonly<Record<string, EventId>> = { drawer, order: sold };
    const allowed = schemaDraft(kind, {
      pick: firstOf,
      hasOptional: () => true,
      id: () => self,
      over: () => [],
      nameOf: (type) => names[type] ?? self,
    });
    return isNumberedKind(kind) ? numberNext(allowed) : allowed;
  }
}

function isNumberedKind(kind: string): boolean {
  return NUMBERED_KINDS.some((numbered) => numbered === kind);
}

/** Gives numbered events, whatever their schemas allow, the numbers after those that the story has given. */
function countOn({ transactions }: Told): (draft: Draft) => Draft {
  const numbered = transactions
    .flatMap(({ events = [] }) => events)
    .filter(({ header }) => isNumberedKind(header.kind))
    .map(({ body }) => NUMBERED.parse(body));
  const { series } = numbered.at(-1) ?? { series: "A" };
  let last = Math.max(0, ...numbered.filter((one) => one.series === series).map(({ no }) => no));
  return (draft) => {
    last += 1;
    return { ...draft, body: { ...draft.body, series, no: last } } as Draft;
  };
}

const NUMBERED = z.object({ series: z.string(), no: z.int() });

/** A till with so many settings that they fill a segment, and one behind them. Who calls it closes the shop. */
export async function playPackedStory(): Promise<TestShop> {
  const shop = createShop("corpus packed", { sheetKey: SHEET.publicKey });
  const { a } = shop;
  for (const part of [0, 1, 2, 3]) {
    const many = Array.from({ length: 250 }, (_, index) => {
      const stream = toStreamId("set", `note-${index}`);
      return setting(stream, [`${part}`, "Café Kade"], []);
    });
    a.write(...many);
  }
  a.ledger().flush();
  await a.ledger().seal();
  write(a, setting(toStreamId("set", "receipt-head"), ["Café Kade"], []));
  return shop;
}

function enrolBySheet(shop: TestShop): void {
  const box = shop.stranger("ZZABCD");
  const { device, publicKey: key } = box.key;
  const body = { device, key, code: box.code, name: "Box", rights: ["till", "kitchen"] };
  const statement = sheetStatement(shop.a.ledger().identity.shop, body);
  const proof = SHEET.signStatement(SHEET_PREFIX, statement);
  const sheetProof = Buffer.from(proof).toString("hex");
  synchronise(shop.a, box);
  box.write({ kind: "device/enrolled", streams: [], body: { ...body, sheetProof } });
  synchronise(box, shop.a);
}

function fillCatalogue(a: TestTill): void {
  const head = toStreamId("set", "receipt-head");
  const first = write(a, setting(head, ["Café Kade", "Kade 1"], []));
  write(a, setting(head, ["Café Kade", "Kade 2"], [first]));
  const named = write(a, {
    kind: "category/set",
    streams: [entry("category", "drinks")],
    body: { set: { name: "Drinks", position: 1 }, over: {} },
  });
  write(a, {
    kind: "category/set",
    streams: [entry("category", "drinks")],
    body: { set: { name: "Drinks ☕" }, over: { name: [named] } },
  });
  a.write(
    {
      kind: "station/set",
      streams: [entry("station", "bar")],
      body: { set: { name: "Bar" }, over: {} },
    },
    {
      kind: "tax-class/set",
      streams: [entry("tax-class", "drinks")],
      body: {
        set: {
          name: "Drinks",
          taxesByService: TAXES_BY_SERVICE,
          letters: { counter: "B", takeaway: "C" },
        },
        over: {},
      },
    },
    {
      kind: "modifier-group/set",
      streams: [entry("modifier-group", "milk")],
      body: {
        set: {
          name: "Milk",
          min: 0,
          max: 1,
          freeCount: 1,
          options: [{ id: "oat", name: "Oat", price: minor(40), byDefault: false }],
        },
        over: {},
      },
    },
  );
  planDated(a);
  const latte = [entry("product", "LATTE")];
  a.write({ kind: "product/set", streams: latte, body: { set: LATTE, over: {} } });
  const dearer = write(a, {
    kind: "price/planned",
    streams: latte,
    body: { price: minor(380), fromDay: addDays(TODAY, 7) },
  });
  a.write(
    { kind: "price/plan-cancelled", streams: latte, body: { target: dearer } },
    {
      kind: "price/planned",
      streams: latte,
      body: { price: minor(390), fromDay: addDays(TODAY, 14), instead: minor(340) },
    },
  );
  const code = write(a, {
    kind: "product/code-added",
    streams: latte,
    body: { code: "4006381333931", type: "ean" },
  });
  a.write(
    { kind: "product/code-added", streams: latte, body: { code: "96385074", type: "ean" } },
    { kind: "product/code-removed", streams: latte, body: { targets: [code] } },
    { kind: "product/left-set", streams: latte, body: { left: null, over: [] } },
    {
      kind: "hub/offered",
      streams: latte,
      body: { values: { price: 390 }, about: { price: [code] } },
    },
  );
  listPrices(a, latte);
  promote(a);
}

function promote(a: TestTill): void {
  const always = { days: [], hours: [], areas: [], groups: [] };
  const some = {
    days: [1, 5],
    hours: [{ from: 1320, to: 120 }],
    areas: ["terrace"],
    groups: ["members"],
    from: TODAY,
    until: TODAY,
  };
  const goods = { skus: ["LATTE"], categories: ["coffee"] };
  const all = [
    { id: "three", terms: { type: "n-for-m", goods, n: 3, m: 2 }, ...some },
    {
      id: "six",
      terms: { type: "from", goods, least: thousandths(6000), rate: milliPercent(20_000) },
      ...always,
    },
    { id: "second", terms: { type: "second", goods, rate: milliPercent(50_000) }, ...always },
    {
      id: "lunch",
      terms: {
        type: "bundle",
        sets: [goods, { skus: ["CAKE"], categories: [] }],
        price: minor(600),
      },
      ...always,
    },
    {
      id: "food",
      terms: {
        type: "coupon",
        off: { type: "amount", amount: minor(200) },
        minimum: minor(1000),
        code: "0123456789abcdefghjkmnpqrs",
        goods: { skus: [], categories: ["bakery"] },
      },
      ...always,
    },
  ] as const;
  for (const { id, ...promotion } of all) {
    a.write({
      kind: "promotion/set",
      streams: [entry("promotion", id)],
      body: { promotion: { name: `Offer ${id}`, ...promotion } },
    });
  }
  a.write({
    kind: "promotion/set",
    streams: [entry("promotion", "six")],
    body: { promotion: null },
  });
}

function listPrices(a: TestTill, latte: ReadonlyArray<StreamId>): void {
  a.write({
    kind: "price-list/set",
    streams: [entry("price-list", "happy-hour")],
    body: {
      set: {
        name: "Happy hour",
        priority: 20,
        days: [1, 5],
        hours: [{ from: 1320, to: 120 }],
        services: ["counter"],
        groups: ["members", "staff"],
        active: true,
      },
      over: {},
    },
  });
  const listed = write(a, {
    kind: "price/listed",
    streams: [...latte],
    body: { list: "happy-hour", price: { fixed: minor(300), off: milliPercent(0) }, over: [] },
  });
  a.write({
    kind: "price/listed",
    streams: [...latte],
    body: {
      list: "happy-hour",
      price: { fixed: null, off: milliPercent(12_500) },
      over: [listed],
    },
  });
}

function planDated(a: TestTill): void {
  const step = [toStreamId("set", "cash-step")];
  const fromDay = addDays(TODAY, 42);
  const planned = write(a, {
    kind: "setting/planned",
    streams: step,
    body: { value: 5, fromDay, over: [] },
  });
  const drinks = [entry("tax-class", "drinks")];
  const taxed = write(a, {
    kind: "tax-class/planned",
    streams: drinks,
    body: { set: { takeaway: TAXES, delivery: [] }, fromDay, over: {} },
  });
  a.write(
    { kind: "setting/planned", streams: step, body: { value: null, fromDay, over: [planned] } },
    {
      kind: "tax-class/planned",
      streams: drinks,
      body: { set: { delivery: null }, fromDay, over: { delivery: [taxed] } },
    },
  );
}

type PrinterSet = Extract<Draft, { readonly kind: "printer/set" }>["body"]["set"];

const LATTE = {
  name: "Latte",
  kitchenName: "LAT",
  shortCode: "L",
  plu: "100",
  price: minor(360),
  taxClass: "drinks",
  category: "drinks",
  station: "bar",
  course: 1,
  soldBy: "each",
  openPrice: false,
  modifierGroups: ["milk"],
  active: true,
} as const satisfies Extract<Draft, { readonly kind: "product/set" }>["body"]["set"];

function hireStaff(a: TestTill): void {
  const [staff, role] = [[toStreamId("staff", "1")], [toStreamId("role", "cashier")]];
  // As a build wrote it that knew no right but these.
  a.write({
    kind: "role/set",
    streams: [toStreamId("role", "shift-lead")],
    body: { set: { name: "Shift lead", permissions: ["sell", "void", "approve"] }, over: {} },
  });
  a.write(
    {
      kind: "role/set",
      streams: role,
      body: {
        set: {
          name: "Cashier",
          permissions: ["sell", "void"],
          discountLimit: milliPercent(10_000),
        },
        over: {},
      },
    },
    {
      kind: "staff/set",
      streams: staff,
      body: {
        set: {
          name: { k: "person/1/00", c: "bm90IHJlYWxseQ==" },
          badge: { k: "person/1/00", c: "bm90IGF0IGFsbA==" },
          language: "fr-CH",
          role: "cashier",
          active: true,
        },
        over: {},
      },
    },
  );
  const pin = write(a, {
    kind: "staff/pin-set",
    streams: staff,
    body: { verifierId: "pin/1/00", over: [] },
  });
  a.write(
    { kind: "staff/pin-set", streams: staff, body: { verifierId: "pin/1/01", over: [pin] } },
    { kind: "staff/rescued", streams: staff, body: { role: "manager" } },
    { kind: "day/began", streams: [toStreamId("day", TODAY)], body: { how: "person" } },
  );
  a.write({
    kind: "staff/pins-missed",
    streams: [toStreamId("attention", a.ledger().identity.origin)],
    body: { staff: "1", misses: 5 },
  });
  const journal = [toStreamId("attention", a.ledger().identity.origin)];
  a.write({
    kind: "present/differed",
    streams: journal,
    body: {
      teller: a.device,
      entries: [toStreamId("cat", "product/ESP"), toStreamId("staff", "1")],
      amount: minor(90),
      figures: 2,
    },
  });
  a.write(
    {
      kind: "journal/noted",
      streams: journal,
      body: { what: "void", staff: "1", count: 12, day: addDays(TODAY, -1) },
    },
    { kind: "training/began", streams: journal, body: { staff: "1" } },
    { kind: "training/ended", streams: journal, body: { staff: "1", receipts: 3 } },
    { kind: "till/ended", streams: journal, body: {} },
    { kind: "till/began", streams: journal, body: {} },
  );
  const shift = write(a, (self) => ({
    kind: "shift/clocked-in",
    streams: [toStreamId("shift", self)],
    body: { staff: "1" },
  }));
  a.write({ kind: "shift/clocked-out", streams: [toStreamId("shift", shift)], body: {} });
}

/** One who comes, and one who was erased. */
function knowCustomers(a: TestTill): void {
  const [regular, erased] = [REGULAR, "9f".repeat(16)].map((id) => [toStreamId("customer", id)]);
  const named = write(a, {
    kind: "customer/set",
    streams: regular ?? [],
    body: {
      set: {
        name: sealed("TWlh"),
        phone: sealed("KzQz"),
        email: sealed("YUBi"),
        card: sealed("Mjkw"),
        taxId: sealed("QVRV"),
        address: sealed("S2FkZSAx"),
        note: sealed("d2luZG93"),
        active: true,
        group: "members",
      },
      over: {},
    },
  });
  a.write(
    {
      kind: "customer/set",
      streams: regular ?? [],
      body: { set: { phone: null, active: true }, over: { phone: [named], active: [named] } },
    },
    {
      kind: "customer/set",
      streams: erased ?? [],
      body: { set: { name: sealed("Q2hp") }, over: {} },
    },
    { kind: "customer/erased", streams: erased ?? [], body: {} },
    secretWritten(`customer/${REGULAR}`, Buffer.alloc(32, 1)),
    secretDestroyed(`customer/${REGULAR}`),
  );
}

const REGULAR = "4c".repeat(16);

function sealed(c: string): { readonly k: string; readonly c: string } {
  return { k: `customer/${REGULAR}`, c };
}

const RECIPIENT = {
  customer: REGULAR,
  name: sealed("TWlh"),
  taxId: sealed("QVRV"),
  address: sealed("S2FkZSAx"),
};

/** An order with everything, and a change that two tills make of it apart; returns a payment of which nobody knows what became. */
function sell(a: TestTill, b: TestTill, drawer: EventId): EventId {
  const till = a.ledger().identity.origin;
  const order = write(a, (self) => ({
    kind: "order/opened",
    streams: [toStreamId("order", self)],
    body: {
      number: "A1",
      till,
      service: "dine-in",
      table: "7",
      name: "Noor",
      covers: 2,
      clock: { aheadMs: 7_200_000 },
      behind: { events: 12 },
    },
  }));
  const streams: [StreamId] = [toStreamId("order", order)];
  const line = write(a, {
    kind: "order/line-added",
    streams,
    body: {
      sku: "LATTE",
      name: "Latte",
      kitchen: "LAT",
      quantity: thousandths(2000),
      unit: minor(360),
      list: { id: "happy-hour", name: "Happy hour", write: order, group: "members" },
      by: "each",
      taxes: TAXES_BY_SERVICE,
      rule: 1,
      station: "bar",
      course: 1,
      held: true,
      service: "takeaway",
      seat: 1,
      note: "extra hot",
      modifiers: [OAT],
      counted: {
        write: order,
        from: thousandths(0),
        weight: thousandths(1767),
        soldOn: { past: thousandths(1000), by: "1", till, day: TODAY },
      },
    },
  });
  const spare = write(a, { kind: "order/line-added", streams, body: APPLE_PIE });
  playBill(a, { order, line: spare }, writeNamed);
  write(a, {
    kind: "order/line-returned",
    streams,
    body: {
      sku: "LATTE",
      name: "Latte",
      kitchen: "LAT",
      quantity: thousandths(-1000),
      unit: minor(360),
      list: { id: "happy-hour", name: "Happy hour", write: order, group: "members" },
      by: "each",
      taxes: TAXES_BY_SERVICE,
      rule: 1,
      station: "",
      course: 1,
      held: false,
      service: "takeaway",
      seat: 0,
      note: "was cold",
      modifiers: [OAT],
      goods: "back",
      uses: [{ sku: "LATTE", quantity: stockQuantity(1_000_000) }],
      instead: line,
      undoes: [line],
    },
  });
  synchronise(a, b);
  a.write(renamed(order, "Noor B."));
  b.write(renamed(order, "Nora"));
  a.write(
    {
      kind: "order/line-changed",
      streams,
      body: {
        line,
        set: {
          quantity: thousandths(1000),
          unit: minor(300),
          list: { id: "happy-hour", name: "Happy hour", write: order, group: "members" },
          note: "",
          seat: 2,
          course: 2,
          service: null,
          taxes: TAXES_BY_SERVICE,
          modifiers: [{ ...OAT, count: 2 }],
          counted: {
            write: order,
            from: thousandths(500),
            weight: thousandths(1767),
            soldOn: { past: thousandths(600), by: "1", till, day: TODAY },
          },
          held: true,
        },
        over: { quantity: [line], unit: [line], note: [line], modifiers: [line] },
        reason: "one is enough",
        undoes: [line],
      },
    },
    {
      kind: "order/discounted",
      streams,
      body: {
        discount: { rate: milliPercent(100_000), amount: minor(0), kind: "staff-meal" },
        over: [],
        reason: "on the shift",
      },
    },
    {
      kind: "order/discounted",
      streams,
      body: {
        discount: { rate: milliPercent(5000), amount: minor(0) },
        over: [],
        reason: "neighbour",
      },
    },
    {
      kind: "order/discounted",
      streams,
      body: {
        discount: {
          rate: milliPercent(0),
          amount: minor(50),
          goods: { names: ["Bakery", "Latte"], skus: ["LATTE"], categories: ["bakery"] },
        },
        over: [],
        reason: "neighbour",
      },
    },
    {
      kind: "order/line-discounted",
      streams,
      body: {
        line: spare,
        discount: { rate: milliPercent(100_000), amount: minor(0), kind: "spoiled" },
        over: [],
        reason: "fell down",
      },
    },
    {
      kind: "order/line-discounted",
      streams,
      body: {
        line: spare,
        discount: { rate: milliPercent(10_000), amount: minor(5) },
        over: [],
        reason: "late",
      },
    },
  );
  const voided = write(a, {
    kind: "order/line-voided",
    streams,
    body: { line: spare, reason: "burnt", sent: true },
  });
  write(a, {
    kind: "order/line-handed-out",
    streams,
    body: { line: spare, voids: [voided], reason: "the guest has it" },
  });
  write(a, {
    kind: "order/line-voided",
    streams,
    body: { line: spare, reason: "burnt", sent: true },
  });
  write(a, {
    kind: "order/line-added",
    streams,
    body: packedPie(spare),
  });
  printTicket(a, { order, line });
  leaveTable(a);
  return pay(a, { order, line, drawer });
}

/** Guests sat down, and left without ordering. */
function leaveTable(a: TestTill): void {
  const { origin: till } = a.ledger().identity;
  const head = { service: "dine-in", table: "9", name: "", covers: 4 } as const;
  const order = write(a, (self) => ({
    kind: "order/opened",
    streams: [toStreamId("order", self)],
    body: { number: "A2", till, ...head },
  }));
  const streams = [toStreamId("order", order)];
  write(a, { kind: "order/ended", streams, body: { reason: "waited too long" } });
}

function renamed(order: EventId, name: string): Draft {
  return {
    kind: "order/changed",
    streams: [toStreamId("order", order)],
    body: {
      set: {
        service: "counter",
        table: "8",
        name,
        covers: 3,
        course: 2,
        customer: REGULAR,
        ageChecked: 18,
        owner: "2",
      },
      over: { service: [order], table: [order], name: [order], covers: [order] },
    },
  };
}

function printTicket(
  a: TestTill,
  { order, line }: { readonly order: EventId; readonly line: EventId },
): void {
  const ticket = write(a, (self) => ({
    kind: "ticket/issued",
    streams: [toStreamId("order", order), toStreamId("ticket", self)],
    body: {
      station: "bar",
      owner: a.device,
      fallback: a.device,
      head: {
        number: "A1",
        service: "dine-in",
        table: "7",
        name: "Noor",
        covers: 2,
        tableBefore: "6",
        nameBefore: "Sam",
      },
      ordered: { wallMs: 1_795_000_000_000, offsetMinutes: 60 },
      lines: [
        {
          birth: order,
          line,
          act: "new",
          cause: line,
          quantity: thousandths(1000),
          by: "each",
          text: "LAT",
          modifiers: [{ name: "Oat", count: 1 }],
          note: "extra hot",
          service: "takeaway",
          serviceBefore: "dine-in",
          course: 2,
          courseBefore: 1,
          waits: true,
          soldOut: true,
          voided: { wallMs: 1_795_176_000_000, offsetMinutes: 60 },
          seat: 2,
          reason: "dropped",
        },
      ],
      also: [{ station: "kitchen", pieces: 1 }],
    },
  }));
  const streams: [StreamId] = [toStreamId("ticket", ticket)];
  a.write(
    { kind: "ticket/started", streams, body: { job: "1" } },
    { kind: "ticket/uncertain", streams, body: { job: "1" } },
    { kind: "ticket/claimed", streams, body: {} },
    { kind: "ticket/released", streams, body: { why: "printer-off" } },
    { kind: "ticket/printed", streams, body: { job: "2", how: "sent" } },
  );
  const done = write(a, { kind: "ticket/done", streams, body: { lines: [0], over: [] } });
  const recalled = write(a, {
    kind: "ticket/recalled",
    streams,
    body: { lines: [0], over: [done] },
  });
  write(a, { kind: "ticket/served", streams, body: { lines: [0], over: [recalled] } });
}

interface Sold {
  readonly order: EventId;
  readonly line: EventId;
  /** The session that it is sold from. */
  readonly drawer: EventId;
}

function pay(a: TestTill, { order, line, drawer }: Sold): EventId {
  const till = a.ledger().identity.origin;
  const streams: [StreamId] = [toStreamId("order", order)];
  const payment = write(a, {
    kind: "payment/started",
    streams,
    body: { method: "cash", amount: minor(310), till, series: "A", drawer, part: line },
  });
  const voucher = { method: "own-voucher", name: "Voucher" };
  const unknown = write(a, {
    kind: "payment/started",
    streams,
    body: { ...voucher, amount: minor(310), till, series: "A", drawer },
  });
  const amount = minor(310);
  const { ids } = a.write(
    {
      kind: "payment/captured",
      streams,
      body: {
        payment,
        amount,
        tendered: minor(500),
        foreign: { currency: "USD", amount: minor(550), rate: 90_909_091 },
        change: minor(160),
        rounding: minor(0),
        tip: minor(30),
        to: "4",
      },
    },
    {
      kind: "payment/corrected",
      streams,
      body: {
        payment,
        from: "cash",
        to: "own-voucher",
        name: "Voucher",
        amount: minor(20),
        rounding: minor(0),
        tip: { amount: minor(30), to: "1" },
        foreign: { currency: "USD", amount: minor(550), worth: minor(500) },
        gone: minor(20),
        till,
        drawer,
        reason: "a voucher",
        back: payment,
        knows: [],
      },
    },
    {
      kind: "order/reassigned",
      streams,
      body: {
        from: "1",
        to: "2",
        receipts: [],
        tips: [{ payment, method: "own-voucher", amount: minor(30) }],
        over: [],
        till,
        reason: "another badge",
      },
    },
    {
      kind: "receipt/issued",
      streams,
      body: {
        series: "A",
        no: 1,
        till,
        drawer,
        items: [
          {
            birth: order,
            line,
            at: order,
            num: 1,
            den: 1,
            pieces: thousandths(1000),
            gross: minor(360),
            off: minor(60),
            offWrite: line,
            net: minor(300),
          },
        ],
        charges: [{ order, amount: minor(10) }, serviceCharge(order, 5)],
        tips: [{ payment, amount: minor(30) }],
        taxes: [
          {
            label: "VAT 9%",
            rate: milliPercent(9000),
            included: true,
            base: minor(275),
            tax: minor(25),
          },
          {
            label: "Levy",
            rate: milliPercent(1000),
            included: true,
            base: minor(0),
            tax: minor(0),
            exempt: minor(0),
          },
        ],
        uses: [{ order, payment, amount }],
        total: amount,
        rounding: minor(0),
        rule: 1,
        exempt: { number: "DE 814 204", pays: "gross" },
        to: RECIPIENT,
        part: { id: `${order}/1`, no: 1, of: 4 },
        clock: { aheadMs: null },
        behind: { events: 12 },
      },
    },
  );
  const receipt = ids[1] ?? order;
  giveBack(a, { order, line, drawer, receipt });
  a.write({ kind: "invoice/issued", streams, body: { receipt, to: RECIPIENT } });
  return unknown;
}

function giveBack(
  a: TestTill,
  { order, line, drawer, receipt }: Sold & { readonly receipt: EventId },
): void {
  const {
    ids: [refund = order],
  } = a.write({
    kind: "refund/issued",
    streams: [toStreamId("order", order)],
    body: {
      series: "A",
      no: 2,
      till: a.ledger().identity.origin,
      drawer,
      of: receipt,
      items: [
        { birth: order, line, quantity: thousandths(-1000), net: minor(-300), goods: "waste" },
      ],
      charges: [serviceCharge(order, -5)],
      taxes: [
        {
          label: "Levy",
          rate: milliPercent(1000),
          included: true,
          base: minor(0),
          tax: minor(0),
          exempt: minor(0),
        },
        {
          label: "VAT 9%",
          rate: milliPercent(9000),
          included: true,
          base: minor(-275),
          tax: minor(-25),
        },
      ],
      out: [{ method: "own-voucher", name: "Voucher", amount: minor(-280) }],
      unfunded: minor(20),
      total: minor(-300),
      rounding: minor(0),
      reason: "was cold",
      clock: { aheadMs: -90_000 },
      behind: { events: 1 },
    },
  });
  exchangeGoods(a, { order, line, receipt });
  a.write({
    kind: "refund/issued",
    streams: [toStreamId("order", order)],
    body: {
      series: "A",
      no: 4,
      till: a.ledger().identity.origin,
      drawer,
      of: receipt,
      items: [{ birth: order, line, quantity: thousandths(0), net: minor(100), goods: "none" }],
      taxes: [
        {
          label: "VAT 9%",
          rate: milliPercent(9000),
          included: true,
          base: minor(92),
          tax: minor(8),
        },
      ],
      out: [{ method: "cash", amount: minor(80) }],
      unfunded: minor(-20),
      instead: refund,
      total: minor(100),
      rounding: minor(0),
      reason: "came back once",
    },
  });
  a.write({
    kind: "attention/resolved",
    streams: [toStreamId("order", order)],
    body: {
      type: "receipt/over-refunded",
      subject: receipt,
      day: TODAY,
      amount: minor(300),
      voices: [receipt],
      note: "the guest keeps it",
    },
  });
}

/** Said, taken off again, said once more, and paid by the refund. */
function exchangeGoods(
  a: TestTill,
  {
    order,
    line,
    receipt,
  }: { readonly order: EventId; readonly line: EventId; readonly receipt: EventId },
): void {
  const streams: [StreamId] = [toStreamId("order", order)];
  function taken(goods: "waste" | null): Draft {
    const item = { line, name: "Flat white", by: "each" as const };
    return {
      kind: "order/return-taken",
      streams,
      body: {
        order,
        receipt,
        number: "A-000001",
        items: [{ ...item, quantity: thousandths(-1000), net: minor(-300) }],
        total: minor(-300),
        goods,
        reason: "wrong goods",
      },
    };
  }
  const ended = { kind: "order/return-ended", streams } as const;
  a.write({ ...ended, body: { taken: write(a, taken(null)), refund: null } });
  const again = write(a, taken("waste"));
  const refund = write(a, {
    kind: "refund/issued",
    streams,
    body: {
      series: "A",
      no: 3,
      till: a.ledger().identity.origin,
      drawer: null,
      of: receipt,
      items: [{ birth: order, line, quantity: thousandths(-1000), net: minor(-300) }],
      taxes: [],
      out: [
        { method: "exchange", amount: minor(-200) },
        { method: "cash", amount: minor(-100) },
      ],
      along: [{ method: "own-voucher", name: "Voucher", amount: minor(200) }],
      otherwise: minor(100),
      total: minor(-300),
      rounding: minor(0),
      reason: "wrong goods",
    },
  });
  a.write({ ...ended, body: { taken: again, refund } });
  payOtherwise(a, order);
}

/** Goods pay that a voucher had paid; and what came by it goes back in cash. */
function payOtherwise(a: TestTill, order: EventId): void {
  const streams: [StreamId] = [toStreamId("order", order)];
  const till = a.ledger().identity.origin;
  const voucher = { name: "Voucher", amount: minor(200) };
  const started = { till, series: "A", drawer: null } as const;
  a.write(
    {
      kind: "payment/started",
      streams,
      body: {
        method: "exchange",
        amount: minor(200),
        from: [{ method: "own-voucher", ...voucher }],
        ...started,
      },
    },
    {
      kind: "payment/started",
      streams,
      body: {
        method: "cash",
        amount: minor(-200),
        otherwise: { of: "own-voucher", name: "Voucher", reason: "the voucher is lost" },
        gives: [order],
        reason: "wrong table",
        ...started,
      },
    },
    {
      kind: "payment/started",
      streams,
      body: { method: "cash", amount: minor(200), again: true, ...started },
    },
  );
}

/** A copy of B's disk speaks on apart; people admit the one and retire the other. */
function speakWithTwoVoices(shop: TestShop, b: TestTill): void {
  const { a } = shop;
  const copy = shop.clone(b);
  const common = b.ledger().heads().get(b.ledger().identity.origin)?.seq ?? 0;
  b.write(setting(toStreamId("set", "receipt-foot"), ["Tot ziens"], []));
  copy.write(setting(toStreamId("set", "receipt-foot"), ["Doei"], []));
  const [one, other] = [endOf(b), endOf(copy)];
  const [first, second] = [one, other].map(({ seq, hash }) => ({ seq, hash }));
  if (first === undefined || second === undefined) throw new Error("There is no fork.");
  synchronise(b, a);
  synchronise(copy, a);
  a.write(
    { kind: "fork/proved", streams: [], body: { origin: one.origin, common, a: first, b: second } },
    { kind: "chain/admitted", streams: [], body: { ...one, reason: "the real one" } },
    { kind: "chain/retired", streams: [], body: { ...other, reason: "the copy" } },
    {
      kind: "chain/retired",
      streams: [],
      body: { ...other, reason: "broke off", batch: "import" },
    },
    {
      kind: "chain/purged",
      streams: [],
      body: { device: deviceOf(other.origin), reason: "nobody needs it" },
    },
  );
}

/** One that says all there is to say of one, and one of each other kind of connection. */
function hangPrinters(a: TestTill): void {
  const self = deviceOf(a.ledger().identity.origin);
  const kitchen = [toStreamId("printer", "kitchen")];
  const connections: ReadonlyArray<Connection> = [
    { type: "virtual" },
    { type: "file" },
    { type: "usb", vendor: 0x04b8, product: 0x0e15, serial: "J4XF", place: "1-2.3" },
    { type: "serial", path: "/dev/ttyS0", baud: 19_200 },
    { type: "device", path: "/dev/usb/lp0" },
  ];
  const set: PrinterSet = {
    name: "Kitchen",
    till: self,
    connection: { type: "network", host: "192.0.2.7", port: 9100, serial: "X2", mac: "00" },
    profile: "generic",
    columns: 48,
    prints: ["receipts"],
    stations: ["grill"],
    standsInFor: ["bar"],
    drawer: "pin2",
    abilities: ["status"],
    buzzes: 2,
    pulseMs: 100,
    logo: "8x1:gA==",
    active: true,
    replacedBy: "bar",
  };
  a.write(
    { kind: "printer/set", streams: kitchen, body: { set, over: {} } },
    { kind: "printer/handed", streams: kitchen, body: { to: null, over: [] } },
    ...connections.map((connection): Draft => {
      const streams = [toStreamId("printer", connection.type)];
      return { kind: "printer/set", streams, body: { set: { connection }, over: {} } };
    }),
  );
}

/** An area with a table that says all there is to say of one. */
function setTables(a: TestTill): void {
  a.write(
    {
      kind: "area/set",
      streams: [toStreamId("area", "terrace")],
      body: { set: { name: "Terrace", position: 2, active: true }, over: {} },
    },
    {
      kind: "table/set",
      streams: [toStreamId("table", "12")],
      body: {
        set: { name: "12", area: "terrace", seats: 4, position: 3, active: true },
        over: {},
      },
    },
  );
}

/** C is lost and speaks on in a second incarnation; D is revoked after its first word. */
function loseAndLeave(shop: TestShop): void {
  const { a } = shop;
  const [c, d] = [shop.join("C", ["till", "kitchen"]), shop.join("D")];
  c.write(setting(toStreamId("set", "printers"), [], []));
  c.ledger().lose("person");
  c.write(setting(toStreamId("set", "printers"), [{ id: "p" }], []));
  d.write(setting(toStreamId("set", "cash-step"), 5, []));
  const end = endOf(d);
  d.write(setting(toStreamId("set", "cash-step"), 50, []));
  a.write(revocation(d, end));
}

function write(till: TestTill, draft: Draft | ((self: EventId) => Draft)): EventId {
  if (typeof draft === "object") return firstId(till.write(draft));
  return firstId(writeNamed(till, draft));
}

/** An event that its own stream is named after. */
function writeNamed(till: TestTill, draft: (self: EventId) => Draft): Committed {
  const written = till.ledger().commit({
    by: "1",
    approved: "4",
    name: "write",
    decide: ({ idAt, day = TODAY }) => ({ ok: true, value: { day, events: [draft(idAt(0))] } }),
  });
  if (!written.ok) throw new Error("Not written.");
  return written.value;
}

/** As a receipt states it, or a refund. */
function serviceCharge(order: EventId, amount: number) {
  return {
    order,
    amount: minor(amount),
    rule: "service",
    name: "Service",
    rate: milliPercent(12_500),
    each: minor(0),
    base: minor(40),
    on: [order],
    taxes: [{ label: "Levy", rate: milliPercent(1000), included: false, onTopOf: [] }],
    to: "1",
  };
}

type SettingValue = Extract<Draft, { readonly kind: "setting/set" }>["body"]["value"];

function setting(stream: StreamId, value: SettingValue, over: EventId[]): Draft {
  return { kind: "setting/set", streams: [stream], body: { value, over } };
}

function entry(type: string, id: string): StreamId {
  return toStreamId("cat", `${type}/${id}`);
}
