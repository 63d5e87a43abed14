/** Decisions that close: a till's own chain in its Z, and the shop's day over the Zs of all tills. */

import { type ZSums } from "../../day/z-tally.ts";
import { type DayClosed, type ZClosed } from "../../events/day-events.ts";
import { type Draft } from "../../events/kinds.ts";
import { REVISION_NOW } from "../../figures/day-sums.ts";
import { chainZTagPrefix, paddedNo, type ZState } from "../../folds/day-fold.ts";
import {
  type BusinessDay,
  chainPosition,
  type EventId,
  type Origin,
  streamName,
  toStreamId,
} from "../../identity.ts";
import { type LedgerView } from "../../ledger-view.ts";
import { addMinor, zeroMinor } from "../../money/amounts.ts";

/** The last Z of a chain; undefined before its first. */
export function lastZ(view: LedgerView, till: Origin): ZState | undefined {
  const [last] = view.lastTagged(chainZTagPrefix(till), 1);
  if (last === undefined) return undefined;
  const [tag, stream] = last;
  return view
    .state("day", streamName(stream))
    .zs.find(({ body }) => body.till === till && tag.endsWith(paddedNo(body.no)));
}

/** Whether the Z of its till that covers the event is known. */
export function isInZ(view: LedgerView, event: EventId): boolean {
  const { origin, seq } = chainPosition(event);
  return seq <= (lastZ(view, origin)?.body.to ?? 0);
}

export interface ZToClose {
  readonly series: string;
  readonly till: Origin;
  readonly day: BusinessDay;
  readonly from: number;
  readonly to: number;
  readonly sums: ZSums;
  readonly language: string;
  readonly program: string;
}

/** The Z after that one, or the first one of the series. */
export function zDraft(
  before: ZClosed | undefined,
  closing: ZToClose,
): Draft & { readonly kind: "z/closed" } {
  const { series, till, day, from, to, sums, language, program } = closing;
  const { figures, others, drawers, tenders, unknown, total, turnover } = sums;
  const body: ZClosed = {
    series,
    no: (before?.no ?? 0) + 1,
    day,
    till,
    from,
    to,
    figures,
    others,
    drawers,
    ...(tenders === undefined ? {} : { tenders }),
    unknown,
    total,
    grandTotal: addMinor(before?.grandTotal ?? zeroMinor, total),
    grandTurnover: addMinor(before?.grandTurnover ?? zeroMinor, turnover),
    language,
    program,
    ...REVISION_NOW,
  };
  return { kind: "z/closed", streams: [toStreamId("day", day)], body };
}

export function closedDraft(day: BusinessDay, body: DayClosed): Draft {
  return { kind: "day/closed", streams: [toStreamId("day", day)], body };
}

export function closingDraft(day: BusinessDay, asked: string): Draft {
  return { kind: "day/closing", streams: [toStreamId("day", day)], body: { asked } };
}
