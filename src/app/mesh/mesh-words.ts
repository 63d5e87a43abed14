/** The other tills in a few words, for the status line. */

import { durationText } from "../../domain/text/duration-text.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { type MeshFields } from "../../tui/ports/status-port.ts";
import { type Words } from "../../words/screen-words.ts";
import { type MeshView } from "../mesh-view.ts";
import { isSelfRevoked } from "../own-revocation.ts";
import { percent } from "../percent.ts";
import { shortRevocation } from "../revocation.ts";
import {
  CLOCK_OFF_MS,
  clockAheadMs,
  closedText,
  isUnopened,
  lostTills,
  missingTills,
  otherTills,
  printedFor,
  strayClocks,
  tillName,
} from "./mesh-report.ts";
import { type TillsOpen } from "./register-tills.ts";
import { pastProgress } from "./shop-past.ts";
import { openViolations } from "./violations.ts";

/** A shop of one box misses nobody. */
export function meshFields(open: TillsOpen, words: Words["status"]): MeshFields {
  const { ledger } = open.till;
  const self = ledger.identity.key.device;
  if (isSelfRevoked(ledger)) {
    const { reason, replacedBy } = shortRevocation(ledger, self);
    const why =
      replacedBy === undefined
        ? words.shutOut({ why: reason })
        : words.replacedBy({ till: replacedBy });
    return { status: "", troubles: [why] };
  }
  const others = otherTills(ledger);
  if (others.length === 0) return { status: words.singleTill, troubles: [] };
  const view = open.printing.mesh();
  const past = pastTroubles(ledger, words);
  if (view === undefined) return { status: words.connecting, troubles: past };
  const missing = missingTills(ledger, view);
  const unopened = missing.filter(({ device }) => isUnopened(ledger, view, device));
  // Whoever counts boxes counts this one too.
  const all = others.length + 1;
  const connected = all - missing.length;
  const fetched = view.catchUp;
  const { safeOn } = view;
  const fields = [
    words.peers({ connected, all }),
    ...printedFor(ledger, self).map((facts) => words.printsFor(facts)),
    ...(safeOn === null ? [] : [safeOn === 0 ? words.onlyHere : words.safeOn({ count: safeOn })]),
    ...unopened.map(({ name }) => words.unopened({ name })),
    ...missing.flatMap(({ device, name }) => {
      const time = closedText(open, device);
      return time === undefined ? [] : words.closed({ name, time });
    }),
    ...(fetched === null
      ? []
      : [words.fetching({ percent: percent({ done: fetched.held, total: fetched.known }) })]),
  ];
  const lost = lostTills(ledger, view);
  const [first] = lost;
  const count = `${connected}/${all}`;
  return {
    status: fields.join(", "),
    shorter: [
      // The last fields give way first.
      ...fields.slice(1, -1).map((_, at) => fields.slice(0, -1 - at).join(", ")),
      ...(safeOn === 0 ? [words.onlyHereShort({ connected: count })] : []),
      ...(fields.length > 1 ? [words.peers({ connected, all })] : []),
      words.peersShort({
        connected: count,
        safeOn: safeOn === 0 ? undefined : (safeOn ?? undefined),
      }),
    ],
    troubles: [
      ...past,
      ...(first === undefined
        ? []
        : [words.peersLost({ name: first.name, others: lost.length - 1 })]),
      ...clockTroubles(ledger, view, words),
      ...openViolations(open).map(({ device }) =>
        words.misbehaves({ till: tillName(ledger.admission(), device) }),
      ),
    ],
  };
}

/** Warns that the till has not caught up: its prices and people are those of long ago. */
function pastTroubles(ledger: Ledger, words: Words["status"]): ReadonlyArray<string> {
  const past = pastProgress(ledger);
  if (past === undefined) return [];
  return [words.pastMissing({ percent: percent({ done: past.held, total: past.known }) })];
}

/** Sales are never held up by a clock, but papers and reports show what it says. */
function clockTroubles(
  ledger: Ledger,
  view: MeshView,
  words: Words["status"],
): ReadonlyArray<string> {
  const own = clockAheadMs(view) ?? 0;
  const devices = ledger.admission();
  return [
    ...(Math.abs(own) > CLOCK_OFF_MS
      ? [words.clockOff({ off: durationText(own), isAhead: own > 0 })]
      : []),
    ...strayClocks(view).map(({ device, aheadMs }) =>
      words.clockOffAt({
        till: tillName(devices, device),
        off: durationText(aheadMs),
        isAhead: aheadMs > 0,
      }),
    ),
  ];
}
