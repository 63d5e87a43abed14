/**
 * Ctrl-Z takes the last act back, whatever it was on, or says why not: never an older one instead. Held for
 * each kind of act after each other one, at a real register.
 */

import { describe, expect, test } from "vitest";

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

/** `count` makes each use of a kind another one, as saying the same twice is refused. */
const KINDS: ReadonlyArray<Kind> = [
  { kind: "goods", keys: () => ["type 400"] },
  { kind: "more of a line", keys: () => ["type +2"] },
  { kind: "quantity", keys: (count) => [`type *${count + 3}`] },
  { kind: "note", keys: (count) => [`type 'hot ${count}`] },
  { kind: "price", keys: (count) => [`type =${count + 1}.00`] },
  { kind: "discount", keys: (count) => [`type -${count + 1}%`] },
  { kind: "discount on the order", keys: (count) => [`type --${count + 1}%`] },
  { kind: "course", keys: (count) => [`type ;${2 + (count % 3)}`] },
  { kind: "in or away", keys: () => ["F3"] },
  { kind: "void", keys: () => ["F5"] },
  { kind: "customer", keys: (count) => [`type &+Rossi${count} 06601234${count}`] },
  { kind: "seat", keys: (count) => [`type :table *${1 + (count % 9)}`] },
  { kind: "table", keys: (count) => [`type :table ${100 + count}*4`] },
  { kind: "tab", keys: (count) => [`type :table gast${count}x`] },
  { kind: "sold out", keys: () => ["type !cola"] },
  { kind: "there again", keys: () => ["type !*cola"] },
  { kind: "so many left", keys: (count) => [`type !${count + 5}*cola`] },
  { kind: "sent", keys: () => ["F2"], stays: /kitchen|Küche/u },
  {
    kind: "refund",
    keys: () => ["type :return", "1", "1", "F9", "1"],
    ofPaper: true,
    stays: /^Money was|ging Geld zurück/u,
  },
  {
    kind: "language",
    keys: (count) => [`type :language ${count % 2 === 0 ? "de" : "en"}`],
    stays: /^What was done last|^Das Letzte/u,
  },
  {
    kind: "reprint",
    ofPaper: true,
    keys: () => ["type :papers", "1"],
    stays: /^What was done last|^Das Letzte/u,
  },
  { kind: "clocked in", keys: () => ["type :clockin"], stays: /^What was done last|^Das Letzte/u },
];

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
