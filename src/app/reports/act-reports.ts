/** The reports of what people did besides selling, read from the events of their days. */

import { orderDeals } from "../../domain/balance/order-deals.ts";
import { homeOf } from "../../domain/day/order-acts.ts";
import { type Kind } from "../../domain/events/kinds.ts";
import { linesDoneAtMs } from "../../domain/folds/ticket-fold.ts";
import { type BusinessDay, type EventId } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { allocate } from "../../domain/money/allocate.ts";
import { type MinorUnits } from "../../domain/money/amounts.ts";
import { type OrderState } from "../../domain/state/order-state.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { actsOfDay } from "../../report/day-acts.ts";
import { drawersOfDay } from "../../report/day-drawers.ts";
import { type ReportNames } from "../../report/report-names.ts";
import {
  actsReport,
  type ClosedDrawer,
  drawersReport,
  REPORTED_ACTS,
  speedReport,
  type TicketTimes,
} from "../../report/sales/act-reports.ts";
import { type ReportTable } from "../../report/sales/report-table.ts";
import { type BrokenPromotion } from "../../report/sales/sales-reports.ts";
import { actsReportWords } from "../../words/made/actsReport/all.ts";
import { eventsOnDay } from "../day/events-on-day.ts";
import { drawerLabel } from "../drawer-label.ts";
import { type Speech } from "../speech.ts";
import { type Till } from "../till/till.ts";
import { type ReportFilter } from "./read-filter.ts";

export interface ActRange {
  readonly till: Till;
  readonly days: ReadonlyArray<BusinessDay>;
  readonly filter: ReportFilter;
  readonly speech: Speech;
  /** Called before each day is read. */
  readonly onDay: (day: BusinessDay) => void;
}

const ACT_KINDS: ReadonlyArray<Kind> = [
  "order/line-voided",
  "order/line-changed",
  "order/line-discounted",
  "order/discounted",
];

/** Discounts or voids, as the nightly reports of the days have them. */
export function actsOver(range: ActRange, report: keyof typeof REPORTED_ACTS): ReportTable {
  const { filter, speech } = range;
  const kinds = new Set(REPORTED_ACTS[report]);
  const words = wordsIn(actsReportWords, speech.locale);
  const acts = onEachDay(range, (view, day) => {
    const { ledger, staffName } = range.till;
    const events = eventsOnDay(ledger, day, ACT_KINDS);
    const asked = events.filter(({ key }) => filter.isOfTill(key.origin));
    return actsOfDay(view, asked, { staffName, tillName: () => "" });
  });
  const counted = acts.filter(({ act, by }) => kinds.has(act) && filter.isBy(by.staff));
  return actsReport(counted, (act) => words.acts[act]);
}

/** What guests keep of promotions that somebody broke after a part payment, by the names of these. */
export function brokenOver(range: ActRange): ReadonlyArray<BrokenPromotion> {
  const { till, filter } = range;
  return onEachDay(range, (view, day) =>
    eventsOnDay(till.ledger, day, ["order/line-voided", "order/line-changed"]).flatMap((event) => {
      if (event.kind !== "order/line-voided" && event.kind !== "order/line-changed") return [];
      if (event.body.breaks === undefined || !filter.isOfTill(event.key.origin)) return [];
      const order = homeOf(view, event.streams);
      return order === undefined ? [] : brokenBy(order, event.body.line, event.body.breaks);
    }),
  );
}

function brokenBy(
  order: OrderState,
  line: EventId,
  breaks: MinorUnits,
): ReadonlyArray<BrokenPromotion> {
  const broken = orderDeals(order).broken.filter(({ deal }) =>
    deal.pieces.some(([id]) => id === line),
  );
  const weights = broken.map(({ kept }) => kept);
  const parts = weights.some((weight) => weight > 0) ? allocate(breaks, weights) : [breaks];
  return parts.map((kept, at) => ({ name: broken[at]?.deal.name ?? "", kept }));
}

/** Each drawer on the day on which it was closed. What an open one should hold is told to nobody here. */
export function drawersOver(range: ActRange): ReportTable {
  const { till, filter } = range;
  const devices = [...till.ledger.admission().keys()];
  const names: ReportNames = { staffName: till.staffName, tillName: () => "" };
  const drawers = onEachDay(range, (view, day) =>
    drawersOfDay(view, day, { ...names, devices }).flatMap((drawer) => {
      const { close, device } = drawer;
      const isAsked = close !== null && close.at.day === day && filter.isOfDevice(device);
      return isAsked ? [{ ...drawer, close } satisfies ClosedDrawer] : [];
    }),
  );
  return drawersReport(drawers, ({ device, no, pouch }) =>
    drawerLabel(till, { device, no: no ?? undefined, pouch: pouch?.staff }),
  );
}

const TICKET_KINDS: ReadonlyArray<Kind> = ["ticket/issued", "order/line-added"];

/** How soon kitchens were asked, and done. */
export function speedOver(range: ActRange): ReportTable {
  const { till, filter } = range;
  const tickets = onEachDay(range, (view, day) => {
    const events = eventsOnDay(till.ledger, day, TICKET_KINDS);
    const wallById = new Map(events.map(({ id, act }) => [id, act.wallMs]));
    return events.flatMap((event) =>
      event.kind === "ticket/issued" && filter.isOfTill(event.key.origin)
        ? timesOf(view, event.id, wallById)
        : [],
    );
  });
  const stations = till.catalogue().stationsById;
  return speedReport(tickets, (station) => stations.get(station)?.name ?? station);
}

function timesOf(
  view: LedgerView,
  id: EventId,
  wallById: ReadonlyMap<EventId, number>,
): ReadonlyArray<TicketTimes> {
  const ticket = view.state("ticket", id);
  const { issued } = ticket;
  if (issued === null) return [];
  const { station, lines } = issued.body;
  const ordered = lines.flatMap(({ act, line }) =>
    act === "new" ? (wallById.get(line) ?? []) : [],
  );
  // What the kitchen waits with is counted by the ticket that fires it.
  const toMake = [...lines.entries()].flatMap(([place, { act }]) =>
    act === "held" ? [] : [place],
  );
  const done = linesDoneAtMs(ticket, toMake);
  return [
    {
      station,
      sentMs: ordered.length === 0 ? undefined : Math.max(0, issued.wallMs - Math.min(...ordered)),
      doneMs: done === undefined ? undefined : Math.max(0, done - issued.wallMs),
    },
  ];
}

/** Each day in a read of its own: a long range keeps nobody waiting. */
function onEachDay<Fact>(
  { till, days, onDay }: ActRange,
  factsOf: (view: LedgerView, day: BusinessDay) => ReadonlyArray<Fact>,
): ReadonlyArray<Fact> {
  return days.flatMap((day) => {
    onDay(day);
    return till.ledger.read((view) => factsOf(view, day));
  });
}
