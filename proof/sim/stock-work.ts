/**
 * What people do with stock beside what they sell: goods come, go to waste or back to the supplier, are carried
 * to the cellar and counted, at once or on sheets; rights to guarded goods are given and taken back, and some
 * goods are sold anyway. Where people are polite nobody counts, takes back or sells anyway.
 */

import { changeEntry } from "../../src/app/catalogue/catalogue-changes.ts";
import { listOrders } from "../../src/app/orders/orders.ts";
import { performBeside } from "../../src/app/orders/perform-act.ts";
import { sell } from "../../src/app/orders/sell.ts";
import { giveRights, rightsOfShop, takeRights } from "../../src/app/stock/rights.ts";
import { moveStock, type StockWish } from "../../src/app/stock/stock.ts";
import {
  approveSheet,
  enterCount,
  listSheets,
  openSheet,
  reviewSheet,
  type Sheet,
} from "../../src/app/stock/stocktake.ts";
import { tryStore } from "../../src/app/store-errors.ts";
import { type Actor, knowing, type Till } from "../../src/app/till/till.ts";
import { inCash } from "../../src/domain/commands/order/ring-up.ts";
import { GOODS_FATES } from "../../src/domain/goods/goods-fate.ts";
import { ONE_IN_STOCK } from "../../src/domain/goods/stock-quantity.ts";
import { minor, thousandths } from "../../src/domain/money/amounts.ts";
import { type Random } from "../../src/domain/ports.ts";
import { type LineView } from "../../src/domain/views.ts";
import { INSTEAD } from "./apart-shop.ts";
import { type Books } from "./books.ts";
import { type Dice } from "./dice.ts";
import { BESIDE_SHARE, type Done, doneText } from "./done-act.ts";
import { type Manners } from "./options.ts";
import { MADE_SKU } from "./stock-shop.ts";

export interface StockWork {
  /** Does something with stock after an act. Returns its name. */
  readonly after: (done: string) => string;
}

export interface StockWorkDeps {
  readonly open: { readonly till: Till };
  /** For what the till writes in several transactions: the books hear of that as well. */
  readonly closing: Till;
  readonly random: Random;
  readonly actor: Actor;
  readonly manners: Manners;
  readonly world: { readonly books: Pick<Books, "shelf"> };
  /** Tells the books what was done since this person began the present act. */
  readonly tellBooks: () => void;
  /** The dice are separate, so that a seed's other acts stay the same as before anybody kept a stock. */
  readonly dice: Dice;
}

const POLITE = {
  receive: 10,
  waste: 2,
  back: 1,
  carry: 2,
  make: 2,
  sell: 6,
  void: 3,
  give: 4,
} as const;
const WEIGHTS = { ...POLITE, count: 2, sheet: 5, take: 2, guard: 0.3 } as const;
type Act = keyof typeof WEIGHTS;

/** Goods are sold from the shop, whose name is empty. */
const PLACES = ["", "cellar"] as const;
const RECEIVED_MAX = 12;
const TAKEN_MAX = 3;
const SAME_SHARE = 0.6;
const SOLD_ANYWAY_SHARE = 0.25;
const PAID_SHARE = 0.6;
const FOUND_SHARE = 0.3;
const SLIP_SHARE = 0.25;
const NEW_SHEET_SHARE = 0.15;
const ENTERED_SHARE = 0.6;
const INSTEAD_SHARE = 0.7;
const AGAIN_SHARE = 0.5;

export function createStockWork(deps: StockWorkDeps): StockWork {
  const { dice } = deps;

  function once(before: string): string {
    const weights: Readonly<Partial<Record<Act, number>>> =
      deps.manners === "silence" ? POLITE : WEIGHTS;
    const what = dice.weighed<Act>(weights as Readonly<Record<Act, number>>);
    deps.tellBooks();
    return `${before}; ${tryStore(() => doneText(what, ACTS[what](deps)), "en")}`;
  }

  return {
    after: (before) => {
      if (!dice.chance(BESIDE_SHARE)) return before;
      const done = once(before);
      return dice.chance(AGAIN_SHARE) ? once(done) : done;
    },
  };
}

const ACTS: Readonly<Record<Act, (deps: StockWorkDeps) => Done>> = {
  receive: (deps) => {
    const { dice } = deps;
    const cost = dice.chance(0.5) ? minor(dice.between(1, 900)) : null;
    const quantity = ONE_IN_STOCK * dice.between(1, RECEIVED_MAX);
    return move(deps, { type: "receive", sku: pickKept(deps), quantity, cost });
  },
  waste: (deps) => {
    const what = deps.dice.pick(["waste", "staff-meal"] as const);
    return move(deps, { type: "waste", what, ...some(deps), reason: "dropped" });
  },
  back: (deps) => move(deps, { type: "return", ...some(deps), supplier: "Baker", reason: "stale" }),
  carry: (deps) => {
    const [from, to] = deps.dice.shuffle(PLACES) as [string, string];
    return move(deps, { type: "move", ...some(deps), from, to });
  },
  make: (deps) => {
    const quantity = ONE_IN_STOCK * deps.dice.between(1, 4);
    return move(deps, { type: "make", sku: MADE_SKU, quantity });
  },
  count: (deps) => {
    const sku = pickKept(deps);
    const place = deps.dice.chance(0.8) ? PLACES[0] : PLACES[1];
    return move(deps, { type: "count", sku, place, quantity: seenOf(deps, sku, place) });
  },
  sell: sellSome,
  void: voidLine,
  sheet: useSheet,
  give: (deps) => {
    const { till } = deps.open;
    const to = pickOther(till, deps.dice);
    return to === undefined ? NOTHING : giveRights(till, deps.actor, { ...some(deps), to });
  },
  take: takeBack,
  guard: ({ open: { till }, actor }) => {
    const fields = [{ field: "stock", text: "guarded" }];
    return changeEntry(till, actor, { type: "product", id: "TEA", isNew: false, fields });
  },
};

const NOTHING: Done = { ok: false, fault: { type: "nothing to do" } };

function move({ open: { till }, actor }: StockWorkDeps, wish: StockWish): Done {
  return moveStock(till, actor, wish);
}

function keptSkus({ open: { till } }: Pick<StockWorkDeps, "open">): ReadonlyArray<string> {
  return [...till.catalogue().productsBySku.values()]
    .filter(({ stock }) => stock !== "none")
    .map(({ sku }) => sku);
}

function pickKept(deps: Pick<StockWorkDeps, "open" | "dice">): string {
  return deps.dice.pick(keptSkus(deps));
}

function some(deps: Pick<StockWorkDeps, "open" | "dice">): {
  readonly sku: string;
  readonly quantity: number;
} {
  const quantity = ONE_IN_STOCK * deps.dice.between(1, TAKEN_MAX);
  return { sku: pickKept(deps), quantity };
}

/** Returns what somebody sees who counts; some miscount. */
function seenOf({ world, dice }: StockWorkDeps, sku: string, place: string): number {
  const slip = dice.chance(SLIP_SHARE) ? ONE_IN_STOCK * dice.between(-2, 2) : 0;
  return Math.max(0, world.books.shelf.at(sku, place) + slip);
}

/** Some of all that runs out, in one sale: some of it is made of the same. */
function sellSome({ open: { till }, actor, manners, dice }: StockWorkDeps): Done {
  const entries = dice
    .shuffle(["cake", "cola", "latte", "tea", "soup"])
    .slice(0, dice.between(1, TAKEN_MAX))
    .map((name) => `${dice.between(1, TAKEN_MAX)}*${name}`);
  const by =
    manners === "rough" && dice.chance(SOLD_ANYWAY_SHARE) ? knowing(actor, "goods") : actor;
  const payment = dice.chance(PAID_SHARE) ? inCash(undefined) : ({ type: "none" } as const);
  const wish = { entries, payment, service: undefined };
  const done = sell(till, by, wish);
  return done.ok ? done : { ok: false, fault: { type: done.fault.type } };
}

/** A line of anybody's order goes, or some of it, and what was made comes back or does not. */
function voidLine({ open: { till }, actor, manners, dice }: StockWorkDeps): Done {
  const { device } = till.ledger.identity.key;
  const lines = listOrders(till, { day: till.days().now, openOnly: true })
    .filter(({ id }) => manners === "rough" || id.startsWith(`${device}.`))
    .flatMap((order) => order.lines.filter(isThere).map((line) => ({ order, line })));
  const [first] = lines;
  if (first === undefined) return NOTHING;
  // Mostly the same at every till, so that several void one line.
  const { order, line } = dice.chance(SAME_SHARE) ? first : dice.pick(lines);
  const count = dice.chance(0.5)
    ? undefined
    : thousandths(1000 * dice.between(1, Math.max(1, Math.abs(line.quantity) / 1000)));
  return performBeside(till, actor, {
    act: "void",
    order: order.id,
    voids: [{ line: line.id, ...(count === undefined ? {} : { count }) }],
    reason: "left",
    goods: dice.pick([undefined, ...GOODS_FATES]),
  });
}

function isThere({ voided, gone }: LineView): boolean {
  return !voided && !gone;
}

/** Opens a sheet, enters what lies there, or approves it; at tills apart several do. */
function useSheet(deps: StockWorkDeps): Done {
  const { open, closing, random, actor, dice } = deps;
  const { till } = open;
  const sheets = listSheets(till).filter(({ approved }) => approved === null);
  const [sheet] = sheets;
  if (sheet === undefined || dice.chance(NEW_SHEET_SHARE)) {
    return openSheet(till, actor, { place: "", categories: [] });
  }
  if (dice.chance(ENTERED_SHARE)) return enterOn(deps, dice.pick(sheets));
  const review = reviewSheet(till, sheet);
  return approveSheet({ till: closing, random }, actor, { sheet, review });
}

function enterOn(deps: StockWorkDeps, sheet: Sheet): Done {
  const { open, actor, dice } = deps;
  const sku = pickKept(deps);
  const counted = seenOf(deps, sku, "");
  const instead = dice.chance(INSTEAD_SHARE);
  const how = instead ? INSTEAD : "seen";
  return enterCount(open.till, actor, { sheet: sheet.id, sku, counted, how, instead });
}

/** Takes back what another till has, as far as it is known here, or what counts found. */
function takeBack(deps: StockWorkDeps): Done {
  const { open, actor, dice } = deps;
  const { till } = open;
  const isFound = dice.chance(FOUND_SHARE);
  const articles = rightsOfShop(till);
  if (articles.length === 0) return NOTHING;
  const { product, tills, found } = dice.pick(articles);
  const { sku } = product;
  if (isFound) {
    const quantity = Math.max(1, found);
    return takeRights(till, actor, { sku, quantity, from: undefined, why: "counted" });
  }
  const others = tills.filter(({ isOwn, balance }) => !isOwn && balance > 0);
  if (others.length === 0) return NOTHING;
  const { device, balance } = dice.pick(others);
  const quantity = dice.chance(0.5) ? balance : dice.between(1, balance);
  return takeRights(till, actor, { sku, quantity, from: device, why: "dead" });
}

function pickOther({ ledger }: Till, dice: Dice): string | undefined {
  const { device: own } = ledger.identity.key;
  const others = [...ledger.admission().keys()].filter((device) => device !== own);
  return others.length === 0 ? undefined : dice.pick(others);
}
