/**
 * A bar's evening at three tills that guard what runs out, by their real decisions, folds and sharing of rights:
 * how much of what guests ask for is refused although the house has it. For an hour, when most is asked for, the
 * till that has the delivery is alone. From the terrace everybody moves to the main bar. Gifts come at once, and
 * a sale that lacks asks the richest till that is heard for half.
 */

import path from "node:path";

import { createDice, type Dice } from "../proof/sim/dice.ts";
import { type OpenTill } from "../src/app/open-till.ts";
import { sell } from "../src/app/orders/sell.ts";
import { createRightsSharer } from "../src/app/stock/rights-sharer.ts";
import { giveRights, rightsOfShop } from "../src/app/stock/rights.ts";
import { moveStock } from "../src/app/stock/stock.ts";
import { inCash } from "../src/domain/commands/order/ring-up.ts";
import { type Product } from "../src/domain/goods/catalogue.ts";
import { ONE_IN_STOCK } from "../src/domain/goods/stock-quantity.ts";
import { addProducts, likeOf, MANAGER, valueOf } from "./bench-goods.ts";
import { joinTill, tell } from "./joined-till.ts";
import { type Measurement, rounded } from "./measurement.ts";
import { CASHIER, foundBenchShop, openBenchTill } from "./shop.ts";

const EVENING_MINUTES = 360;
const CUT = { from: 150, to: 210 } as const;
const MINUTE_MS = 60_000;
/**
 * What the model refuses by need, the delivery's till alone, in per cent; and how much more is taken. Source:
 * docs/rules/stock.md, S23.
 */
const MODEL = { whileCut: 4.5, inAll: 1 } as const;
const BESIDE_MODEL = 1.5;
const LEAST_STOCK = 6;
const STOCKS = 35;
const DEMAND = { least: 0.7, more: 0.3 } as const;

interface EveningSizes {
  readonly evenings: number;
  readonly articles: number;
  readonly minutes: number;
}

interface Asked {
  asked: number;
  refused: number;
}

interface Article {
  readonly product: Product;
  readonly demand: number;
}

interface Bar {
  readonly tills: ReadonlyArray<OpenTill>;
  readonly looks: ReadonlyArray<() => void>;
  readonly dice: Dice;
  minute: number;
}

export async function measureEvenings(
  dir: string,
  { evenings, articles, minutes }: EveningSizes,
): Promise<ReadonlyArray<Measurement>> {
  const dice = createDice("bar's evenings");
  const sums = { whileCut: { asked: 0, refused: 0 }, inAll: { asked: 0, refused: 0 } };
  for (let evening = 0; evening < evenings; evening += 1) {
    const bar = await openBar(path.join(dir, `evening-${evening}`), dice);
    const goods = deliver(bar, evening, articles);
    for (bar.minute = EVENING_MINUTES - minutes; bar.minute < EVENING_MINUTES; bar.minute += 1) {
      const asked = passMinute(bar, goods);
      add(sums.inAll, asked);
      if (isCut(bar)) add(sums.whileCut, asked);
    }
    for (const till of bar.tills) await till.close();
  }
  const note = `${evenings} evenings of ${articles} articles at three tills, the one with the delivery alone for an hour; the model comes to`;
  return [
    refusedOf("refused while apart, though the house had it", sums.whileCut, {
      note,
      model: MODEL.whileCut,
    }),
    refusedOf("the same, in the whole evening", sums.inAll, { note, model: MODEL.inAll }),
  ];
}

function refusedOf(
  name: string,
  { asked, refused }: Asked,
  { note, model }: { readonly note: string; readonly model: number },
): Measurement {
  return {
    name,
    value: rounded((100 * refused) / Math.max(1, asked)),
    unit: "%",
    limit: model * BESIDE_MODEL,
    note: `${refused} of ${asked}; ${note} ${model} %`,
  };
}

function add(sum: Asked, { asked, refused }: Asked): void {
  sum.asked += asked;
  sum.refused += refused;
}

async function openBar(dir: string, dice: Dice): Promise<Bar> {
  const main = openBenchTill(await foundBenchShop(path.dirname(dir), path.basename(dir)));
  const others = ["B", "C"].map((code) => joinTill(main, `${dir}-${code}`, code));
  const tills = [main, ...others];
  const bar: Bar = { tills, dice, minute: 0, looks: [] };
  const looks = tills.map(({ till }) =>
    createRightsSharer({
      till,
      steadyMs: () => bar.minute * MINUTE_MS,
      hasDuties: () => true,
      mesh: () => {
        const heard = heardBy(bar, till.ledger.identity.key.device);
        return { peers: heard.map((device) => ({ device, isConnected: true, heardAgoMs: 0 })) };
      },
    }),
  );
  return Object.assign(bar, { looks });
}

type Device = OpenTill["till"]["ledger"]["identity"]["key"]["device"];

function heardBy(bar: Bar, own: Device): ReadonlyArray<Device> {
  const devices = bar.tills.map(({ till }) => till.ledger.identity.key.device);
  const group = groupsOf(bar).find((at) => at.some((one) => devices[one] === own)) ?? [];
  return group.flatMap((at) => devices[at] ?? []).filter((device) => device !== own);
}

function isCut({ minute }: Bar): boolean {
  return minute >= CUT.from && minute < CUT.to;
}

function groupsOf(bar: Bar): ReadonlyArray<ReadonlyArray<number>> {
  return isCut(bar) ? [[0], [1, 2]] : [[0, 1, 2]];
}

/** Goods that nobody knows yet are guarded and come to the main bar. */
function deliver(bar: Bar, evening: number, articles: number): ReadonlyArray<Article> {
  const [main] = bar.tills;
  if (main === undefined) throw new Error("There is no main bar.");
  const like = likeOf(main);
  const products = Array.from({ length: articles }, (_, at): Product => {
    const sku = `EVENING-${evening}-${at}`;
    return { ...like, sku, name: sku, plu: String(9000 + at), stock: "guarded" };
  });
  addProducts(main, products);
  const goods = products.map((product): Article => {
    const stock = LEAST_STOCK + bar.dice.nat(STOCKS);
    const quantity = stock * ONE_IN_STOCK;
    valueOf(moveStock(main.till, MANAGER, { type: "receive", sku: product.sku, quantity }));
    return { product, demand: stock * (DEMAND.least + bar.dice.unit() * DEMAND.more) };
  });
  tellAll(bar);
  shareOnce(bar);
  return goods;
}

function passMinute(bar: Bar, goods: ReadonlyArray<Article>): Asked {
  const sum: Asked = { asked: 0, refused: 0 };
  for (const { product, demand } of goods) {
    for (const [at, share] of sharesAt(bar.minute).entries()) {
      const wanted = poisson(bar.dice, demand * heightAt(bar.minute) * share);
      for (let count = 0; count < wanted; count += 1) {
        sum.asked += 1;
        sum.refused += isRefused(bar, at, product) ? 1 : 0;
      }
    }
  }
  tellAll(bar);
  shareOnce(bar);
  return sum;
}

/** The share of each till: from the terrace everybody moves to the main bar. */
function sharesAt(minute: number): ReadonlyArray<number> {
  const passed = minute / EVENING_MINUTES;
  return [0.35 + 0.45 * passed, 0.5 - 0.45 * passed, 0.15];
}

/** The part of the evening's demand that a minute has. */
function heightAt(minute: number): number {
  return Math.exp(-(((minute - 180) / 150) ** 2) / 2) / 289;
}

function poisson(dice: Dice, mean: number): number {
  let count = 0;
  for (let left = dice.unit(); left > Math.exp(-mean); left *= dice.unit()) count += 1;
  return count;
}

/** Whether a sale is refused although some till has what is asked for. */
function isRefused(bar: Bar, at: number, product: Product): boolean {
  const own = bar.tills[at];
  if (own === undefined) throw new Error(`There is no till ${at}.`);
  if (isSold(own, product)) return false;
  askRichest(bar, at, product);
  if (isSold(own, product)) return false;
  return bar.tills.some((open) => hasOf(open, product) > 0);
}

function isSold({ till }: OpenTill, { plu }: Product): boolean {
  const wish = { entries: [plu], payment: inCash(undefined), service: undefined };
  const sold = sell(till, CASHIER, wish);
  if (!sold.ok && sold.fault.type !== "stock/none-here") throw new Error(sold.fault.type);
  return sold.ok;
}

/** Returns the whole pieces that a till may sell. */
function hasOf({ till }: OpenTill, product: Product): number {
  const [rights] = rightsOfShop(till, [product]);
  return Math.floor((rights?.usable ?? 0) / ONE_IN_STOCK);
}

function askRichest(bar: Bar, at: number, product: Product): void {
  const group = groupsOf(bar).find((one) => one.includes(at)) ?? [];
  const own = bar.tills[at];
  const [richest] = group
    .filter((other) => other !== at)
    .flatMap((other) => bar.tills[other] ?? [])
    .map((open) => ({ open, has: hasOf(open, product) }))
    .toSorted((one, other) => other.has - one.has);
  if (richest === undefined || richest.has === 0 || own === undefined) return;
  const quantity = Math.ceil(richest.has / 2) * ONE_IN_STOCK;
  const to = own.till.code();
  const gift = { sku: product.sku, quantity, to, why: "asked" } as const;
  valueOf(giveRights(richest.open.till, MANAGER, gift));
  tell(richest.open.till.ledger, own.till.ledger);
}

function shareOnce(bar: Bar): void {
  for (const look of bar.looks) look();
  tellAll(bar);
}

/** Those that hear each other have told each other all. */
function tellAll(bar: Bar): void {
  for (const group of groupsOf(bar)) {
    const tills = group.flatMap((at) => bar.tills[at] ?? []);
    const pairs = tills.flatMap((from) => tills.map((to) => [from, to] as const));
    for (const [from, to] of pairs) if (from !== to) tell(from.till.ledger, to.till.ledger);
  }
}
