/**
 * What must hold of promotions and combos in a shop that is whole again: each deal that counts was written by an act,
 * and is there whole; no piece pays for two, and no bill is cheaper than the best price of all its pieces, unless they
 * were paid twice or a deal broke; what receipts say adds up, and what comes back of one is never more than was paid.
 */

import { orderBalance } from "../../src/domain/balance/order-balance.ts";
import { orderDeals } from "../../src/domain/balance/order-deals.ts";
import { type KnownEvent } from "../../src/domain/events/kinds.ts";
import { dealCount } from "../../src/domain/goods/measure.ts";
import { type EventId, streamName } from "../../src/domain/identity.ts";
import { type LedgerView } from "../../src/domain/ledger-view.ts";
import { bornLine, isBirth } from "../../src/domain/lines/born-lines.ts";
import { type BornLine } from "../../src/domain/lines/line-kinds.ts";
import { measureOf } from "../../src/domain/lines/line-measure.ts";
import { billOf, openBills } from "../../src/domain/order/gathered-order.ts";
import { promotionBook } from "../../src/domain/prices/promotion-book.ts";
import { basketDeals } from "../../src/domain/promotions/basket-deals.ts";
import { type BasketLine } from "../../src/domain/promotions/basket.ts";
import { type WrittenDeal } from "../../src/domain/promotions/held-deals.ts";
import { type OrderState, openedId } from "../../src/domain/state/order-state.ts";
import { registerValue } from "../../src/domain/state/register.ts";
import { type Member } from "./checks.ts";
import { isOf } from "./drawer-books.ts";
import { clearFamilies, type Family } from "./families.ts";
import { bookedDeals } from "./promotion-books.ts";
import { hasPromotions } from "./promotion-shop.ts";
import { standingVoids } from "./standing-voids.ts";
import { type World } from "./world.ts";

const NAMED_MAX = 3;

/** At any moment a deal that counts at a till was written by an act: what tills hear of each other makes none. */
export function checkPromotionMoment(world: World): void {
  if (!hasPromotions(world.options)) return;
  const acts = world.books.all().flatMap(({ events }) => events.filter(isOf("order/promoted")));
  const written = new Set(acts.flatMap(({ body }) => body.deals.map(({ id }) => id)));
  for (const { name, process } of world.boxes) {
    const ledger = process()?.open()?.till.ledger;
    const bills = ledger?.read((view) => openBills(view).map(({ opened }) => opened?.id ?? ""));
    const deals = (bills ?? []).flatMap(
      (id) => ledger?.read((view) => orderDeals(billOf(view, id as EventId)).deals) ?? [],
    );
    const unwritten = deals.find(({ id }) => !written.has(id));
    if (unwritten !== undefined) {
      world.problem(`${name}: deal ${unwritten.id} counts, and no act wrote it so`);
    }
  }
}

/** All tills are equal: what one of them has is looked at. */
export function checkPromotions(world: World, [first]: ReadonlyArray<Member>): void {
  if (first === undefined || !hasPromotions(world.options)) return;
  const { box, process } = first;
  const families = clearFamilies(world, process.ledger);
  const wrong = process.ledger.read((view) => families.flatMap((family) => wrongIn(view, family)));
  for (const sentence of wrong.slice(0, NAMED_MAX)) world.problem(`${box.name}: ${sentence}`);
}

function wrongIn(view: LedgerView, family: Family): ReadonlyArray<string> {
  const bills = new Map(
    family.orders.map((order) => {
      const bill = billOf(view, streamName(order) as EventId);
      return [openedId(bill), bill] as const;
    }),
  );
  const [first] = bills.values();
  return [
    ...[...bills.values()].flatMap((bill) => wrongDeals(family, bill)),
    ...(first === undefined ? [] : wrongOffs(view, family, first)),
    ...wrongCombos(family),
  ];
}

/** Each deal that counts was written so, is whole, and is of pieces that may be in one; no piece pays for two. */
function wrongDeals({ events }: Family, bill: OrderState): ReadonlyArray<string> {
  const { deals, heldByLine } = orderDeals(bill);
  if (deals.length === 0) return [];
  const pages: Pages = {
    written: new Set(
      events
        .filter(isOf("order/promoted"))
        .flatMap(({ body }) => body.deals.map((deal) => dealText(deal.id, deal.pieces))),
    ),
    born: bornLines(events),
    voided: new Set(standingVoids(events).map(({ body }) => body.line)),
  };
  const items = events.filter(isOf("receipt/issued")).flatMap(({ body }) => body.items);
  const over = orderBalance(bill).lines.flatMap(({ id, line }) => {
    // Some of a line may lie on another bill: its deals are of all of it.
    const quantity = registerValue(line.fields.quantity) ?? 0;
    const count = dealCount(measureOf(line.added, quantity));
    const held = heldByLine.get(id) ?? 0;
    const isPaidTwice = items.filter((item) => item.line === id).length > 1;
    return held <= Math.max(0, count) || isPaidTwice
      ? []
      : [`${held} of ${count} pieces of ${id} pay`];
  });
  return [...deals.flatMap((deal) => wrongDeal(deal, pages)), ...over];
}

/** What was written of an order. */
interface Pages {
  readonly written: ReadonlySet<string>;
  readonly born: ReadonlyMap<EventId, BornLine>;
  readonly voided: ReadonlySet<EventId>;
}

function wrongDeal(
  { id, pieces }: WrittenDeal,
  { written, born, voided }: Pages,
): ReadonlyArray<string> {
  const named = pieces.map(([line, count, off]) => ({ line, count, off }));
  const isGone = named.some(({ line }) => voided.has(line));
  return [
    ...(written.has(dealText(id, named)) ? [] : [`deal ${id} counts, and no act wrote it so`]),
    ...(named.some(({ off }) => off > 0) ? [] : [`deal ${id} saves nothing`]),
    ...(isGone ? [`deal ${id} counts, and a piece of it is gone`] : []),
    ...(named.every(({ line }) => isForDeals(born.get(line)))
      ? []
      : [`deal ${id} has a piece that may be in none`]),
  ];
}

function dealText(id: string, pieces: ReadonlyArray<object>): string {
  return JSON.stringify([id, pieces]);
}

function bornLines(events: ReadonlyArray<KnownEvent>): ReadonlyMap<EventId, BornLine> {
  return new Map(events.filter(isBirth).map((event) => [event.id, bornLine(event)]));
}

function isForDeals(line: BornLine | undefined): boolean {
  return line?.offers !== undefined && line.combo === undefined;
}

/** What deals take off an order by itself is what the book says, and no more than the best deals of all its pieces. */
function wrongOffs(
  view: LedgerView,
  { orders, events }: Family,
  bill: OrderState,
): ReadonlyArray<string> {
  const book = orders.length > 1 ? undefined : bookedDeals(events);
  if (book === undefined) return [];
  const { lines } = orderBalance(bill);
  const wrong = lines
    .filter(({ voided }) => !voided)
    .flatMap(({ id, promo, gross }) => {
      const booked = Math.min(book.offByLine.get(id) ?? 0, Math.max(0, gross));
      return booked === promo ? [] : [`deals take ${promo} off ${id}, and ${booked} by the books`];
    });
  const dealt = orderDeals(bill).deals.map(({ id }) => id);
  const isSame = new Set(dealt).symmetricDifference(book.counting).size === 0;
  return [
    ...wrong,
    ...(isSame ? [] : [`of ${openedId(bill)} other deals count than by the books`]),
    ...(book.isBroken ? [] : tooCheap(view, bill)),
  ];
}

/** An order is never cheaper than all its pieces would be in one go; what a person took off is left out. */
function tooCheap(view: LedgerView, bill: OrderState): ReadonlyArray<string> {
  const { lines } = orderBalance(bill);
  if (lines.some(({ off, discount }) => off > 0 || discount !== null)) return [];
  const basket = lines.flatMap(({ id, line: { added }, ...line }): ReadonlyArray<BasketLine> => {
    if (added?.offers === undefined || line.voided) return [];
    const { sku, category = "", offers } = added;
    const measure = measureOf(added, line.quantity);
    const by = measure.unit === "weight" ? "weight" : "each";
    const count = dealCount(measure);
    const price = by === "weight" ? line.gross : line.unitPrice;
    const { taxes, off } = line;
    return [{ line: id, sku, category, by, count, price, taxes, offers, off }];
  });
  const { byWrite } = promotionBook(view);
  const { deals, offByLine } = orderDeals(bill);
  // Of a promotion whose write is lost or in question nobody can say what is best; its deals stand as they were sold.
  if (deals.some(({ promotion }) => !byWrite.has(promotion))) return [];
  const promotions = [...byWrite.values()];
  const best = basketDeals({ lines: basket, promotions })
    .flatMap(({ pieces }) => pieces)
    .reduce((sum, [, , off]) => sum + off, 0);
  const dealt = [...offByLine.values()].reduce((sum, off) => sum + off, 0);
  return dealt <= best ? [] : [`deals take ${dealt} off goods whose best deals take ${best}`];
}

/** The parts of a combo cost what it cost when it was sold, and none more than alone. */
function wrongCombos({ events }: Family): ReadonlyArray<string> {
  const parts = [...bornLines(events)].flatMap(([id, { combo, unit }]) =>
    combo === undefined || combo.half === true ? [] : [{ id, combo, unit }],
  );
  const combos = Map.groupBy(parts, ({ combo }) => combo.of);
  const dear = parts.flatMap(({ id, combo, unit }) =>
    unit <= combo.list + combo.extra ? [] : [`part ${id} of a combo costs more than alone`],
  );
  const wrong = [...combos].flatMap(([of, own]) => {
    // More of a part is another line of it, at the same price.
    const each = [...new Map(own.map((part) => [part.combo.part, part])).values()];
    const extras = each.reduce((sum, { combo }) => sum + combo.extra, 0);
    const cost = each.reduce((sum, { unit }) => sum + unit, 0);
    const [price = 0] = own.map(({ combo }) => combo.price);
    return cost === price + extras ? [] : [`combo ${of} costs ${cost}, and is ${price + extras}`];
  });
  return [...dear, ...wrong];
}
