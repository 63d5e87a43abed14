/**
 * Ctrl-Z takes the last act back, whatever it was on, or says why not: never an older one instead. Held for
 * each kind of act after each other one, at a real register.
 *
 * Size: whole.
 */

import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { type ActId } from "../../src/acts/all.ts";
import { cafeCopies } from "../support/cafe.ts";
import { type ManualClock } from "../support/manual-clock.ts";
import { openRealRegister, type RealRegister as Register } from "../support/real-register.ts";
import { sellGoods } from "../support/sell-goods.ts";

interface RealRegister extends Register {
  readonly clock: ManualClock;
}

const newCafe = cafeCopies();
const MANAGER = ["4", "4444"] as const;
const BETWEEN_MS = 1000;

/** Typed texts end in Enter; `Ctrl-…`, `F…` and digits are pressed. */
interface Kind {
  readonly kind: string;
  readonly keys: (count: number) => ReadonlyArray<string>;
  /** Why Ctrl-Z does nothing after it. */
  readonly stays?: RegExp;
  /** Something was sold before it, and its receipt is printed. */
  readonly ofPaper?: true;
}

const NO_ORDER = "Ctrl-Z is about the order, and this is not";

/**
 * Each act: the ways in which it is done here among all others, or the file that presses Ctrl-Z after it, or why
 * none does. `count` makes each use of a kind another one, as saying the same twice is refused.
 */
const PLAYED: Readonly<Record<ActId, ReadonlyArray<Kind> | string>> = {
  add: [{ kind: "goods", keys: () => ["type 400"] }],
  "add-voucher": [{ kind: "voucher", keys: (count) => [`type :voucher ${count + 1}`] }],
  quantity: [
    { kind: "more of a line", keys: () => ["type +2"] },
    { kind: "quantity", keys: (count) => [`type *${count + 3}`] },
  ],
  note: [{ kind: "note", keys: (count) => [`type 'hot ${count}`] }],
  price: [{ kind: "price", keys: (count) => [`type =${count + 1}.00`] }],
  discount: [
    { kind: "discount", keys: (count) => [`type -${count + 1}%`] },
    { kind: "discount on the order", keys: (count) => [`type --${count + 1}%`] },
  ],
  coupon: "test/app/promotions/coupons.test.ts",
  points: "test/app/points/points.test.ts",
  course: [{ kind: "course", keys: (count) => [`type ;${2 + (count % 3)}`] }],
  serial: "test/app/orders/serial-numbers.test.ts",
  service: [{ kind: "in or away", keys: () => ["F3"] }],
  due: [{ kind: "for later", keys: (count) => [`type :for ${1 + (count % 28)}.12. 10:00`] }],
  void: [{ kind: "void", keys: () => ["F5"] }],
  "seat-guests": [
    { kind: "table", keys: (count) => [`type :table ${100 + count}*4`] },
    { kind: "tab", keys: (count) => [`type :table gast${count}x`] },
  ],
  left: [
    { kind: "sold out", keys: () => ["type !cola"] },
    { kind: "there again", keys: () => ["type !*cola"] },
    { kind: "so many left", keys: (count) => [`type !${count + 5}*cola`] },
  ],
  send: [{ kind: "sent", keys: () => ["F2"], stays: /kitchen|Küche/u }],
  refund: [
    {
      kind: "refund",
      keys: () => ["type :return", "1", "1", "F9", "1"],
      ofPaper: true,
      stays: /^Money was|ging Geld zurück/u,
    },
  ],
  language: [
    {
      kind: "language",
      keys: (count) => [`type :language ${count % 2 === 0 ? "de" : "en"}`],
      stays: /^What was done last|^Das Letzte/u,
    },
  ],
  "clock-in": [
    {
      kind: "clocked in",
      keys: () => ["type :clockin"],
      stays: /^What was done last|^Das Letzte/u,
    },
  ],
  again: "test/app/register/register-round.test.ts",
  bill: "test/app/register/register-bills.test.ts",
  charge: "test/app/register/register-charges.test.ts",
  "clock-break": NO_ORDER,
  "clock-fix": NO_ORDER,
  "clock-out": NO_ORDER,
  "close-drawer": NO_ORDER,
  correct: "test/app/register/register-corrections.test.ts",
  reassign: "Nothing takes it back but another word, as a correction of the tender",
  "count-drawer": "test/app/register/register-drawers.test.ts",
  collect: "test/app/register/register-later.test.ts",
  forfeit: "test/app/register/register-later.test.ts",
  covers: "test/app/register/register-tables.test.ts",
  customer: "test/app/register/register-customers.test.ts",
  exchange: "test/app/register/register-exchange.test.ts",
  exempt: "test/app/register/register-exempt.test.ts",
  fire: "test/domain/commands/kitchen/hold-fire.test.ts",
  "give-back": "test/app/register/give-back.test.ts",
  "hand-over": "test/app/register/register-tables.test.ts",
  hold: "test/domain/commands/kitchen/hold-fire.test.ts",
  keep: "test/app/register/register-exchange.test.ts",
  leave: "test/app/register/register-tables.test.ts",
  merge: "test/app/register/register-moves.test.ts",
  move: "test/app/register/register-moves.test.ts",
  "move-cash": NO_ORDER,
  "move-safe": NO_ORDER,
  name: "test/app/register/register-tables.test.ts",
  "no-sale": "test/app/register/register-drawers.test.ts",
  "open-drawer": NO_ORDER,
  options: "Ctrl-Z puts the line back as it was, as after a note",
  pay: "test/app/register/register-corrections.test.ts",
  refire: "What the kitchen has heard it does, as after what is sent",
  reprice: "test/app/people/customer-groups.test.ts",
  seat: "test/app/register/register-tables.test.ts",
  split: "test/app/register/register-splits.test.ts",
  "take-drawer": NO_ORDER,
  unmerge: "test/app/register/register-moves.test.ts",
};

/** What people do that is no act of the list. */
const BESIDE: ReadonlyArray<Kind> = [
  { kind: "customer", keys: (count) => [`type &+Rossi${count} 06601234${count}`] },
  { kind: "seat", keys: (count) => [`type :table *${1 + (count % 9)}`] },
  {
    kind: "reprint",
    ofPaper: true,
    keys: () => ["type :papers", "1"],
    stays: /^What was done last|^Das Letzte/u,
  },
];

const KINDS = [
  ...Object.values(PLAYED)
    .filter((kinds) => typeof kinds !== "string")
    .flat(),
  ...BESIDE,
];

test.each(Object.entries(PLAYED))("the file that presses Ctrl-Z after %s does", (_, held) => {
  const file = typeof held === "string" && held.startsWith("test/") ? held : import.meta.filename;

  expect(readFileSync(file, "utf8")).toMatch(/Ctrl-Z|decideUndo/u);
});

describe.each(["with goods on the order", "before the first goods"])("%s", (where) => {
  const hasGoods = where.startsWith("with");

  test.each(KINDS)("$kind: taken back, or told why not", async (last) => {
    const cafe = await newCafe();
    const register = { ...openRealRegister(cafe), clock: cafe.clock };
    await register.logIn(...MANAGER);
    let count = 0;
    const pairs: Array<string> = [];
    const wrong: Array<string> = [];
    for (const earlier of KINDS.filter((it) => it !== last)) {
      if (earlier.ofPaper === true || last.ofPaper === true) {
        sellGoods(register.open.till, ["croissant"], { cash: 10_000 });
        await register.open.printing.settle();
      }
      newOrder(register, { hasGoods, left: 200 + count });
      count += 1;
      if (!act(register, earlier, count)) continue;
      const before = seen(register);
      if (!act(register, last, count)) continue;
      const after = seen(register);
      press(register, "Ctrl-Z");
      const pair = `${earlier.kind}, then ${last.kind}: ${register.message()}`;
      pairs.push(pair);
      if (!isHeld(register, { last, before, after })) wrong.push(pair);
    }

    expect(wrong).toEqual([]);
    // Clocking in goes once, and before the first goods only some acts are there.
    const isFew = !hasGoods || last.kind === "clocked in";
    expect(pairs.length).toBeGreaterThan(isFew ? -1 : 15);
  });
});

/** As it was before the last act, or as after it and told why. */
function isHeld(
  register: RealRegister,
  { last, before, after }: { readonly last: Kind; readonly before: string; readonly after: string },
): boolean {
  const level = register.store.getState().message?.level;
  return last.stays === undefined
    ? level === "done" && seen(register) === before
    : level === "error" && last.stays.test(register.message()) && seen(register) === after;
}

function newOrder(
  register: RealRegister,
  { hasGoods, left }: { readonly hasGoods: boolean; readonly left: number },
): void {
  if (register.store.getState().order?.status === "open") press(register, "F6");
  press(register, "Esc");
  enter(register, `!${left}*cola`);
  if (hasGoods) enter(register, "100");
}

/** False where it was refused, such as a discount on nothing. */
function act(register: RealRegister, { keys }: Kind, count: number): boolean {
  for (const key of keys(count)) {
    if (key.startsWith("type ")) enter(register, key.slice(5));
    else press(register, key);
    // Goods that the kitchen has go with a reason.
    if (register.store.getState().list?.type === "reason") press(register, "1");
    // Guests without goods leave by the key once more.
    if (/F5 again|Noch einmal F5/u.test(register.message())) press(register, "F5");
    const { message } = register.store.getState();
    if (message?.level !== "error") continue;
    press(register, "Esc", "Esc");
    return false;
  }
  return true;
}

function enter(register: RealRegister, text: string): void {
  register.type(text);
  press(register, "Enter");
}

function press(register: RealRegister, ...keys: ReadonlyArray<string>): void {
  for (const key of keys) {
    register.press(key);
    register.clock.advance(BETWEEN_MS);
  }
}

/** What an act may change, in no order: what is put back stands at the end, under another name. */
function seen({ store, open }: RealRegister): string {
  const { session, order, service } = store.getState();
  const lines = (order?.lines ?? []).filter(({ voided }) => !voided);
  return JSON.stringify({
    lines: lines
      // What the kitchen has is not what an act leaves as it was.
      .map((line) => JSON.stringify({ ...line, id: "", position: 0, kitchen: "", waits: "" }))
      .toSorted((left, right) => (left < right ? -1 : 1)),
    order: [order?.customer ?? "", order?.name ?? "", order?.discountRate ?? 0, order?.off ?? 0],
    total: order?.total ?? 0,
    service,
    course: session?.course(),
    place: [order?.table ?? "", order?.covers ?? 0, session?.seat() ?? 0],
    left: open.till.left("COLA"),
  });
}
