/** The tills of the shop as a register tells of them, one by one. */

import { deviceName } from "../../domain/commands/office/change-device.ts";
import { type AdmittedDevice } from "../../domain/membership/admission.ts";
import { durationText } from "../../domain/text/duration-text.ts";
import { type ShopTill, type TillLine, type TillLink } from "../../tui/ports/tills-port.ts";
import { type MeshView } from "../membership/mesh-view.ts";
import { type Printing } from "../printing/printing.ts";
import { shopTimeText } from "../shop-time-text.ts";
import { type Till, type TillHere } from "../till/till.ts";
import {
  CLOCK_NOTED_MS,
  clockAheadMs,
  clocksAheadMs,
  closedText,
  isUnopened,
  otherTills,
  peerOf,
} from "./mesh-report.ts";
import { openViolations } from "./violations.ts";

export type TillsOpen = Pick<TillHere, "clock"> & {
  readonly till: Pick<Till, "ledger" | "offsetMinutes">;
  readonly printing: Pick<Printing, "mesh">;
};

/** Returns this till first, then the others by their letters. */
export function shopTills(open: TillsOpen): ReadonlyArray<ShopTill> {
  const { ledger } = open.till;
  const others = otherTills(ledger);
  const view = open.printing.mesh();
  const self = ledger.admission().get(ledger.identity.key.device);
  const clocks = view && clocksAheadMs(view);
  const shunned = new Set(openViolations(open).map(({ device }) => device));
  return [
    {
      device: ledger.identity.key.device,
      name: self === undefined ? "?" : deviceName(self),
      // A shop of one box has nobody to be safe on.
      link: {
        type: "self",
        safeOn: others.length === 0 ? undefined : (view?.safeOn ?? undefined),
      },
      clock: clockOf(view && clockAheadMs(view)),
      misbehaves: false,
      line: view && ownLine(view),
    },
    ...others.map((other): ShopTill => ({
      device: other.device,
      name: deviceName(other),
      link: view === undefined ? { type: "unknown" } : linkOf(open, other, view),
      clock: clockOf(clocks?.get(other.device)),
      misbehaves: shunned.has(other.device),
      line: lineOf(view, other),
    })),
  ];
}

function linkOf({ till, clock }: TillsOpen, { device }: AdmittedDevice, view: MeshView): TillLink {
  const { ledger } = till;
  const peer = peerOf(view, device);
  if (isUnopened(ledger, view, device)) return { type: "unopened" };
  const closed = peer?.isConnected === true ? undefined : closedText({ till, clock }, device);
  if (closed !== undefined) return { type: "closed", at: closed };
  if (peer === undefined) return { type: "lost", heardAt: undefined };
  const said = ledger.head(ledger.identity.origin)?.seq ?? 0;
  const hasOurs = peer.holdsOwn >= said;
  const { isConnected, behind: lacks, heardAgoMs } = peer;
  if (isConnected) return { type: "connected", lacks, hasOurs };
  // A third one has told of it: what it holds of others is not known.
  if (heardAgoMs === null) return { type: "lost", heardAt: undefined, hasOurs };
  const nowMs = clock.nowMs();
  const heardAt = shopTimeText(till, nowMs - heardAgoMs, nowMs);
  return { type: "lost", heardAt, lacks, hasOurs };
}

function ownLine(view: MeshView): TillLine {
  const isClockKnown = clockAheadMs(view) !== undefined;
  return { address: undefined, roundTrip: undefined, isClockKnown };
}

function lineOf(view: MeshView | undefined, { device }: AdmittedDevice): TillLine | undefined {
  const peer = peerOf(view, device);
  if (peer?.isConnected !== true) return undefined;
  const { remote, roundTripMs, clockAheadMs: ahead } = peer;
  return {
    address: remote ?? undefined,
    roundTrip: roundTripMs === null ? undefined : durationText(roundTripMs),
    isClockKnown: ahead !== null,
  };
}

function clockOf(aheadMs: number | undefined): ShopTill["clock"] {
  if (aheadMs === undefined || Math.abs(aheadMs) < CLOCK_NOTED_MS) return undefined;
  return { off: durationText(aheadMs), isAhead: aheadMs > 0 };
}
