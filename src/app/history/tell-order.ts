/** What was done to orders, their money and their kitchen tickets, in words. */

import { type KnownEvent } from "../../domain/events/kinds.ts";
import { serialText } from "../../domain/goods/serial-numbers.ts";
import { deviceOf, streamName, type StreamId, toStreamId } from "../../domain/identity.ts";
import { sumMinor } from "../../domain/money/amounts.ts";
import { receiptNumber } from "../../domain/order/order-view.ts";
import { type LineTaxes } from "../../domain/state/order-state.ts";
import { voucherNumber } from "../../domain/vouchers/voucher-code.ts";
import { type Sentences } from "./sentence.ts";
import { type Teller } from "./teller.ts";

type OrderKind = Extract<
  KnownEvent["kind"],
  | `order/${string}`
  | `payment/${string}`
  | "receipt/issued"
  | "refund/issued"
  | "bill/printed"
  | "invoice/issued"
>;

export const ORDER_SENTENCES: Sentences<OrderKind> = {
  "order/opened": ({ body: { number, ...seated } }, say) =>
    joined(say.did.orderOpened({ number }), seatedTexts(seated, say)),
  "order/changed": ({ body: { set } }, say) =>
    say.did.orderChanged({ fields: joined(seatedTexts(set, say), headTexts(set, say)) }),
  "order/discounted": ({ body: { discount } }, say) => {
    if (discount === null) return say.did.orderDiscountEnded;
    const off = say.discount(discount);
    const goods = discount.goods?.names.join(", ");
    return goods === undefined
      ? say.did.orderDiscounted({ discount: off })
      : say.did.lineDiscounted({ goods, discount: off });
  },
  "order/line-added": ({ body }, say) =>
    joined(
      say.did.lineAdded(soldGoods(body, say)),
      body.ageChecked === undefined ? [] : [say.fields.ageChecked({ age: body.ageChecked })],
      serialSaid(body.serial),
    ),
  "order/line-returned": ({ body }, say) =>
    joined(
      say.did.lineReturned(soldGoods(body, say)),
      body.goods === undefined ? [] : [say.fields.goodsFate({ fate: body.goods })],
      serialSaid(body.serial),
    ),
  "order/deposit-added": ({ body }, say) => say.did.depositAdded(soldGoods(body, say)),
  "order/empties-returned": ({ body }, say) => say.did.emptiesReturned(soldGoods(body, say)),
  "order/voucher-added": ({ body: { name, unit } }, say) =>
    say.did.voucherAdded({ name, money: say.money(unit) }),
  "order/forfeit-added": ({ body: { unit } }, say) => say.did.forfeited({ money: say.money(unit) }),
  "order/line-changed": ({ body: { line, set }, streams }, say) =>
    say.did.lineChanged({ goods: say.line(streams[0], line), fields: lineFields(set, say) }),
  "order/line-discounted": ({ body: { line, discount }, streams }, say) => {
    const goods = say.line(streams[0], line);
    return discount === null
      ? say.did.lineDiscountEnded({ goods })
      : say.did.lineDiscounted({ goods, discount: say.discount(discount) });
  },
  "order/pointed": ({ body: { points } }, say) =>
    points === 0 ? say.did.pointedNot : say.did.pointed({ points }),
  "order/couponed": ({ body: { on } }, say) => (on ? say.did.couponed : say.did.couponedNot),
  "order/promoted": ({ body: { deals, coupons = [] } }, say) =>
    deals.length + coupons.length === 0
      ? say.did.promotedNot
      : say.did.promoted({
          names: [...new Set([...deals, ...coupons].map(({ name }) => name))],
          money: say.money(
            sumMinor(
              [...deals.flatMap(({ pieces }) => pieces), ...coupons.flatMap(({ offs }) => offs)],
              ({ off }) => off,
            ),
          ),
        }),
  "order/line-voided": ({ body: { line, sent }, streams }, say) =>
    say.did.lineVoided({ goods: say.line(streams[0], line), sent: sent ? "sent" : "unsent" }),
  "order/line-handed-out": ({ body: { line }, streams }, say) =>
    say.did.lineHandedOut({ goods: say.line(streams[0], line) }),
  "order/ended": (_, say) => say.did.orderEnded,
  "order/line-placed": ({ body: { line, at }, streams }, say) =>
    say.did.linePlaced({
      goods: say.line(streams[0], line),
      orders: at.map(({ order }) => say.orderNumber(order)).join(", "),
    }),
  "order/merged": ({ body: { into } }, say) =>
    into === null ? say.did.orderUnmerged : say.did.orderMerged({ number: say.orderNumber(into) }),
  "order/split": ({ body: { parts } }, say) =>
    parts.length === 0 ? say.did.orderUnsplit : say.did.orderSplit({ parts: parts.length }),
  "bill/printed": ({ body: { no, total } }, say) =>
    say.did.billPrinted({ no: String(no), money: say.money(total) }),
  "invoice/issued": ({ body: { receipt }, streams }, say) =>
    say.did.invoiceIssued({ number: say.receiptNumber(streams[0], receipt) }),
  "order/charged": ({ body: { charges } }, say) =>
    charges.length === 0
      ? say.did.orderUncharged
      : say.did.orderCharged({ names: charges.map(({ name }) => name).join(", ") }),
  "order/exempted": ({ body: { exempt } }, say) =>
    exempt === null ? say.did.orderTaxed : say.did.orderExempted,
  "order/return-taken": ({ body: { number, total } }, say) =>
    say.did.returnTaken({ number, money: say.money(total) }),
  "order/return-ended": ({ body: { refund } }, say) =>
    say.did.returnEnded({ how: refund === null ? "off" : "refunded" }),
  "payment/started": ({ body }, say) =>
    say.did.paymentStarted({ money: say.money(body.amount), tender: say.tender(body) }),
  "payment/captured": ({ body, streams }, say) => {
    const { payment, amount, tendered, change, tip } = body;
    const given = say.money(tendered);
    const paid = say.payment(streams[0], payment);
    const { act, holds, id = "" } = paid.terminal ?? {};
    // A reservation is no money, and neither is its end.
    if (act === "reserve" || act === "increase" || act === "release") {
      const at = say.entry(toStreamId("terminal", id));
      return say.did.tabActed({ act, money: say.money(holds ?? amount), terminal: at });
    }
    return joined(
      say.did.paymentCaptured({
        money: say.money(amount),
        tender: say.tender(paid),
      }),
      change === 0 ? [] : [say.did.given({ given, back: say.money(change) })],
      tip === 0 ? [] : [say.did.tip({ money: say.money(tip) })],
      paid.reason === undefined ? [] : [say.did.wentBack({ reason: paid.reason })],
    );
  },
  "payment/tipped": ({ body: { tip } }, say) => say.did.paymentTipped({ money: say.money(tip) }),
  "payment/corrected": ({ body: { from, to, name, amount } }, say) =>
    say.did.paymentCorrected({
      money: say.money(amount),
      to: say.tender({ method: to, name }),
      from: say.tender({ method: from }),
    }),
  "order/reassigned": ({ body: { from, to } }, say) =>
    say.did.reassigned({ from: say.person(from), to: say.person(to) }),
  "payment/declined": (_, say) => say.did.paymentDeclined,
  "payment/unknown": (_, say) => say.did.paymentUnknown,
  "payment/resolved": ({ body: { says, number } }, say) =>
    say.did.paymentResolved({ says, number }),
  "payment/forwarded": ({ body: { accepted } }, say) =>
    say.did.paymentForwarded({ accepted: accepted ? "yes" : "no" }),
  "payment/noted": ({ body: { slip, last4 } }, say) =>
    say.did.paymentNoted({ text: [slip, last4].filter((text) => text !== "").join(" ") }),
  "receipt/issued": ({ body: { series, no, total } }, say) =>
    say.did.receiptIssued({ number: receiptNumber(series, no), money: say.money(total) }),
  "refund/issued": ({ body: { series, no, total, instead } }, say) => {
    const did = instead === undefined ? say.did.refundIssued : say.did.issuedAgain;
    return did({ number: receiptNumber(series, no), money: say.money(total) });
  },
};

type PointsKind = Extract<KnownEvent["kind"], `points/${string}`>;

export const POINTS_SENTENCES: Sentences<PointsKind> = {
  "points/spent": ({ body: { points } }, say) => say.did.pointsSpent({ points }),
  "points/given": ({ body: { amount, to } }, say) =>
    say.did.pointsGiven({ points: amount, till: say.till(deviceOf(to)) }),
};

type VoucherKind = Extract<KnownEvent["kind"], `voucher/${string}`>;

export const VOUCHER_SENTENCES: Sentences<VoucherKind> = {
  "voucher/issued": ({ body: { amount }, streams }, say) =>
    say.did.voucherIssued({ number: voucherOf(streams), money: say.money(amount) }),
  "voucher/topped": ({ body: { amount }, streams }, say) =>
    say.did.voucherTopped({ number: voucherOf(streams), money: say.money(amount) }),
  "voucher/given": ({ body: { amount, to }, streams }, say) =>
    say.did.voucherGiven({
      number: voucherOf(streams),
      money: say.money(amount),
      till: say.till(deviceOf(to)),
    }),
  "voucher/taken": ({ body: { amount, from }, streams }, say) =>
    say.did.voucherTaken({
      number: voucherOf(streams),
      money: say.money(amount),
      till: say.till(deviceOf(from)),
    }),
  "voucher/moved": ({ body: { from, to, reason } }, say) =>
    say.did.voucherMoved({ number: voucherNumber(from), to: voucherNumber(to), reason }),
  "voucher/blocked": ({ body: { reason }, streams }, say) =>
    say.did.voucherBlocked({ number: voucherOf(streams), reason }),
};

function voucherOf([stream]: ReadonlyArray<StreamId>): string {
  return stream === undefined ? "" : voucherNumber(streamName(stream));
}

type TicketKind = Extract<KnownEvent["kind"], `ticket/${string}`>;

export const TICKET_SENTENCES: Sentences<TicketKind> = {
  "ticket/issued": ({ body: { station, lines } }, say) =>
    say.did.ticketIssued({
      station: say.station(station),
      goods: lines
        .map(({ text, quantity, by }) => say.goods({ name: text, quantity, by }))
        .join(", "),
    }),
  "ticket/started": (event, say) => say.did.ticketStarted(stationOf(event, say)),
  "ticket/printed": (event, say) =>
    say.did.ticketPrinted({ ...stationOf(event, say), how: event.body.how }),
  "ticket/uncertain": (event, say) => say.did.ticketUncertain(stationOf(event, say)),
  "ticket/claimed": (event, say) => say.did.ticketClaimed(stationOf(event, say)),
  "ticket/released": (event, say) => say.did.ticketReleased(stationOf(event, say)),
  "ticket/done": (event, say) => say.did.ticketDone(stationAndGoods(event, say)),
  "ticket/served": (event, say) => say.did.ticketServed(stationAndGoods(event, say)),
  "ticket/recalled": (event, say) => say.did.ticketRecalled(stationAndGoods(event, say)),
};

type OfKind<Kind extends KnownEvent["kind"]> = Extract<KnownEvent, { readonly kind: Kind }>;

function stationOf({ streams }: OfKind<TicketKind>, say: Teller): { readonly station: string } {
  return { station: say.ticket(streams[0]).station };
}

function stationAndGoods(
  { streams, body: { lines } }: OfKind<"ticket/done" | "ticket/served" | "ticket/recalled">,
  say: Teller,
): { readonly station: string; readonly goods: string } {
  const { station, goods } = say.ticket(streams[0]);
  return { station, goods: goods(lines) };
}

/** Options are in the price that is told: it is what the line came to when it was added. */
type SoldBody = Omit<OfKind<"order/line-added">["body"], "uses" | "counted">;

function soldGoods(
  { name: whole, quantity, unit, by, modifiers, note, combo }: SoldBody,
  say: Teller,
): { readonly goods: string; readonly money: string } {
  const name = combo?.half === true ? `1/2 ${whole}` : whole;
  const each = modifiers.reduce<number>((sum, { price, count }) => sum + price * count, unit);
  const options = modifiers.map((modifier) => modifier.name).join(", ");
  const goods = say.goods({ name: options === "" ? name : `${name} (${options})`, quantity, by });
  return {
    goods: note === "" ? goods : `${goods} “${note}”`,
    money: say.money(Math.round((each * quantity) / 1000)),
  };
}

type Head = OfKind<"order/changed">["body"]["set"];

/** What nobody has set is not told of. */
function seatedTexts(
  { table, name, covers }: Pick<Head, "table" | "name" | "covers">,
  { fields }: Teller,
): ReadonlyArray<string> {
  return [
    ...(table === undefined || table === "" ? [] : [fields.table({ table })]),
    ...(name === undefined || name === "" ? [] : [fields.named({ name })]),
    ...(covers === undefined || covers === 0 ? [] : [fields.covers({ count: covers })]),
  ];
}

export function headTexts(
  { service, table, note, course, customer, owner, dueAt, ageChecked }: Head,
  { fields, order, person, due }: Pick<Teller, "fields" | "order" | "person" | "due">,
): ReadonlyArray<string> {
  return [
    ...(table === "" ? [fields.noTable] : []),
    ...(note === undefined ? [] : [fields.note({ text: `“${note}”` })]),
    ...(service === undefined ? [] : [order.services[service]]),
    ...(course === undefined ? [] : [fields.course({ course })]),
    ...(customer === undefined ? [] : [customer === "" ? fields.noCustomer : fields.customer]),
    ...(owner === undefined ? [] : [fields.owner({ person: person(owner) })]),
    ...(dueAt === undefined
      ? []
      : [dueAt === "" ? fields.dueNow : fields.dueAt({ when: due(dueAt) })]),
    ...(ageChecked === undefined ? [] : [fields.ageChecked({ age: ageChecked })]),
  ];
}

export function lineFields(
  set: OfKind<"order/line-changed">["body"]["set"],
  say: Pick<Teller, "fields" | "order" | "money" | "quantity">,
): string {
  const { fields, order } = say;
  const { quantity, unit, note, seat, course, service, taxes, modifiers, held, serial } = set;
  return joined(
    quantity === undefined ? [] : [say.quantity(quantity)],
    unit === undefined ? [] : [fields.price({ money: say.money(unit) })],
    note === undefined ? [] : [fields.note({ text: `“${note}”` })],
    seat === undefined ? [] : [fields.seat({ seat })],
    course === undefined ? [] : [fields.course({ course })],
    typeof service === "string" ? [order.services[service]] : [],
    taxes === undefined ? [] : [fields.taxes({ taxes: taxNames(taxes) })],
    modifiers === undefined
      ? []
      : [
          modifiers.length === 0
            ? fields.noOptions
            : fields.options({ names: modifiers.map(({ name }) => name).join(", ") }),
        ],
    held === undefined || held === null ? [] : [held ? fields.held : fields.fired],
    serialSaid(serial),
  );
}

/** Returns the taxes of every service, each once. */
function taxNames(taxes: LineTaxes): string {
  return [...new Set(Object.values(taxes).flatMap((some) => some.map(({ label }) => label)))].join(
    ", ",
  );
}

function serialSaid(serial = ""): ReadonlyArray<string> {
  return serial === "" ? [] : [serialText(serial)];
}

function joined(...parts: ReadonlyArray<string | ReadonlyArray<string>>): string {
  return parts.flat().join(", ");
}
