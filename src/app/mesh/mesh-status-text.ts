/** The tills of the shop, who is connected and who lacks what, as text in a language. */

import { assertNever } from "../../domain/base/assert-never.ts";
import { deviceName } from "../../domain/commands/office/change-device.ts";
import { type DeviceId } from "../../domain/identity.ts";
import { momentText, wallTimeAt } from "../../domain/text/clock-text.ts";
import { durationText } from "../../domain/text/duration-text.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { findingsWords } from "../../words/made/findings/all.ts";
import { meshStatusWords } from "../../words/made/meshStatus/all.ts";
import { type MeshStatusWords } from "../../words/made/meshStatus/words.ts";
import { type MeshView } from "../membership/mesh-view.ts";
import { revocationOf } from "../membership/revocation.ts";
import { shopTimeText } from "../shop-time-text.ts";
import { type Till, type TillHere } from "../till/till.ts";
import { findingsIn } from "../words/findings-in.ts";
import { percent } from "../words/percent.ts";
import { padEnd, widest } from "../words/text-columns.ts";
import { listDevices, type ShopDevice } from "./devices.ts";
import { secretFindings } from "./mesh-checks.ts";
import {
  CLOCK_NOTED_MS,
  CLOCK_OFF_MS,
  closedText,
  isUnopened,
  type MeshStanding,
  officesOf,
  otherTills,
  peerOf,
  type PeerView,
  printedFor,
  tillName,
} from "./mesh-report.ts";
import { violationSentence } from "./violations.ts";

interface StatusContext extends Pick<TillHere, "till" | "clock"> {
  readonly words: MeshStatusWords;
  readonly locale: Locale;
  /** A moment, as people there say it. */
  readonly timeText: (atMs: number) => string;
  /** Undefined while this box has no links. */
  readonly view: MeshView | undefined;
}

export function meshStatusToText(
  { till, clock }: Pick<TillHere, "till" | "clock">,
  standing: MeshStanding,
  locale: Locale,
): ReadonlyArray<string> {
  const words = wordsIn(meshStatusWords, locale);
  const nowMs = clock.nowMs();
  const view = standing.type === "linked" ? standing.view : undefined;
  const { offsetMinutes } = till;
  function timeText(atMs: number): string {
    return shopTimeText({ offsetMinutes, locale }, atMs, nowMs);
  }
  const context: StatusContext = { till, clock, words, locale, timeText, view };
  // Those that are out stand last: after years of tablets there may be more of them than tills.
  const devices = listDevices(till).toSorted((a, b) => rankOf(a) - rankOf(b));
  const names = devices.map(deviceName);
  const cells = widest(names, 0);
  return [
    standingSentence(till.ledger, standing, locale),
    ...devices.map(
      (device, at) => `${padEnd(names[at] ?? "", cells)}  ${deviceText(context, device)}`,
    ),
    ...(view === undefined ? [] : troubleLines(context, view)),
  ];
}

function rankOf({ revocation }: ShopDevice): number {
  return revocation === undefined ? 0 : 1;
}

function standingSentence(ledger: Till["ledger"], standing: MeshStanding, locale: Locale): string {
  const found = wordsIn(findingsWords, locale);
  const words = wordsIn(meshStatusWords, locale);
  switch (standing.type) {
    case "single":
      return found.meshSingle({ hasOffice: officesOf(ledger).length > 0 });
    case "shut-out": {
      const { reason, replacedBy } = revocationOf(ledger, ledger.identity.key.device);
      return found.meshShutOut({ reason, replacedBy });
    }
    case "keyless":
      return words.keyless;
    case "no-program":
      return words.noProgram;
    case "silent":
      return found.holderSilent({ pid: standing.pid });
    case "unlinked":
      return words.unlinked({ pid: standing.pid });
    case "linked": {
      const { pid, view } = standing;
      const safeOn = view.safeOn ?? undefined;
      return words.linked({ pid, port: view.port, safeOn, others: otherTills(ledger).length });
    }
    default:
      return assertNever(standing, "standing in the mesh");
  }
}

function deviceText(context: StatusContext, device: ShopDevice): string {
  const { words, view } = context;
  const { authority, isSelf, revocation } = device;
  const isLinked = view !== undefined && revocation === undefined;
  const peer = peerOf(view, device.device);
  const isHere = isSelf || peer?.isConnected === true;
  const prints = revocation === undefined ? printedFor(context.till.ledger, device.device) : [];
  return [
    ...(revocation === undefined
      ? []
      : [words.revoked({ reason: revocation.reason, replacedBy: revocation.replacedBy })]),
    ...(authority && revocation === undefined ? [words.authority] : []),
    ...(isSelf
      ? [words.self]
      : [
          ...(isLinked ? standingWords(context, view, device) : []),
          ...(isHere ? [] : [lastText(context, device, peer)]),
          ...safeWords(context, device.device),
        ]),
    ...prints.map((facts) => words.printsFor(facts)),
  ].join(", ");
}

/** Returns the last event that is here of a till that is not connected. */
function lastText(
  { words, view, timeText }: StatusContext,
  { chains }: ShopDevice,
  peer: PeerView | undefined,
): string {
  const last = chains[0]?.at.wallMs;
  if (last !== undefined) return words.lastEvent({ when: timeText(last) });
  return view === undefined || typeof peer?.heardAgoMs === "number"
    ? words.nothingHere
    : words.joinAgain;
}

/** Returns the number of copies of its last event, as far as it was received here. */
function safeWords({ words, view }: StatusContext, device: DeviceId): ReadonlyArray<string> {
  const safeOn = safeOnOf(view, device);
  return safeOn === undefined ? [] : [words.safeOn({ others: safeOn })];
}

/** Returns the number of other devices that hold a device's last event; undefined where that is not known. */
export function safeOnOf(view: MeshView | undefined, device: DeviceId): number | undefined {
  return view?.safety.find((known) => known.device === device)?.safeOn;
}

function standingWords(
  context: StatusContext,
  view: MeshView,
  { device }: ShopDevice,
): ReadonlyArray<string> {
  const peer = peerOf(view, device);
  const closed =
    peer?.isConnected === true ? undefined : closedText(context, device, context.locale);
  if (closed !== undefined) return [context.words.closed({ time: closed })];
  const said = peerWords(context, peer);
  // A box without a screen may be lost all the same.
  return isUnopened(context.till.ledger, view, device) ? [...said, context.words.unopened] : said;
}

function peerWords(
  { till, clock, words, timeText, locale }: StatusContext,
  peer: PeerView | undefined,
): ReadonlyArray<string> {
  if (peer?.isConnected !== true) {
    const agoMs = peer?.heardAgoMs ?? undefined;
    const since = agoMs === undefined ? undefined : timeText(clock.nowMs() - agoMs);
    const behind =
      peer === undefined || peer.behind === 0 ? [] : [words.lacksUpTo({ events: peer.behind })];
    return [words.notConnected, words.lastHeard({ when: since }), ...behind];
  }
  const { behind, roundTripMs, clockAheadMs, remote } = peer;
  const isOff = clockAheadMs !== null && Math.abs(clockAheadMs) >= CLOCK_NOTED_MS;
  return [
    words.connected,
    behind === 0 ? words.hasAll : words.lacks({ events: behind }),
    ...(roundTripMs === null
      ? []
      : [words.roundTrip({ duration: durationText(roundTripMs, locale) })]),
    ...(isOff
      ? [
          words.clock({ off: durationText(clockAheadMs, locale), isAhead: clockAheadMs > 0 }),
          ...(Math.abs(clockAheadMs) > CLOCK_OFF_MS
            ? [momentText(wallTimeAt(clock.nowMs() + clockAheadMs, till.offsetMinutes), locale)]
            : []),
        ]
      : []),
    ...(remote === null ? [] : [remote]),
  ];
}

function troubleLines(
  { till, words, locale }: StatusContext,
  { peers, catchUp, isPaused, violations }: MeshView,
): ReadonlyArray<string> {
  const devices = till.ledger.admission();
  return [
    ...(catchUp === null
      ? []
      : [
          words.fetching({
            percent: percent({ done: catchUp.held, total: catchUp.known }),
            held: catchUp.held,
            known: catchUp.known,
          }),
        ]),
    ...(isPaused ? [words.noRoom] : []),
    ...secretFindings({ till, locale }, { peers }, findingsIn(locale)).map((it) => it.sentence),
    ...violations.map((violation) => {
      const { device, reason, count } = violation;
      const name = tillName(devices, device);
      const said = words.violation({ till: name, reason, count });
      return violationSentence(violation, words, { name, said, locale });
    }),
  ];
}
