/**
 * What a person sold and took since they clocked in, and what of it they hand in: for themselves, as they
 * leave. Of a drawer that nobody has counted yet it tells no cash, because they may be about to count it.
 */

import { drawerSession, type DrawerSession } from "../../domain/drawer/drawers.ts";
import { type KnownEvent } from "../../domain/events/kinds.ts";
import { type BusinessDay, type EventId, streamName } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type MinorUnits, sumMinor } from "../../domain/money/amounts.ts";
import { readTimeCard } from "../../domain/people/time-card.ts";
import { ownCashOf } from "../../domain/tenders/foreign-cash.ts";
import { addDays, daysFromTo } from "../../domain/text/civil-time.ts";
import { type WallTime } from "../../domain/text/clock-text.ts";
import { drawerLabel } from "../drawer-label.ts";
import { maySeeCash } from "../drawers/drawer-seen.ts";
import { wallToText } from "../orders/order-json.ts";
import { type Till } from "../till/till.ts";
import { eventsOnDay } from "./events-on-day.ts";

export interface OwnEvening {
  readonly staff: string;
  /** When the person clocked in; undefined where no shift is known: then it is of the business day. */
  readonly since: WallTime | undefined;
  readonly day: BusinessDay;
  readonly receipts: number;
  /** Of the receipts that they issued, less the refunds. */
  readonly sales: MinorUnits;
  /** What they took by each tender but cash, less what they gave back; without tips. */
  readonly tenders: ReadonlyArray<TakenBy>;
  readonly tips: MinorUnits;
  /** Cash that lies in no drawer: they have it, with the tips in it. */
  readonly inHand: MinorUnits;
  /** The drawers that cash of theirs went to, in the order in which they used them. */
  readonly drawers: ReadonlyArray<OwnDrawer>;
}

export interface TakenBy {
  readonly method: string;
  readonly name: string | undefined;
  readonly amount: MinorUnits;
}

export interface OwnDrawer {
  readonly place: DrawerSession["place"];
  /** The cash that they took into it less what they gave out of it; undefined while it is not counted. */
  readonly cash: MinorUnits | undefined;
}

const KINDS = ["receipt/issued", "refund/issued", "payment/started", "payment/tipped"] as const;
/** The longest shift that a person is asked about lasts less. */
const SHIFT_DAYS_BACK = 2;

export function ownEvening(till: Till, staff: string): OwnEvening {
  const { now: day } = till.days();
  const { ledger } = till;
  return ledger.read((view) => {
    const from = addDays(day, -SHIFT_DAYS_BACK);
    const shift = readTimeCard(view, { from, to: day, staff }).shifts.at(-1);
    const since = shift?.in;
    const events = daysFromTo(shift?.day ?? day, day)
      .flatMap((one) => eventsOnDay(ledger, one, KINDS))
      .filter((event) => since === undefined || event.act.wallMs >= since.wallMs);
    const own = events.filter(({ act }) => act.by === staff);
    const papers = own.flatMap((event) =>
      event.kind === "receipt/issued" || event.kind === "refund/issued" ? [event] : [],
    );
    const taken = own.flatMap((event) => takenBy(view, event));
    const cash = taken.filter(({ method }) => method === "cash");
    return {
      staff,
      since,
      day,
      receipts: papers.filter(({ kind }) => kind === "receipt/issued").length,
      sales: sumMinor(papers, ({ body }) => body.total),
      tenders: byTender(taken.filter(({ method }) => method !== "cash")),
      tips: sumMinor(
        events.flatMap((event) => tipsOf(view, event, staff)),
        (tip) => tip,
      ),
      inHand: sumMinor(
        cash.filter(({ drawer }) => drawer === null),
        (one) => one.cash,
      ),
      drawers: drawersOf(till, view, { staff, cash }),
    };
  });
}

/** Amounts in minor units; null for cash that is told to nobody yet. */
export function eveningToJson(till: Till, { since, drawers, ...evening }: OwnEvening): object {
  return {
    ...evening,
    currency: till.currency.code,
    name: till.staffName(evening.staff),
    since: since === undefined ? null : wallToText(since),
    drawers: drawers.map(({ place, cash }) => ({
      drawer: drawerLabel(till, place),
      cash: cash ?? null,
    })),
  };
}

/** Money of one tender; `cash`: with change, rounding and tips, as it lies in the drawer. */
interface Taken extends TakenBy {
  readonly drawer: EventId | null;
  readonly cash: MinorUnits;
}

function takenBy(view: LedgerView, event: KnownEvent): ReadonlyArray<Taken> {
  if (event.kind === "refund/issued") {
    const { drawer, out } = event.body;
    return out.map(({ method, name, amount }) => ({ method, name, amount, drawer, cash: amount }));
  }
  if (event.kind !== "payment/started") return [];
  const captured = capturedOf(view, event);
  if (captured === null) return [];
  const { method, name, drawer } = event.body;
  return [{ method, name, amount: captured.amount, drawer, cash: ownCashOf(captured) }];
}

function capturedOf(view: LedgerView, { id, streams: [home] }: KnownEvent) {
  if (home === undefined) return null;
  return view.state("order", streamName(home)).paymentsById[id]?.captured ?? null;
}

/** A tip is of whoever took the payment, or was named when it was typed after it. */
function tipsOf(view: LedgerView, event: KnownEvent, staff: string): ReadonlyArray<MinorUnits> {
  if (event.kind === "payment/tipped") {
    const { to, moved } = event.body;
    return to === staff ? [moved] : [];
  }
  if (event.kind !== "payment/started") return [];
  const tip = capturedOf(view, event)?.tip;
  return tip?.to === staff ? [tip.amount] : [];
}

function byTender(taken: ReadonlyArray<Taken>): ReadonlyArray<TakenBy> {
  return [...Map.groupBy(taken, ({ method }) => method)].map(([method, all]) => {
    return { method, name: all[0]?.name, amount: sumMinor(all, ({ amount }) => amount) };
  });
}

function drawersOf(
  till: Till,
  view: LedgerView,
  { staff, cash }: { readonly staff: string; readonly cash: ReadonlyArray<Taken> },
): ReadonlyArray<OwnDrawer> {
  const seesAll = maySeeCash(till, { number: staff });
  return [...Map.groupBy(cash, ({ drawer }) => drawer)].flatMap(([id, all]) => {
    const session = id === null ? undefined : drawerSession(view, id);
    if (session === undefined) return [];
    const isSeen = seesAll || session.count !== undefined;
    const sum = sumMinor(all, (one) => one.cash);
    return [{ place: session.place, cash: isSeen ? sum : undefined }];
  });
}
