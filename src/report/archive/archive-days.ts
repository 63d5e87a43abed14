/** The single records and the closings of a business day, as rows of an archive's tables. */

import { orderBalance } from "../../domain/balance/order-balance.ts";
import {
  type ReceiptItem,
  type ReceiptTax,
  type RefundItem,
} from "../../domain/events/order-events.ts";
import { exemptSale, type TaxPlace } from "../../domain/figures/facts.ts";
import { FIGURES } from "../../domain/figures/figures.ts";
import { laterZTag, type ZState } from "../../domain/folds/day-fold.ts";
import { moneyDayTag } from "../../domain/folds/order-sums.ts";
import { shownMeasure } from "../../domain/goods/measure.ts";
import {
  type BusinessDay,
  chainPosition,
  type EventId,
  type Origin,
  streamName,
} from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { measureOf } from "../../domain/lines/line-measure.ts";
import { minor, type MinorUnits, sumMinor } from "../../domain/money/amounts.ts";
import { receiptNumber } from "../../domain/order/order-view.ts";
import { type ReceiptState, type RefundState } from "../../domain/state/order-state.ts";
import { createShares } from "../day-goods.ts";
import { type ArchiveTable, bookedAs, tenderType } from "./archive-tables.ts";

export interface ArchiveContext {
  readonly view: LedgerView;
  readonly lettersOf: (till: Origin) => string;
  /** Formats an amount of the shop's money. */
  readonly money: (amount: MinorUnits) => string;
  /** Formats a moment: `2026-11-20T09:30:00Z`. */
  readonly moment: (wallMs: number) => string;
  /** Returns the key of a tax in the table of taxes. */
  readonly taxKey: (tax: TaxPlace) => string;
  readonly add: (table: ArchiveTable, row: ReadonlyArray<string>) => void;
}

type Issued =
  | (ReceiptState & { readonly type: "receipt" })
  | (RefundState & { readonly type: "refund" });

/**
 * Adds the day's receipts and refunds, and its Zs. A Z may cover what was issued on another day: `within` says of
 * which days all papers are added anyway, and those of other days come with their Z.
 */
export function archiveDay(
  context: ArchiveContext,
  day: BusinessDay,
  within: (day: BusinessDay) => boolean,
): void {
  const { view } = context;
  const own = view.state("day", day).zs;
  const later = view
    .tagged(laterZTag(day))
    .flatMap((stream) => view.state("day", streamName(stream)).zs);
  const adder = createAdder(context, [...own, ...later]);
  for (const issued of issuedOn(view, day)) adder.addPaper(issued);
  const beyond = new Set(own.flatMap(({ body }) => body.others.map((other) => other.day)));
  for (const other of [...beyond].filter((it) => it !== day && !within(it)).toSorted()) {
    for (const issued of issuedOn(view, other)) {
      if (zOf(own, issued.id) !== undefined) adder.addPaper(issued);
    }
  }
  for (const z of own) addZ(context, z);
}

function issuedOn(view: LedgerView, day: BusinessDay): ReadonlyArray<Issued> {
  return view.tagged(moneyDayTag(day)).flatMap((stream) => {
    const { receipts, refunds } = view.state("order", streamName(stream));
    return [
      ...receipts.map((it) => Object.assign({ type: "receipt" as const }, it)),
      ...refunds.map((it) => Object.assign({ type: "refund" as const }, it)),
    ].filter((it) => it.home && it.day === day);
  });
}

function zOf(zs: ReadonlyArray<ZState>, id: EventId): ZState | undefined {
  const { origin, seq } = chainPosition(id);
  return zs.find(({ body }) => body.till === origin && body.from <= seq && seq <= body.to);
}

function createAdder(
  context: ArchiveContext,
  zs: ReadonlyArray<ZState>,
): { readonly addPaper: (issued: Issued) => void } {
  const { view, money, add } = context;
  const shares = createShares(view);

  function goods(issued: Issued): ReadonlyArray<ReadonlyArray<string>> {
    const items: ReadonlyArray<ReceiptItem | RefundItem> = issued.body.items;
    return items.map((item) => {
      const quantity = shares(item).get(issued.id) ?? 0;
      const { lines } = orderBalance(view.state("order", item.birth));
      const added = lines.find(({ id }) => id === item.line)?.line.added;
      const sold = shownMeasure(measureOf(added ?? null, quantity)).quantity;
      const pieces = (sold / 1000).toFixed(3).replace(".", ",");
      return [
        bookedAs(item.kind, issued.type === "refund"),
        added?.name ?? "",
        added?.sku ?? "",
        pieces,
        money(item.net),
      ];
    });
  }

  function addLines(issued: Issued): void {
    const { items, charges = [], taxes, total } = issued.body;
    const onTop = taxes.filter(({ included }) => !included);
    const all = [
      ...items.map(({ net }) => net),
      ...charges.map(({ amount }) => amount),
      ...onTop.map(({ tax }) => tax),
    ];
    const spared = minor(total - all.reduce((sum, amount) => sum + amount, 0));
    const rows = [
      ...goods(issued),
      ...charges.map(({ name = "", amount }) => ["Aufschlag", name, "", "1,000", money(amount)]),
      ...onTop.map(({ label, tax }) => ["Steuer", label, "", "1,000", money(tax)]),
      // What prices contain, and an exempt buyer doesn't pay.
      ...(exemptSale(issued.body) === undefined || spared === 0
        ? []
        : [["Befreiung", "", "", "1,000", money(spared)]]),
    ];
    for (const [at, row] of rows.entries()) add("lines.csv", [issued.id, String(at + 1), ...row]);
  }

  function paid(issued: Issued): ReadonlyArray<readonly [method: string, amount: MinorUnits]> {
    if (issued.type === "refund") {
      return issued.body.out.map(({ method, amount }) => [method, amount]);
    }
    return issued.body.uses.map(({ order, payment, amount }) => {
      const { started } = view.state("order", order).paymentsById[payment] ?? {};
      return [started?.method ?? "", amount];
    });
  }

  return {
    addPaper: (issued) => {
      const { id, body, by, day, wallMs } = issued;
      const z = zOf(zs, id);
      add("transactions.csv", [
        context.lettersOf(body.till),
        z === undefined ? "" : zNumber(z),
        id,
        receiptNumber(body.series, body.no),
        "Beleg",
        issued.type,
        context.moment(wallMs),
        by,
        money(body.total),
        money(body.rounding),
        day,
        issued.type === "refund" ? issued.body.of : "",
      ]);
      for (const tax of body.taxes) {
        const { base, tax: amount } = tax;
        const sums = [minor(base + amount), base, amount].map(money);
        add("transactions_vat.csv", [id, context.taxKey(placeOf(tax)), ...sums]);
      }
      addLines(issued);
      for (const [method, amount] of paid(issued)) {
        add("datapayment.csv", [id, tenderType(method), method, money(amount)]);
      }
    },
  };
}

function placeOf({ label, rate, included, exempt }: ReceiptTax): TaxPlace {
  if (exempt !== undefined) return { label, rate, how: "exempt" };
  return { label, rate, how: included ? "included" : "added" };
}

function addZ({ lettersOf, money, moment, taxKey, add }: ArchiveContext, z: ZState): void {
  const { body, wallMs } = z;
  const head = [lettersOf(body.till), zNumber(z)];
  add("cashpointclosing.csv", [
    ...head,
    body.day,
    moment(wallMs),
    String(body.from),
    String(body.to),
    money(body.total),
    money(body.grandTotal),
  ]);
  const sums = Object.entries(body.figures);
  for (const { tax, base, off: _, ...place } of FIGURES.taxes.rows(sums)) {
    const cells = [minor(base + tax), minor(base), minor(tax)].map(money);
    add("businesscases.csv", [...head, taxKey(place), ...cells]);
  }
  for (const { method, amount, rounding, refunded, corrected } of FIGURES.tenders.rows(sums)) {
    const kept = sumMinor([amount, rounding, refunded, corrected], (it) => minor(it));
    add("payment.csv", [...head, tenderType(method), method, money(kept)]);
  }
  const figures = [{ day: body.day, till: body.till, figures: body.figures }, ...body.others];
  for (const { day, till, figures: own } of figures) {
    for (const [name, value] of Object.entries(own)) {
      add("figures.csv", [...head, day, lettersOf(till), name, String(value)]);
    }
  }
}

function zNumber({ body: { series, no } }: ZState): string {
  return `${series}-${no}`;
}
