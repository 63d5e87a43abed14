/** `till mesh status`: the tills of the shop, who is connected, and who lacks what. */

import { closedAtMs } from "../../app/membership/closed-till.ts";
import { type MeshView } from "../../app/membership/mesh-view.ts";
import { listDevices } from "../../app/mesh/devices.ts";
import {
  meshStanding,
  type MeshStanding,
  type PeerView,
  missingTills,
  otherTills,
  peerOf,
  printedFor,
} from "../../app/mesh/mesh-report.ts";
import { meshStatusToText, safeOnOf } from "../../app/mesh/mesh-status-text.ts";
import { type OpenTill } from "../../app/open-till.ts";
import { wallToText } from "../../app/orders/order-json.ts";
import { assertNever } from "../../domain/base/assert-never.ts";
import { type DeviceId } from "../../domain/identity.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
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
    else {
      for (const line of meshStatusToText(open, standing, console.locale())) {
        console.words(line, NEXT_LINE_CELLS);
      }
    }
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
      const missing = missingTills(ledger, view).filter(
        ({ device }) => closedAtMs(ledger, device) === undefined,
      );
      const others = otherTills(ledger).filter(
        ({ device }) =>
          peerOf(view, device)?.isConnected === true || closedAtMs(ledger, device) === undefined,
      );
      if (missing.length > 0 && missing.length === others.length) return EXIT.unreachable;
      const isWhole = others.every(({ device }) => peerOf(view, device)?.behind === 0);
      return missing.length === 0 && isWhole && view.catchUp === null ? EXIT.fine : EXIT.incomplete;
    }
    default:
      return assertNever(standing, "standing in the mesh");
  }
}

function viewOf(standing: MeshStanding): MeshView | undefined {
  return standing.type === "linked" ? standing.view : undefined;
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
      const aheadMs = peer?.clockAheadMs ?? undefined;
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
        closedAt: closedText(till, id, peer),
        printsFor: printedFor(till.ledger, id),
        lastEventAt: last === undefined ? null : wallToText(last),
        behind: peer?.behind ?? null,
        secretsDifferForMs: rounded(peer?.secretsDifferForMs),
        safeOn: safeOnOf(view, id) ?? null,
        roundTripMs: rounded(peer?.roundTripMs),
        clockAheadMs: rounded(peer?.clockAheadMs),
        clockSays: aheadMs === undefined ? null : timeText(till, nowMs + aheadMs),
        address: peer?.remote ?? null,
      };
    }),
    violations: (view?.violations ?? []).map(({ device, kind, reason, count }) => ({
      code: codes.get(device)?.code ?? null,
      fingerprint: device,
      kind,
      reason,
      count,
    })),
  };
}

function rounded(ms: number | null | undefined): number | null {
  return ms === null || ms === undefined ? null : Math.round(ms);
}

function closedText(
  till: OpenTill["till"],
  device: DeviceId,
  peer: PeerView | undefined,
): string | null {
  const atMs = peer?.isConnected === true ? undefined : closedAtMs(till.ledger, device);
  return atMs === undefined ? null : timeText(till, atMs);
}

function timeText(till: OpenTill["till"], wallMs: number): string | null {
  return wallToText({ wallMs, offsetMinutes: till.offsetMinutes(wallMs) });
}
