/** A till's own Z: of its current day when it is asked for, and of each day before as soon as it can. */

import { lastZ, zDraft } from "../../domain/commands/money/close-day.ts";
import { type ZClosed } from "../../domain/events/day-events.ts";
import { type Draft } from "../../domain/events/kinds.ts";
import { seriesOf } from "../../domain/events/series.ts";
import { type BusinessDay, chainPosition } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { type CommitContext, type Ledger } from "../../ledger/ledger.ts";
import { PROGRAM_VERSION } from "../program-version.ts";
import { type ChainSums, createChainSums, type DayStretch } from "./chain-sums.ts";

/** Makes the Zs that are due, inside of a commit. */
export interface ZMaker {
  /** Makes the Zs of all days before that one, and of that day where it is given; the first few of many. */
  readonly drafts: (
    context: CommitContext,
    upTo: { readonly day: BusinessDay; readonly isIncluded: boolean },
  ) => ReadonlyArray<Draft & { readonly kind: "z/closed" }>;
}

/** The part of a ledger that makes Zs. */
export type ClosingLedger = Pick<
  Ledger,
  "read" | "store" | "db" | "identity" | "head" | "isAdmitted"
>;

/** The most Zs that a till closes at once: no transaction holds the Zs of a year. */
export const ZS_AT_ONCE = 4;

/** Reads the chain first, so that the lock is held only for what came in between. */
export function prepareZ(ledger: ClosingLedger): ZMaker {
  let sums: ChainSums | undefined;
  ledger.read((view) => {
    const { origin } = ledger.identity;
    const before = lastZ(view, origin)?.body;
    sums = createChainSums(ledger, { origin, from: (before?.to ?? 0) + 1, fits: true });
    sums.readUpTo(view, ledger.head(origin)?.seq ?? 0);
  });

  return {
    drafts: ({ view, idAt, origin, device, admission, incarnation }, { day, isIncluded }) => {
      const code = admission.get(device)?.code;
      if (code === undefined) return [];
      const series = seriesOf(code, origin, incarnation);
      const before = lastZ(view, origin)?.body;
      const from = (before?.to ?? 0) + 1;
      // Another process may have closed meanwhile, or a new incarnation has begun.
      const isSame = sums?.origin === origin && sums.from === from;
      const read =
        isSame && sums !== undefined ? sums : createChainSums(ledger, { origin, from, fits: true });
      read.readUpTo(view, chainPosition(idAt(0)).seq - 1);
      const due = read
        .stretches()
        .filter((it) => it.sums.hasTrade && (isIncluded ? it.day <= day : it.day < day))
        .slice(0, ZS_AT_ONCE);
      return zsOf(view, { series, till: origin, before }, due);
    },
  };
}

function zsOf(
  view: LedgerView,
  {
    series,
    till,
    before,
  }: Pick<ZClosed, "series" | "till"> & { readonly before: ZClosed | undefined },
  due: ReadonlyArray<DayStretch>,
): ReadonlyArray<Draft & { readonly kind: "z/closed" }> {
  const language = readSetting(view, "language");
  const drafts: Array<Draft & { readonly kind: "z/closed" }> = [];
  let last = before;
  for (const stretch of due) {
    const draft = zDraft(last, { series, till, ...stretch, language, program: PROGRAM_VERSION });
    drafts.push(draft);
    last = draft.body;
  }
  return drafts;
}
