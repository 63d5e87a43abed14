/** The other tills in a few words, for the status line. */

import { durationText } from "../../domain/text/duration-text.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { type MeshFields } from "../../tui/ports/status-port.ts";
import { type Words } from "../../words/screen-words.ts";
import { type MeshView } from "../membership/mesh-view.ts";
import { isSelfRevoked } from "../membership/own-revocation.ts";
import { shortRevocation } from "../membership/revocation.ts";
import { pastProgress, toldToday } from "../membership/shop-past.ts";
import { shopTimeText } from "../shop-time-text.ts";
import { percent } from "../words/percent.ts";
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
import { officeSeen } from "./office-notes.ts";
import { type TillsOpen } from "./register-tills.ts";
import { openViolations } from "./violations.ts";

const MINUTE_MS = 60_000;
/** Later on people want to know since when. */
const HUB_AWAY_MS = 60 * MINUTE_MS;

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
  const view = open.printing.mesh();
  const office = officeField(open, view, words);
  if (others.length === 0) {
    const single = { status: [words.singleTill, ...office].join(", "), troubles: [] };
    return office.length === 0 ? single : { ...single, shorter: [words.singleTill] };
  }
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
      : [fetchingText(ledger, words, percent({ done: fetched.held, total: fetched.known }))]),
    ...office,
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

/** The last field, so that it gives way first: an office that is away is nobody's trouble here. */
function officeField(
  { till, clock }: TillsOpen,
  view: MeshView | undefined,
  words: Words["status"],
): ReadonlyArray<string> {
  const nowMs = clock.nowMs();
  const office = officeSeen(till.ledger, view, nowMs);
  if (office === undefined) return [];
  const { isConnected, atMs } = office;
  const agoMs = isConnected ? 0 : nowMs - (atMs ?? Number.NEGATIVE_INFINITY);
  if (agoMs < HUB_AWAY_MS)
    return [words.hub({ minutes: Math.floor(Math.max(0, agoMs) / MINUTE_MS) })];
  const since = atMs === undefined ? undefined : shopTimeText(till, atMs, nowMs);
  return [words.hubAway({ since })];
}

/** The past that comes behind today is nothing that a cashier has to think of. */
function fetchingText(ledger: Ledger, words: Words["status"], done: string): string {
  const told = toldToday(ledger);
  return told === undefined
    ? words.fetching({ percent: done })
    : words.history({ percent: told.percent });
}

/** Warns that the till has not caught up: its prices and people are those of long ago. */
function pastTroubles(ledger: Ledger, words: Words["status"]): ReadonlyArray<string> {
  const past = pastProgress(ledger);
  // What another till told of today is what it sells by.
  if (past === undefined || ledger.present.facts() !== undefined) return [];
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
