/** `till mesh status`: the tills of the shop, who is connected, and who lacks what. */

import { counted } from "../../app/counted.ts";
import { type MeshView } from "../../app/mesh-view.ts";
import { listDevices, type ShopDevice } from "../../app/mesh/devices.ts";
import { durationText } from "../../app/mesh/duration-text.ts";
import {
  CLOCK_NOTED_MS,
  isUnopened,
  meshStanding,
  type MeshStanding,
  missingTills,
  otherTills,
  peerOf,
  shutOutSentence,
  type PeerView,
  tillName,
} from "../../app/mesh/mesh-report.ts";
import { type OpenTill } from "../../app/open-till.ts";
import { wallToText } from "../../app/orders/order-json.ts";
import { percent } from "../../app/percent.ts";
import { silenceSentence } from "../../app/printing/duties-holder.ts";
import { shopTimeText } from "../../app/shop-time-text.ts";
import { assertNever } from "../../domain/assert-never.ts";
import { deviceName } from "../../domain/commands/change-device.ts";
import { type DeviceId } from "../../domain/identity.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { revokedWord } from "../revoked-words.ts";
import { type JsonOptions, withTill } from "../with-till.ts";

/** How far in the rest of a till's line stands. */
const NEXT_LINE_CELLS = 4;

/**
 * Exits with 6 while no other till is connected, and with 8 while one of them isn't, or doesn't have
 * all that is here, or has what isn't: 0 means that everything is everywhere.
 */
export function showMesh(options: JsonOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const standing = meshStanding(open.till.ledger, await open.printing.askHolder());
    if (options.json === true) console.json(toJson(open, standing));
    else for (const line of toText(open, standing)) console.words(line, NEXT_LINE_CELLS);
    return codeOf(open, standing);
  });
}

function codeOf({ till: { ledger } }: OpenTill, standing: MeshStanding): ExitCode {
  switch (standing.type) {
    case "single":
      return EXIT.fine;
    case "shut-out":
      return EXIT.refused;
    case "keyless":
    case "no-program":
    case "silent":
    case "unlinked":
      return EXIT.unreachable;
    case "linked": {
      const { view } = standing;
      const missing = missingTills(ledger, view);
      if (missing.length === otherTills(ledger).length) return EXIT.unreachable;
      const isWhole = otherTills(ledger).every(({ device }) => peerOf(view, device)?.behind === 0);
      return missing.length === 0 && isWhole && view.catchUp === null ? EXIT.fine : EXIT.incomplete;
    }
    default:
      return assertNever(standing, "standing in the mesh");
  }
}

function viewOf(standing: MeshStanding): MeshView | undefined {
  return standing.type === "linked" ? standing.view : undefined;
}

function toText(open: OpenTill, standing: MeshStanding): ReadonlyArray<string> {
  const { ledger } = open.till;
  const view = viewOf(standing);
  const devices = listDevices(open.till);
  const names = devices.map(deviceName);
  const width = Math.max(...names.map(({ length }) => length));
  return [
    standingSentence(ledger, standing),
    ...devices.map(
      (device, at) => `${(names[at] ?? "").padEnd(width)}  ${deviceText(open, device, standing)}`,
    ),
    ...(view === undefined ? [] : troubleLines(open, view)),
  ];
}

function standingSentence(ledger: OpenTill["till"]["ledger"], standing: MeshStanding): string {
  const others = otherTills(ledger).length;
  switch (standing.type) {
    case "single":
      return "Single till: what it sells is on this box alone.";
    case "shut-out":
      return shutOutSentence(ledger);
    case "keyless":
      return "This till has no keys for links to others: nobody has let it in.";
    case "no-program":
      return "No program of this till is connected: open the register or `till node`.";
    case "silent":
      return silenceSentence(standing.pid);
    case "unlinked":
      return `Process ${standing.pid} has the duties and takes no links (yet): its log says why.`;
    case "linked": {
      const { pid, view } = standing;
      const safe =
        view.safeOn === null
          ? "this till has said nothing yet"
          : `what this till said last is safe on ${view.safeOn} of ${counted(others, "other till")}`;
      return `Connected by process ${pid} on port ${view.port}; ${safe}.`;
    }
    default:
      return assertNever(standing, "standing in the mesh");
  }
}

function deviceText({ till, clock }: OpenTill, device: ShopDevice, standing: MeshStanding): string {
  const { authority, isSelf, chains, revocation } = device;
  const revoked = revocation !== undefined;
  const view = viewOf(standing);
  const peer = peerOf(view, device.device);
  const last = chains[0]?.at.wallMs;
  const heard =
    last === undefined
      ? neverHeard(view, peer)
      : `its last event here is of ${shopTimeText(till, last, clock.nowMs())}`;
  const what = isSelf
    ? ["this till"]
    : [
        ...(view === undefined || revoked ? [] : standingWords({ till, clock }, view, device)),
        ...(peer?.isConnected === true ? [] : [heard]),
        ...safeWords(view, device.device),
      ];
  return [
    ...(revoked ? [revokedWord(revocation)] : []),
    ...(authority ? ["authority"] : []),
    ...what,
  ].join(", ");
}

/** What it said last, as far as it was heard here. */
function safeWords(view: MeshView | undefined, device: DeviceId): ReadonlyArray<string> {
  const safeOn = safeOnOf(view, device);
  return safeOn === undefined ? [] : [`safe on ${counted(safeOn, "other till")}`];
}

function safeOnOf(view: MeshView | undefined, device: DeviceId): number | undefined {
  return view?.safety.find((known) => known.device === device)?.safeOn;
}

/** The box itself may not know that it was taken in. */
function neverHeard(view: MeshView | undefined, peer: PeerView | undefined): string {
  const nothing = "nothing of it is here";
  return view === undefined || typeof peer?.heardAgoMs === "number"
    ? nothing
    : `${nothing}: if its joining broke off, invite anew and join on it again`;
}

function standingWords(
  { till, clock }: Pick<OpenTill, "till" | "clock">,
  view: MeshView,
  { device }: ShopDevice,
): ReadonlyArray<string> {
  const words = peerWords(till, peerOf(view, device), clock.nowMs());
  // A box without a screen may be lost all the same.
  return isUnopened(till.ledger, view, device) ? [...words, "no register opened there yet"] : words;
}

function peerWords(
  till: OpenTill["till"],
  peer: PeerView | undefined,
  nowMs: number,
): ReadonlyArray<string> {
  if (peer?.isConnected !== true) {
    const agoMs = peer?.heardAgoMs ?? undefined;
    const since =
      agoMs === undefined
        ? "not heard since this program began"
        : `last heard at ${shopTimeText(till, nowMs - agoMs, nowMs)}`;
    const behind = peer === undefined || peer.behind === 0 ? [] : [`lacks up to ${events(peer)}`];
    return ["not connected", since, ...behind];
  }
  const { behind, roundTripMs, clockAheadMs, remote } = peer;
  const isOff = clockAheadMs !== null && Math.abs(clockAheadMs) >= CLOCK_NOTED_MS;
  const way = (clockAheadMs ?? 0) > 0 ? "ahead" : "behind";
  return [
    "connected",
    behind === 0 ? "has everything" : `lacks ${events(peer)}`,
    ...(roundTripMs === null ? [] : [`round trip ${durationText(roundTripMs)}`]),
    ...(isOff ? [`clock ${durationText(clockAheadMs)} ${way} of ours`] : []),
    ...(remote === null ? [] : [remote]),
  ];
}

function events({ behind }: PeerView): string {
  return counted(behind, "event");
}

function troubleLines(
  { till }: OpenTill,
  { catchUp, isPaused, misdeeds }: MeshView,
): ReadonlyArray<string> {
  const devices = till.ledger.admission();
  const fetched =
    catchUp === null
      ? []
      : [
          `Catching up: ${percent({ done: catchUp.held, total: catchUp.known })}, ${catchUp.held} of ${counted(catchUp.known, "event")}.`,
        ];
  const paused = isPaused ? ["The disk has no room for what the others tell: make room."] : [];
  const bad = misdeeds.map(
    ({ device, reason, count }) =>
      `${tillName(devices, device)} sent what no till sends: ${reason} (${counted(count, "time")}).`,
  );
  return [...fetched, ...paused, ...bad];
}

function toJson({ till, clock }: OpenTill, standing: MeshStanding) {
  const { ledger } = till;
  const view = viewOf(standing);
  const nowMs = clock.nowMs();
  const codes = ledger.admission();
  return {
    state: standing.type,
    process: "pid" in standing ? (standing.pid ?? null) : null,
    port: view?.port ?? null,
    safeOn: view?.safeOn ?? null,
    catchUp: view?.catchUp ?? null,
    paused: view?.isPaused ?? false,
    devices: listDevices(till).map((device) => {
      const { code, name, device: id, authority, revocation, isSelf, chains } = device;
      const peer = peerOf(view, id);
      const agoMs = peer?.heardAgoMs ?? undefined;
      const last = chains[0]?.at;
      return {
        code,
        name,
        fingerprint: id,
        self: isSelf,
        authority,
        revoked: revocation !== undefined,
        revokedReason: revocation?.reason ?? null,
        replacedBy: revocation?.replacedBy ?? null,
        connected: peer?.isConnected ?? false,
        heardAt: agoMs === undefined ? null : timeText(till, nowMs - agoMs),
        lastEventAt: last === undefined ? null : wallToText(last),
        behind: peer?.behind ?? null,
        safeOn: safeOnOf(view, id) ?? null,
        roundTripMs: rounded(peer?.roundTripMs),
        clockAheadMs: rounded(peer?.clockAheadMs),
        address: peer?.remote ?? null,
      };
    }),
    misdeeds: (view?.misdeeds ?? []).map(({ device, reason, count }) => ({
      code: codes.get(device)?.code ?? null,
      fingerprint: device,
      reason,
      count,
    })),
  };
}

function rounded(ms: number | null | undefined): number | null {
  return ms === null || ms === undefined ? null : Math.round(ms);
}

function timeText(till: OpenTill["till"], wallMs: number): string {
  return wallToText({ wallMs, offsetMinutes: till.offsetMinutes(wallMs) });
}
