/** Whether this box hears the other tills of the shop, and what to do where it doesn't. */

import { assertNever } from "../../domain/base/assert-never.ts";
import { deviceName } from "../../domain/commands/office/change-device.ts";
import { type BusinessDay, deviceOf } from "../../domain/identity.ts";
import { durationText } from "../../domain/text/duration-text.ts";
import { localDate, type Locale } from "../../domain/text/locale.ts";
import { type Finding } from "../finding.ts";
import { closedAtMs } from "../membership/closed-till.ts";
import { type MeshView } from "../membership/mesh-view.ts";
import { revocationOf } from "../membership/revocation.ts";
import { type HolderAnswer } from "../printing/duties-holder.ts";
import { shopTimeText } from "../shop-time-text.ts";
import { type TillHere, type Till } from "../till/till.ts";
import { findingsIn, type Found } from "../words/findings-in.ts";
import { USUAL_PORT } from "./mesh-addresses.ts";
import {
  CLOCK_NOTED_MS,
  CLOCK_OFF_MS,
  closedText,
  clockAheadMs,
  isUnopened,
  meshStanding,
  missingTills,
  officesOf,
  otherTills,
  peerOf,
  printedFor,
  strayClocks,
  tillName,
} from "./mesh-report.ts";
import { lackedByOffice, officeSeen } from "./office-notes.ts";
import { NO_DATE } from "./violations.ts";

interface Examined extends Pick<TillHere, "clock"> {
  readonly till: Pick<Till, "ledger" | "offsetMinutes">;
}
interface Linked extends Examined {
  readonly locale: Locale;
}
type LinkCheck = (open: Linked, view: MeshView, found: Found) => ReadonlyArray<Finding>;

/** The checks of a linked box, in order. */
const LINK_CHECKS: ReadonlyArray<LinkCheck> = [
  portFindings,
  peerFindings,
  fetchFindings,
  addressFindings,
  clockFindings,
  violationFindings,
  secretFindings,
];
/** The time after which a difference is reported: one that mends itself takes seconds. */
const SECRETS_DIFFER_MS = 10 * 60_000;

const FINE = { check: "mesh", state: "ok" } as const;
const NOTE = { check: "mesh", state: "note" } as const;
const WRONG = { check: "mesh", state: "wrong" } as const;

export function meshFindings(
  open: Examined,
  holder: HolderAnswer,
  locale: Locale = "en",
): ReadonlyArray<Finding> {
  const { ledger } = open.till;
  const found = findingsIn(locale);
  const standing = meshStanding(ledger, holder);
  const others = otherTills(ledger).length;
  if (others === 0) {
    const view = standing.type === "linked" ? standing.view : undefined;
    const single = standing.type === "single" || view !== undefined;
    if (single) {
      const hasOffice = officesOf(ledger).length > 0;
      const alone = found(NOTE, "meshSingle", { hasOffice });
      return [alone, ...officeFindings({ ...open, locale }, view, found)];
    }
  }
  switch (standing.type) {
    case "single":
      return [found(NOTE, "meshSingle", { hasOffice: false })];
    case "shut-out": {
      const { reason, replacedBy } = revocationOf(ledger, ledger.identity.key.device);
      return [found(WRONG, "meshShutOut", { reason, replacedBy })];
    }
    case "keyless":
      return [found(WRONG, "meshKeyless", { others })];
    case "no-program":
      return [found(WRONG, "meshNoProgram", { others })];
    case "silent":
      return [found(WRONG, "meshSilent", { pid: standing.pid })];
    case "unlinked":
      return [found(WRONG, "meshUnlinked", { pid: standing.pid, others })];
    case "linked":
      return [
        ...LINK_CHECKS.flatMap((check) => check({ ...open, locale }, standing.view, found)),
        ...officeFindings({ ...open, locale }, standing.view, found),
      ];
    default:
      return assertNever(standing, "standing in the mesh");
  }
}

function portFindings(_: Examined, { port }: MeshView, found: Found): ReadonlyArray<Finding> {
  return [
    port === USUAL_PORT
      ? found(FINE, "port", { port })
      : found(NOTE, "otherPort", { port, usual: USUAL_PORT }),
  ];
}

/** All together, then each that is missing. */
function peerFindings(
  { till, clock, locale }: Linked,
  view: MeshView,
  found: Found,
): ReadonlyArray<Finding> {
  const others = otherTills(till.ledger);
  const missing = missingTills(till.ledger, view);
  const nowMs = clock.nowMs();
  function heardText(agoMs: number | null | undefined): string | undefined {
    return agoMs === null || agoMs === undefined
      ? undefined
      : shopTimeText({ offsetMinutes: till.offsetMinutes, locale }, nowMs - agoMs, nowMs);
  }
  const unopened = missing.filter(({ device }) => isUnopened(till.ledger, view, device));
  const closed = missing.flatMap((other) => {
    const time = closedText({ till, clock }, other.device, locale);
    return time === undefined ? [] : [found(NOTE, "closed", { till: deviceName(other), time })];
  });
  const isSilent = unopened.length + closed.length < missing.length;
  const stands = printedFor(till.ledger, till.ledger.identity.key.device).map((facts) =>
    found(NOTE, "printsFor", facts),
  );
  if (missing.length === others.length && isSilent) {
    const heard = others.flatMap(({ device }) => peerOf(view, device)?.heardAgoMs ?? []);
    const since = heardText(heard.length === 0 ? null : Math.min(...heard));
    return [found(WRONG, "nobodyHeard", { since }), ...closed, ...stands];
  }
  const connected = others.length - missing.length;
  const safeOn = view.safeOn ?? undefined;
  return [
    found(missing.length === 0 ? FINE : NOTE, "connected", {
      connected,
      others: others.length,
      safeOn,
    }),
    ...closed,
    ...stands,
    ...missing.flatMap((other) => {
      const name = deviceName(other);
      if (closedAtMs(till.ledger, other.device) !== undefined) return [];
      if (isUnopened(till.ledger, view, other.device))
        return found(NOTE, "unopened", { till: name });
      return found(WRONG, "notHeard", {
        till: name,
        since: heardText(peerOf(view, other.device)?.heardAgoMs),
      });
    }),
  ];
}

/** What head office has heard. It is never wrong here that it has not: nobody sells there. */
function officeFindings(
  { till, clock, locale }: Linked,
  view: MeshView | undefined,
  found: Found,
): ReadonlyArray<Finding> {
  const { ledger, offsetMinutes } = till;
  const nowMs = clock.nowMs();
  const seen = officeSeen(ledger, view, nowMs);
  if (seen === undefined) return [];
  const { device, isConnected, atMs } = seen;
  const office = tillName(ledger.admission(), device);
  const lacks = lackedByOffice(ledger, view, device) ?? [];
  const heard = lacks.map(({ origin, first }) => {
    const named = tillName(ledger.admission(), deviceOf(origin));
    return found(NOTE, "officeLacks", { office, till: named, number: first - 1 });
  });
  const since =
    atMs === undefined ? undefined : shopTimeText({ offsetMinutes, locale }, atMs, nowMs);
  return [
    ...(isConnected ? [] : [found(NOTE, "officeAway", { office, since })]),
    ...heard,
    ...(isConnected && heard.length === 0 ? [found(FINE, "office", { office })] : []),
  ];
}

function fetchFindings(
  _: Examined,
  { catchUp, isPaused }: MeshView,
  found: Found,
): ReadonlyArray<Finding> {
  if (isPaused) return [found(WRONG, "noRoomForOthers")];
  return catchUp === null
    ? []
    : [found(NOTE, "fetching", { held: catchUp.held, known: catchUp.known })];
}

/** Only typed addresses are checked, because only those can a person correct. */
function addressFindings(
  _: Examined,
  { addresses }: MeshView,
  found: Found,
): ReadonlyArray<Finding> {
  return addresses
    .filter(({ sources }) => sources.includes("static"))
    .flatMap(({ address, lastEnd, failures }) => {
      switch (lastEnd) {
        case null:
          return [];
        case "unreachable":
          return [found(NOTE, "addressSilent", { address, tries: failures })];
        case "stranger":
          return [found(WRONG, "addressStranger", { address })];
        case "ourselves":
          return [found(WRONG, "addressOurselves", { address })];
        default:
          return assertNever(lastEnd, "end of a dial");
      }
    });
}

function clockFindings(
  { till, locale }: Linked,
  view: MeshView,
  found: Found,
): ReadonlyArray<Finding> {
  const ahead = clockAheadMs(view);
  if (ahead === undefined) return [];
  const devices = till.ledger.admission();
  const strays = strayClocks(view).map(({ device, aheadMs }) =>
    found(WRONG, "clockStray", {
      till: tillName(devices, device),
      off: durationText(aheadMs, locale),
      isAhead: aheadMs > 0,
    }),
  );
  if (Math.abs(ahead) < CLOCK_NOTED_MS) return strays;
  const connected = view.peers.filter(({ isConnected }) => isConnected);
  const [only] = connected.length === 1 ? connected : [];
  const isToSet = Math.abs(ahead) > CLOCK_OFF_MS;
  const own = found(isToSet ? WRONG : NOTE, "clockOwn", {
    off: durationText(ahead, locale),
    isAhead: ahead > 0,
    till: only === undefined ? undefined : tillName(devices, only.device),
    isToSet,
  });
  return [own, ...strays];
}

/** Checks the secrets of linked tills that have exchanged all their events. */
export function secretFindings(
  { till, locale }: Pick<Linked, "till" | "locale">,
  { peers }: Pick<MeshView, "peers">,
  found: Found,
): ReadonlyArray<Finding> {
  const devices = till.ledger.admission();
  return peers.flatMap(({ device, isConnected, secretsDifferForMs: lastedMs }) => {
    if (!isConnected || lastedMs === null || lastedMs < SECRETS_DIFFER_MS) return [];
    return found(WRONG, "secretsDiffer", {
      till: tillName(devices, device),
      lasted: durationText(lastedMs, locale),
    });
  });
}

function violationFindings(
  { till, locale }: Linked,
  { violations }: MeshView,
  found: Found,
): ReadonlyArray<Finding> {
  const devices = till.ledger.admission();
  return violations.map(({ device, kind, reason, count }) => {
    const name = tillName(devices, device);
    switch (kind) {
      case "said":
        return found(WRONG, "violation", { till: name, reason, count });
      case "silent":
        return found(WRONG, "staysSilent", { till: name });
      case "dated":
        if (reason === NO_DATE) return found(WRONG, "undated", { till: name });
        return found(WRONG, "misdated", {
          till: name,
          date: localDate(reason as BusinessDay, locale),
        });
      case "greedy":
        return found(WRONG, "asksTooMuch", { till: name });
      default:
        return assertNever(kind, "kind of violation");
    }
  });
}
