/**
 * The acts of a day besides selling: voids, discounts, returns, drawer openings and cash moves,
 * with person, reason and approval.
 */

import { ofLine, orderActOf } from "../domain/day/order-acts.ts";
import { COMP_KINDS } from "../domain/events/discount-events.ts";
import { MOVES, OWN } from "../domain/events/drawer-events.ts";
import { type KnownEvent } from "../domain/events/kinds.ts";
import { type EventId, streamName } from "../domain/identity.ts";
import { type LedgerView } from "../domain/ledger-view.ts";
import { bornLine, isBirth } from "../domain/lines/born-lines.ts";
import { type LineKindName } from "../domain/lines/line-kinds.ts";
import { type MinorUnits, zeroMinor } from "../domain/money/amounts.ts";
import { receiptNumber } from "../domain/order/order-view.ts";
import { type ReportMoment } from "./day-drawers.ts";
import { approverOf, type Person, personOf, type ReportNames } from "./report-names.ts";

/**
 * Beside the acts on an order's goods: `gave-back` is a payment that went back as it came; `promotion-broken` is what
 * a guest keeps of a promotion that a void ended after part of it was paid; `returned` came back without a receipt,
 * and so did `empties`; a drawer was opened by its `key` by nobody who is known, and `to-count` by whoever counted it.
 */
export const ACTS = [
  "void",
  "void-after-bill",
  "taken-off",
  "promotion-broken",
  "discount",
  ...COMP_KINDS,
  "refund",
  "returned",
  "empties",
  "forfeited",
  "gave-back",
  "no-sale",
  "key",
  "to-count",
  ...MOVES,
] as const;
export type ActKind = (typeof ACTS)[number];

/** What it is called that somebody added a line of a kind; null for what nobody has to be told. */
const ACT_BY_LINE_KIND: Readonly<Record<Exclude<LineKindName, "goods">, ActKind | null>> = {
  return: "returned",
  voucher: null,
  deposit: null,
  empties: "empties",
  forfeit: "forfeited",
};

export interface DayAct {
  readonly act: ActKind;
  /** The name of the till. */
  readonly till: string;
  readonly at: ReportMoment;
  readonly by: Person;
  readonly approved: Person | null;
  /** The order's number, or the refund's; empty where it is about neither. */
  readonly of: string;
  /** The goods that it is about; empty for all of the order and where it is about none. */
  readonly goods: string;
  /**
   * The amount: the goods' price, the discount as the order has it now, the refund (below zero), or
   * the moved cash; zero for none.
   */
  readonly amount: MinorUnits;
  /** ISO 4217 of foreign cash; null for the shop's own money. */
  readonly currency: string | null;
  readonly reason: string;
  /** A void that was taken back: its goods are on the order again, or were handed out all the same. */
  readonly undone: boolean;
}

/** Returns the acts in the ledger's order; `events`: those of the day. */
export function actsOfDay(
  view: LedgerView,
  events: ReadonlyArray<KnownEvent>,
  names: ReportNames,
): ReadonlyArray<DayAct> {
  const voided = new Set<EventId>();
  const byId = new Map(events.map((event) => [event.id, event]));
  return events.flatMap((event): ReadonlyArray<DayAct> => {
    // Two voids of a line are one.
    if (event.kind === "order/line-voided") {
      if (voided.has(event.body.line)) return [];
      voided.add(event.body.line);
    }
    const about = orderActOf(view, event, (id) => byId.get(id)) ?? aboutOf(view, event);
    const all = [about, brokenBy(view, event)].filter((it) => it !== undefined);
    const { by, approved, day, wallMs, offsetMinutes } = event.act;
    return all.map((it) =>
      Object.assign(
        {
          till: names.tillName(event.key.origin),
          at: { day, wallMs, offsetMinutes },
          by: personOf(names, by),
          approved: approverOf(names, approved),
          ...NOTHING,
        },
        it,
      ),
    );
  });
}

const NOTHING = { of: "", goods: "", amount: zeroMinor, currency: null, reason: "", undone: false };

type About = Pick<DayAct, "act"> &
  Partial<Pick<DayAct, "of" | "goods" | "amount" | "currency" | "reason" | "undone">>;

/**
 * What a guest keeps of a promotion that somebody broke after a part of it was paid. Source: docs/rules/promotions.md,
 * P13.
 */
function brokenBy(view: LedgerView, event: KnownEvent): About | undefined {
  if (event.kind !== "order/line-voided" && event.kind !== "order/line-changed") return undefined;
  const { breaks, reason } = event.body;
  if (breaks === undefined) return undefined;
  return { act: "promotion-broken", ...ofLine(view, event), amount: breaks, reason };
}

/** Only a payment that goes back while its goods stay says why; one that a terminal did not give back is none. */
function gaveBackOf(
  view: LedgerView,
  { id, streams, body: { amount, reason } }: Extract<KnownEvent, { kind: "payment/started" }>,
): About | undefined {
  const [stream] = streams;
  if (reason === undefined || stream === undefined) return undefined;
  const { opened, paymentsById } = view.state("order", streamName(stream));
  const isDone = (paymentsById[id]?.captured ?? null) !== null;
  return isDone ? { act: "gave-back", of: opened?.number ?? "", amount, reason } : undefined;
}

function aboutOf(view: LedgerView, event: KnownEvent): About | undefined {
  if (isBirth(event)) {
    const { kind } = bornLine(event);
    const act = kind === undefined ? null : ACT_BY_LINE_KIND[kind];
    if (act === null) return undefined;
    const reason = event.kind === "order/forfeit-added" ? (event.body.reason ?? "") : "";
    return { act, ...ofLine(view, { ...event, body: { line: event.id } }), reason };
  }
  switch (event.kind) {
    case "refund/issued": {
      const { series, no, total, reason } = event.body;
      return { act: "refund", of: receiptNumber(series, no), amount: total, reason };
    }
    case "payment/started":
      return gaveBackOf(view, event);
    case "drawer/no-sale":
      return { act: "no-sale", reason: event.body.reason };
    case "drawer/unlocked":
      return { act: event.body.how === "key" ? "key" : "to-count" };
    case "drawer/moved": {
      const { what, amount, currency, reason } = event.body;
      return { act: what, amount, currency: currency === OWN ? null : currency, reason };
    }
    default:
      return undefined;
  }
}
