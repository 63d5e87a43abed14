/** Whatever needs somebody has an end: an answer that is given in the list, or an act that the item names. */

import { existsSync } from "node:fs";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { answerItem } from "../../../src/app/attention/attention-answers.ts";
import { listAttentionItems, listTillItems } from "../../../src/app/attention/attention-items.ts";
import { isWritten, type ItemKind, type OpenItem } from "../../../src/app/attention/open-item.ts";
import { addPlace } from "../../../src/app/backup/backup-places.ts";
import { changeSetting } from "../../../src/app/catalogue/catalogue-changes.ts";
import { performOnDrawer } from "../../../src/app/drawers/drawer-acts.ts";
import { drawerHere } from "../../../src/app/drawers/drawers.ts";
import { type MeshView } from "../../../src/app/membership/mesh-view.ts";
import { revokeDevice } from "../../../src/app/mesh/devices.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { performBeside } from "../../../src/app/orders/perform-act.ts";
import { sell } from "../../../src/app/orders/sell.ts";
import { giveRights } from "../../../src/app/stock/rights.ts";
import { knowing } from "../../../src/app/till/till.ts";
import { createVoucherCovers } from "../../../src/app/vouchers/purse-rights.ts";
import { takeVoucher } from "../../../src/app/vouchers/vouchers.ts";
import { err, ok } from "../../../src/domain/base/result.ts";
import { inCash } from "../../../src/domain/commands/order/ring-up.ts";
import { type Refusal } from "../../../src/domain/commands/refusal.ts";
import { type Draft } from "../../../src/domain/events/kinds.ts";
import { ONE_IN_STOCK } from "../../../src/domain/goods/stock-quantity.ts";
import { type DeviceId, firstOrigin, toOrigin, toStreamId } from "../../../src/domain/identity.ts";
import { milliPercent, minor, zeroMinor } from "../../../src/domain/money/amounts.ts";
import { addDays } from "../../../src/domain/text/civil-time.ts";
import { type Locale, LOCALES } from "../../../src/domain/text/locale.ts";
import { wordsIn } from "../../../src/domain/text/words-in.ts";
import { chainStart, deviceKeyFromSeed } from "../../../src/ledger/log/chain.ts";
import { tillWords } from "../../../src/words/made/till/all.ts";
import { payOrder, performOn, splitOrder, type TypedRequest } from "../../support/acts.ts";
import {
  type BillApart,
  beginBillsApart,
  card,
  DAY,
  goodsBack,
} from "../../support/bills-apart.ts";
import { cafeOfTwo } from "../../support/cafe-bar.ts";
import { CAFE_START_MS, cafeCopies, MIA } from "../../support/cafe.ts";
import { paidApart } from "../../support/contradictions.ts";
import { openDrawer } from "../../support/drawer-acts.ts";
import { forkedCafe } from "../../support/forked-cafe.ts";
import { meshView, peerView } from "../../support/mesh-views.ts";
import { rawTransaction } from "../../support/raw-transaction.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { synchroniseLedgers, valueOf } from "../../support/shop.ts";
import { keep, RAVI, receive } from "../../support/stock-acts.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { meet, type TillAt, twoTills } from "../../support/two-tills.ts";
import { payByVoucher, sellOne, tillsWithSecrets } from "../../support/voucher-acts.ts";

const newCafe = cafeCopies();
const apart = beginBillsApart();
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A till at which something needs somebody. */
interface Raised {
  readonly open: OpenTill;
  readonly view?: () => MeshView | undefined;
  /** The act that the item names. */
  readonly end?: () => Promise<void> | void;
}

type Raise = () => Promise<Raised>;
/** The test elsewhere that raises it and ends it, where that takes a terminal, a printer or a hook. */
type HeldBy = `test/${string}.test.ts`;

function doing(act: TypedRequest): (till: TillAt, order: string) => void {
  return ({ till }, order) => {
    valueOf(performOn(till, RAVI, { ...act, order }));
  };
}

function bill(facts: Omit<BillApart, "goods"> & Partial<Pick<BillApart, "goods">>): Raise {
  return async () => {
    const { tills } = await apart({ goods: ["2*bun"], ...facts });
    return { open: tills[1].open };
  };
}

function said(one: TypedRequest, other: TypedRequest): Raise {
  return bill({ a: [doing(one)], b: [doing(other)] });
}

/** Rights to ten guarded croissants, all at the counter. */
async function guarded(): Promise<{ readonly counter: TillAt; readonly bar: TillAt }> {
  const tills = await twoTills(await newCafe());
  keep(tills.counter.till, "CROISSANT", "guarded");
  receive(tills.counter, "CROISSANT", 10);
  meet(tills.counter, tills.bar);
  const entries = ["2*croissant"];
  const beyond = knowing(RAVI, "goods");
  valueOf(
    sell(tills.bar.till, beyond, { entries, payment: inCash(undefined), service: undefined }),
  );
  meet(tills.counter, tills.bar);
  return tills;
}

/** What the bar writes as no till of the program would. */
async function strayChains(voices: number): Promise<Raised> {
  const { a, b } = await cafeOfTwo(newCafe);
  const { key, shop } = b.till.ledger.identity;
  for (let voice = 0; voice < voices; voice += 1) {
    const origin = toOrigin(key.device, `b${String(voice).padStart(12, "0")}`);
    const place = { origin, key, seq: 1, previous: chainStart(shop, origin) };
    const started = { n: 2, follows: null, cause: "person" };
    a.till.ledger.receive(rawTransaction(place, [{ kind: "incarnation/started", body: started }]));
  }
  return {
    open: a,
    end: () => {
      valueOf(revokeDevice(a.till, RAVI, { device: key.device, reason: "stolen" }));
      for (const item of itemsAt({ open: a })) {
        if (item.answers.some(({ answer }) => answer === "retire"))
          answer({ open: a }, item, "retire");
      }
    },
  };
}

/** A box has written to the shop that the bar has enrolled, which may not, or the counter, for less. */
async function stranger(by: "a" | "b"): Promise<Raised> {
  const { a, b } = await cafeOfTwo(newCafe);
  const key = deviceKeyFromSeed(new Uint8Array(32).fill(3));
  const { device, publicKey } = key;
  function enrol({ till: { ledger } }: OpenTill, rights: ReadonlyArray<string>): void {
    const body = { device, key: publicKey, code: "X", name: "Box", rights: [...rights] };
    const events = [{ kind: "device/enrolled", streams: [], body } as Draft];
    valueOf(ledger.commit({ by: "", name: "enrol", decide: () => ok({ events }) }));
  }
  enrol(by === "a" ? a : b, by === "a" ? ["hub"] : ["till"]);
  synchroniseLedgers(b.till.ledger, a.till.ledger);
  const { ledger } = a.till;
  const origin = firstOrigin(device);
  const place = { origin, key, seq: 1, previous: chainStart(ledger.identity.shop, origin) };
  const began = { kind: "day/began", streams: [toStreamId("day", DAY)], body: { how: "clock" } };
  valueOf(ledger.receive(rawTransaction(place, [began])));
  return { open: a, end: () => enrol(a, ["till"]) };
}

/** A voucher of which a till that counts as dead has redeemed what was taken of it. */
async function shortVoucher(): Promise<Raised> {
  const { counter, bar } = await tillsWithSecrets(await newCafe());
  const { id } = sellOne(counter, 2500);
  meet(counter, bar);
  valueOf(takeVoucher(bar.till, RAVI, { voucher: id, from: "A" }));
  valueOf(payByVoucher(counter, id, { goods: ["2*croissant"] }));
  meet(counter, bar);
  return {
    open: bar.open,
    end: createVoucherCovers({ till: bar.till, hasDuties: () => true, heard: () => [] }),
  };
}

function viewed(
  before: (device: DeviceId) => MeshView,
  after: (device: DeviceId) => MeshView,
): Raise {
  return async () => {
    const { a, b } = await cafeOfTwo(newCafe);
    const { device } = b.till.ledger.identity.key;
    let view = before(device);
    return {
      open: a,
      view: () => view,
      end: () => {
        view = after(device);
      },
    };
  };
}

/** Each till takes the money of the same part of a bill. */
async function partPaidTwice(): Promise<Raised> {
  const { counter, bar } = await twoTills(await newCafe());
  sellGoods(counter.till, ["4*croissant", "flat white"]);
  valueOf(splitOrder(counter.till, MIA, { order: "A1", wanted: { type: "evenly", count: 3 } }));
  meet(counter, bar);
  for (const { till } of [counter, bar]) {
    valueOf(payOrder(till, MIA, { order: "A1", payment: { type: "card" }, part: 1 }));
    bar.passOnWall(1000);
  }
  meet(counter, bar);
  return { open: counter.open };
}

/** A till takes a charge off while another one counts guests, whom another charge is for. */
async function chargedApart(): Promise<Raised> {
  const { counter, bar } = await twoTills(await newCafe());
  const texts = ["Service=10%", "Bread=1.50"];
  valueOf(changeSetting(counter.till, RAVI, { key: "charges", texts }));
  sellGoods(counter.till, ["4*croissant"]);
  meet(counter, bar);
  const takesOff = doing({ act: "charge", name: "Service", isOn: false, reason: "waited" });
  takesOff(counter, "A1");
  bar.passOnWall(1000);
  doing({ act: "covers", covers: 2 })(bar, "A1");
  meet(counter, bar);
  return { open: counter.open, end: () => takesOff(counter, "A1") };
}

/** Somebody tries a PIN five times. */
async function missedPins(): Promise<Raised> {
  const cafe = await newCafe();
  const open = cafe.open();
  for (let miss = 0; miss < 5; miss += 1) {
    expect(await open.till.signIn(MIA.number, "9999")).toMatchObject({ ok: false });
    cafe.clock.advance(HOUR_MS / 10);
  }
  return { open };
}

/** A tip of 1.00 that both tills pay out of their drawers. */
async function tipPaidTwice(): Promise<Raised> {
  const { counter, bar } = await twoTills(await newCafe());
  const payment = { type: "card", tip: minor(100) } as const;
  valueOf(sell(counter.till, MIA, { entries: ["croissant"], payment, service: undefined }));
  meet(counter, bar);
  for (const { till } of [counter, bar]) {
    openDrawer(till, RAVI, { no: 1, float: { own: minor(20_000), pieces: [], foreign: [] } });
    const session = drawerHere(till, RAVI)?.id;
    if (session === undefined) throw new Error("No drawer is open.");
    const move = { what: "tips", amount: minor(100), reason: "", staff: MIA.number } as const;
    valueOf(performOnDrawer(till, RAVI, { act: "move-cash", session, ...move }));
  }
  meet(counter, bar);
  return { open: counter.open };
}

const ENDS = {
  "line/contested": said({ act: "seat", line: 1, seat: 1 }, { act: "seat", line: 1, seat: 2 }),
  "line/voided-twice": "test/domain/folds/order-fold.test.ts",
  "payment/over-corrected": "test/app/orders/corrected-apart.test.ts",
  "payment/unknown": "test/app/register/card-register.test.ts",
  "payment/contradicted": "test/app/cards/take-over.test.ts",
  "payment/refused-later": "test/app/cards/offline.test.ts",
  "payment/tipped-twice": "test/app/cards/tip-after.test.ts",
  "order/overpaid": async () => {
    const open = (await newCafe()).open();
    paidApart(open, 500);
    return { open };
  },
  "order/over-granted": "test/domain/balance/order-discount.test.ts",
  "order/handed-out-beyond": "test/app/orders/give-back.test.ts",
  "order/contested": said(
    { act: "discount", discount: percentOff(10_000), reason: "guest" },
    { act: "discount", discount: percentOff(20_000), reason: "guest" },
  ),
  "order/customer-contested": "test/domain/commands/order/set-customer.test.ts",
  "order/service-contested": said(
    { act: "service", service: "takeaway" },
    { act: "service", service: "dine-in" },
  ),
  "order/name-contested": said({ act: "name", name: "Rosa" }, { act: "name", name: "Ruth" }),
  "order/due-contested": bill({
    first: [doing({ act: "due", dueAt: `${addDays(DAY, 1)}T10:00` })],
    a: [doing({ act: "due", dueAt: `${addDays(DAY, 1)}T16:00` })],
    b: [doing({ act: "due", dueAt: `${addDays(DAY, 2)}T09:00` })],
  }),
  "order/exempt-contested": said(
    { act: "exempt", number: "DE 1" },
    { act: "exempt", number: "DE 2" },
  ),
  "order/split-contested": bill({
    a: [splitBy(3)],
    b: [splitBy(2)],
  }),
  "order/charges-contested": chargedApart,
  "order/merged-contested": "test/domain/commands/order/move-lines.test.ts",
  "part/paid-twice": partPaidTwice,
  "receipt/over-covered": bill({ a: [card(520)], b: [card(520)] }),
  "receipt/over-refunded": bill({
    first: [card(520)],
    a: [goodsBack("A-000001", "cash")],
    b: [goodsBack("A-000001", "cash")],
  }),
  "receipt/over-returned": "test/domain/commands/return-goods.test.ts",
  "receipt/not-granted": "test/app/promotions/discount-on-goods.test.ts",
  "receipt/exempt-otherwise": "test/domain/commands/order/exempt-order.test.ts",
  "ticket/possible-duplicate": "test/app/printing/ticket-desk.test.ts",
  "paper/cancelled": "test/app/papers/doubted-tickets.test.ts",
  "paper/uncertain": "test/app/papers/doubted-tickets.test.ts",
  "paper/unheard": "test/app/papers/doubted-tickets.test.ts",
  "paper/strange": "test/app/papers/doubted-tickets.test.ts",
  "paper/twice": "test/app/papers/doubted-tickets.test.ts",
  "paper/stale": "test/app/papers/waiting-papers.test.ts",
  "paper/failed": "test/app/papers/waiting-papers.test.ts",
  "staff/pins-missed": missedPins,
  "staff/refused-often": "test/app/people/refusals.test.ts",
  "drawer/difference": "test/app/attention/drawer-attention.test.ts",
  "drawer/closed-twice": "test/domain/commands/money/drawer.test.ts",
  "drawer/late": "test/app/attention/drawer-attention.test.ts",
  "present/differed": "test/app/mesh/told-otherwise.test.ts",
  "terminal/found": "test/app/cards/end-of-day.test.ts",
  "terminal/end-unknown": "test/app/cards/end-of-day.test.ts",
  "tips/pooled-twice": "test/app/people/tip-pool.test.ts",
  "purchase/came-apart": "test/app/stock/deliveries-apart.test.ts",
  "serial/sold-twice": "test/app/orders/serials-apart.test.ts",
  "serial/back-twice": "test/app/orders/serials-apart.test.ts",
  "tips/beyond": tipPaidTwice,
  "shift/out-alone": async () => {
    const { cafe, a, b } = await cafeOfTwo(newCafe);
    valueOf(performBeside(b.till, MIA, { act: "clock-out" }));
    synchroniseLedgers(b.till.ledger, a.till.ledger);
    cafe.clock.advance(DAY_MS);
    valueOf(a.till.beginDay(MIA, a.till.days().suggested));
    return { open: a };
  },
  "shift/out-twice": "test/app/people/shift-items.test.ts",
  "shift/overlap": "test/app/people/shift-items.test.ts",
  "entry/offered": "test/app/attention/central-items.test.ts",
  "entry/apart": "test/app/attention/central-items.test.ts",
  "chain/both-admitted": async () => {
    const { open } = await forkedCafe(await newCafe());
    for (const item of itemsAt({ open })) {
      if (item.kind === "chain/forked") answer({ open }, item, "admit");
    }
    return { open };
  },
  "chain/admitted-and-retired": async () => {
    const { open } = await forkedCafe(await newCafe());
    const asked = itemsAt({ open }).filter(({ kind }) => kind === "chain/forked");
    for (const item of asked) answer({ open }, item, "retire");
    for (const item of asked) answer({ open }, item, "admit");
    return { open };
  },
  "chain/forked": async () => ({ open: (await forkedCafe(await newCafe())).open }),
  "chain/revoked": async () => {
    const { a, b } = await cafeOfTwo(newCafe);
    const { device } = b.till.ledger.identity.key;
    valueOf(revokeDevice(a.till, RAVI, { device, reason: "stolen" }));
    sellGoods(b.till, ["croissant"], { cash: 1000 });
    synchroniseLedgers(b.till.ledger, a.till.ledger);
    return { open: a };
  },
  "chain/too-many": () => strayChains(4),
  "chain/id-taken": "test/domain/membership/admission.test.ts",
  "chain/flood": () => strayChains(20),
  "device/not-enrolled": () => stranger("b"),
  "kind/not-allowed": () => stranger("a"),
  "goods/oversold": "test/app/till/sold-beyond.test.ts",
  "stock/below-zero": async () => {
    const { counter } = await twoTills(await newCafe());
    keep(counter.till);
    sellGoods(counter.till, ["3*croissant"]);
    return { open: counter.open, end: () => receive(counter, "CROISSANT", 3) };
  },
  "stock/short": async () => {
    const { counter } = await guarded();
    const gift = { sku: "CROISSANT", quantity: 2 * ONE_IN_STOCK, to: "B" };
    return { open: counter.open, end: () => void valueOf(giveRights(counter.till, RAVI, gift)) };
  },
  "voucher/overspent": "test/app/vouchers/vouchers.test.ts",
  "voucher/short": shortVoucher,
  "tab/overnight": "test/app/cards/tabs.test.ts",
  "till/misbehaves": "test/app/mesh/violations.test.ts",
  "till/nonsense": "test/app/attention/nonsense.test.ts",
  "clock/wrong": async () => {
    const cafe = await newCafe();
    const open = cafe.open();
    cafe.clock.advance(-CAFE_START_MS);
    return {
      open,
      end: () => {
        open.clockSetting.set(CAFE_START_MS);
        cafe.clock.advance(2000);
      },
    };
  },
  "clock/off": viewed(
    (device) => meshView([peerView(device, { clockAheadMs: 3 * HOUR_MS })]),
    (device) => meshView([peerView(device)]),
  ),
  "till/unopened": "test/app/attention/box-items.test.ts",
  "till/copied": viewed(
    (device) => meshView([peerView(device)], { copied: [device] }),
    (device) => meshView([peerView(device)]),
  ),
  "backup/no-place": async () => {
    const open = (await newCafe()).open();
    const folder = await temporaryFolder();
    const deps = { ...open, ledger: open.till.ledger, book: open.backups.book };
    const place = { type: "folder", folder } as const;
    return { open, end: async () => void valueOf(await addPlace(deps, "stick", place)) };
  },
  "notify/fails": "test/app/notify/bad-hooks.test.ts",
} as const satisfies Record<ItemKind, Raise | HeldBy>;

const raised = Object.entries(ENDS).flatMap(([kind, how]) =>
  typeof how === "string" ? [] : [[kind as ItemKind, how] as const],
);
const held = Object.entries(ENDS).flatMap(([kind, how]) =>
  typeof how === "string" ? [[kind, how] as const] : [],
);

describe.each(raised)("%s", (kind, raise) => {
  test("says what ends it in each language, and each of its answers or that act does", async () => {
    const first: Raised = await raise();
    const item = itemOf(first, kind);
    const answers = item.answers.filter(isWritten).map((it) => it.answer);
    const says = LOCALES.map((locale) => itemOf(first, kind, locale).endsBy);
    expect(says.map((text) => text !== undefined)).toEqual(says.map(() => answers.length === 0));
    expect(says).not.toContain(wordsIn(tillWords, "en").attention.ends.other);

    const lasting: string[] = [];
    for (const which of answers) {
      const again: Raised = await raise();
      const asked = itemOf(again, kind);
      answer(again, asked, which);
      if (idsAt(again).includes(asked.id)) lasting.push(which);
    }
    await first.end?.();
    const isLasting = answers.length === 0 && idsAt(first).includes(item.id);
    expect([lasting, isLasting]).toEqual([[], false]);
  });
});

test.each(held)("%s is ended in %s", (_, file) => {
  expect(existsSync(path.join(import.meta.dirname, "../../..", file))).toBe(true);
});

function itemsAt({ open, view }: Pick<Raised, "open" | "view">, locale: Locale = "en") {
  const { till, jobs, clock } = open;
  const own = listTillItems({ till, jobs, clock, printing: { mesh: () => view?.() } }, locale);
  return [...listAttentionItems(open, locale), ...own];
}

function itemOf(at: Raised, kind: ItemKind, locale: Locale = "en"): OpenItem {
  const item = itemsAt(at, locale).find((it) => it.kind === kind);
  if (item === undefined) {
    const kinds = itemsAt(at).map((it) => it.kind);
    throw new Error(`Of ${kinds.join(", ")} nothing is ${kind}.`);
  }
  return item;
}

function idsAt(at: Raised): ReadonlyArray<string> {
  return itemsAt(at).map(({ id }) => id);
}

function answer(
  { open }: Pick<Raised, "open">,
  item: OpenItem,
  which: OpenItem["answers"][number]["answer"],
): void {
  const done = answerItem<Refusal>(
    {
      open,
      act: (name, decide) => open.till.act(RAVI, name, decide),
      refused: (fault) => err(fault),
      note: "looked at",
    },
    item,
    which,
  );
  expect(done).toMatchObject({ ok: true });
}

function percentOff(rate: number) {
  return { rate: milliPercent(rate), amount: zeroMinor };
}

function splitBy(count: number): (till: TillAt, order: string) => void {
  return ({ till }, order) => {
    valueOf(splitOrder(till, MIA, { order, wanted: { type: "evenly", count } }));
  };
}
