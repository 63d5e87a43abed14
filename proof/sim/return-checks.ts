/**
 * What must hold of receipts with deals and of goods that come back of them: an item's sums add up and are what its
 * deals say, and no till gives more for goods of a receipt than was paid, or asks for money.
 */

import { sumMinor, zeroMinor } from "../../src/domain/money/amounts.ts";
import { hasBottles } from "./bottle-shop.ts";
import { type Member } from "./checks.ts";
import { isOf, type Of } from "./drawer-books.ts";
import { clearFamilies, type Family } from "./families.ts";
import { hasPromotions } from "./promotion-shop.ts";
import { type World } from "./world.ts";

const NAMED_MAX = 3;

type Receipt = Of<"receipt/issued">;
type Refund = Of<"refund/issued">;
type Item = Receipt["body"]["items"][number];

/** All tills are equal: what one of them has is looked at. */
export function checkReturns(world: World, [first]: ReadonlyArray<Member>): void {
  if (first === undefined) return;
  if (!hasPromotions(world.options) && !hasBottles(world.options)) return;
  const families = clearFamilies(world, first.process.ledger);
  const wrong = [...families.flatMap(wrongReceipts), ...families.flatMap(wrongRefunds)];
  for (const sentence of wrong.slice(0, NAMED_MAX)) {
    world.problem(`${first.box.name}: ${sentence}`);
  }
}

/** What deals took off an item of a receipt is what they say of its line, and an item's sums add up. */
function wrongReceipts({ events }: Family): ReadonlyArray<string> {
  const written = events.filter(isOf("order/promoted")).flatMap(({ body }) => body.deals);
  const offs = new Map(
    written.flatMap(({ id, pieces }) => pieces.map(({ line, off }) => [`${id} ${line}`, off])),
  );
  const items = events
    .filter(isOf("receipt/issued"))
    .flatMap(({ id, body }) => body.items.map((item) => ({ id, item })));
  const naming = Map.groupBy(items, ({ item }) => item.line);
  return items.flatMap(({ id, item }) => {
    // More of a line that is paid is on another receipt, with what deals leave of it.
    const isOnce = naming.get(item.line)?.length === 1;
    return wrongItem(item, offs, isOnce).map((what) => `receipt ${id} ${what}`);
  });
}

function wrongItem(
  { line, gross, off, net, num, den, pieces, deals = [], promo = zeroMinor, coupons = [] }: Item,
  offs: ReadonlyMap<string, number>,
  isOnce: boolean,
): ReadonlyArray<string> {
  const couponed = sumMinor(coupons, (coupon) => coupon.off);
  const isWhole = num === den && pieces === undefined && isOnce;
  const dealt = sumMinor(deals, (deal) => offs.get(`${deal} ${line}`) ?? 0);
  const isUnknown = deals.some((deal) => !offs.has(`${deal} ${line}`));
  return [
    ...(gross - off === net ? [] : [`has ${net} for ${gross} less ${off}`]),
    ...(isUnknown ? [`names a deal of ${line} that nobody wrote`] : []),
    ...(!isWhole || dealt === promo - couponed
      ? []
      : [`takes ${promo - couponed} off ${line}, and its deals take ${dealt}`]),
  ];
}

/** No till gives more for goods of a receipt than was paid, and none asks for money. */
function wrongRefunds({ events }: Family): ReadonlyArray<string> {
  const refunds = events.filter(isOf("refund/issued"));
  const asking = refunds.flatMap(({ id, body: { items } }) =>
    items.reduce((sum, { net }) => sum + net, 0) > 0 ? [`refund ${id} asks for money`] : [],
  );
  const beyond = events.filter(isOf("receipt/issued")).flatMap((receipt) => {
    const own = refunds.filter(({ body }) => body.of === receipt.id);
    const byTill = [...Map.groupBy(own, ({ key }) => key.origin).values()];
    const raised = own.flatMap(({ body }) => body.items);
    return byTill.flatMap((some) => givenBeyond(receipt, some, raised));
  });
  return [...asking, ...beyond];
}

function givenBeyond(
  { id, body }: Receipt,
  refunds: ReadonlyArray<Refund>,
  all: Refund["body"]["items"],
): ReadonlyArray<string> {
  const given = refunds.reduce((sum, refund) => sum - refund.body.total, 0);
  // What came back beside goods paid for some of them.
  const paid = body.items.reduce((sum, { net }) => sum - Math.min(0, net), Number(body.total));
  const back = refunds.flatMap((refund) => refund.body.items);
  const twice = body.items.flatMap(({ line, net }) => {
    const gone = back.reduce((sum, item) => sum - (item.line === line ? item.net : 0), 0);
    // What another till raised of goods that stayed goes back with them.
    const raised = all.filter((item) => item.line === line).map((item) => item.raised ?? 0);
    const most = raised.reduce((sum, more) => sum + Math.max(0, more), Math.max(0, net));
    return gone > most ? [`a till gave ${gone} for ${line} of receipt ${id}, paid ${most}`] : [];
  });
  if (given <= paid) return twice;
  return [...twice, `a till gave ${given} for goods of receipt ${id} that cost ${paid}`];
}
