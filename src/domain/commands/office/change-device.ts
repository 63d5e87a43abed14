/**
 * Decisions of a person about who belongs to the shop. Only an authority's word counts, so another
 * device says nothing at all: its act would be void on every till.
 */

import { err, ok, type Result } from "../../base/result.ts";
import { REVOKED_HEADS_MAX } from "../../events/control-events.ts";
import { type Draft } from "../../events/kinds.ts";
import { CLOSED_DAY_TAG } from "../../folds/day-fold.ts";
import { type ChainEnd, type DeviceId, deviceOf, type Origin, streamName } from "../../identity.ts";
import { type LedgerView } from "../../ledger-view.ts";
import { type AdmittedDevice, type Admission } from "../../membership/admission.ts";
import {
  type Decision,
  type DecisionContext,
  requirePermission,
  requireShortText,
} from "../decision.ts";
import { leavePrinters } from "../kitchen/hand-printers.ts";
import { type Refusal } from "../refusal.ts";

export interface Promotion {
  readonly device: DeviceId;
  readonly devices: Admission;
}

export interface RevocationWish extends Promotion {
  /**
   * The ends of all chains that are here: what lies on the device's own chains up to there goes on
   * counting.
   */
  readonly ends: ReadonlyArray<ChainEnd>;
  readonly reason: string;
  /**
   * The ends that are here, where some of it is meant to be cut: then one that is shut out already may be
   * shut out once more.
   */
  readonly takesBackFrom?: ReadonlyArray<ChainEnd> | undefined;
}

export function decidePromoteDevice(
  context: DecisionContext,
  { device, devices }: Promotion,
): Decision {
  const target = changeable(context, { device, devices });
  if (!target.ok) return target;
  if (target.value.authority) {
    return err({ type: "device/already-authority", name: deviceName(target.value) });
  }
  return ok([{ kind: "device/promoted", streams: [], body: { device } }]);
}

/**
 * The recovery sheet's own word: it needs no authority of the till at which it is said, and makes the device
 * senior to the founder.
 */
export function decidePromoteBySheet(
  context: DecisionContext,
  { device, devices, enrolment }: Promotion & { readonly enrolment: Draft | undefined },
): Decision {
  const allowed = requirePermission(context, "devices");
  if (!allowed.ok) return allowed;
  const target = devices.get(device);
  if (target === undefined || enrolment === undefined) {
    return err({ type: "device/unknown", text: device });
  }
  // The sheet brings back the till that its holder stands at: no device is senior to it then.
  if (target.revoked && device !== context.device) {
    return err({ type: "device/already-revoked", name: deviceName(target) });
  }
  return ok([enrolment]);
}

/** For ever. Nothing of what is named is cut; what it says beyond that is in question. */
export function decideRevokeDevice(
  context: DecisionContext,
  { device, devices, ends, reason, takesBackFrom }: RevocationWish,
): Decision {
  const takesBack = takesBackFrom !== undefined;
  const target = changeable(context, { device, devices, takesBack });
  if (!target.ok) return target;
  if (reason.trim() === "") {
    return err({ type: "device/reason-needed", name: deviceName(target.value) });
  }
  const fits = requireShortText("reason", reason);
  if (!fits.ok) return fits;
  // Only an authority revokes, so the last one can only revoke itself.
  const isLast = [...devices.values()].every(
    (other) =>
      other.device === device ||
      !other.authority ||
      (other.revoked && other.device !== context.device),
  );
  if (isLast) return err({ type: "device/last-authority" });
  const name = deviceName(target.value);
  const unheard = countedBeyond(context.view, { device, devices, ends: takesBackFrom ?? ends });
  if (unheard !== undefined) return err({ type: "day/counted-beyond", name, ...unheard });
  const counted = countedBeyond(context.view, { device, devices, ends });
  if (counted !== undefined) {
    const { day, closer, known } = counted;
    return err({ type: "day/counted-before", name, day, closer, known });
  }
  return ok(revocation(context.view, { by: context.device, device, ends, reason }));
}

export interface PurgeWish {
  readonly device: DeviceId;
  readonly devices: Admission;
  readonly reason: string;
}

/**
 * For ever: what the device said without it counting is thrown away, on every till. Only of one that is shut
 * out, or that nobody has enrolled: else a thief could have an honest till's words thrown away.
 */
export function decidePurgeDevice(
  context: DecisionContext,
  { device, devices, reason }: PurgeWish,
): Decision {
  const allowed = requirePermission(context, "devices");
  if (!allowed.ok) return allowed;
  if (devices.get(context.device)?.authority !== true) return err({ type: "chain/no-authority" });
  const target = devices.get(device);
  if (target !== undefined && !target.revoked) {
    return err({ type: "device/not-revoked", name: deviceName(target) });
  }
  const fits = requireShortText("reason", reason);
  if (!fits.ok) return fits;
  return ok([{ kind: "chain/purged", streams: [], body: { device, reason } }]);
}

interface CountedBeyond {
  readonly day: string;
  readonly closer: string;
  readonly known: number;
  readonly here: number;
}

/**
 * A close that counts what the device said beyond what is here of it: a revocation would cut what stands in
 * a closed day. The device's own closes, and those of tills that are shut out, hold nobody up.
 */
function countedBeyond(
  view: LedgerView,
  { device, devices, ends }: Pick<RevocationWish, "device" | "devices" | "ends">,
): CountedBeyond | undefined {
  const here = new Map<Origin, number>();
  for (const { origin, seq } of ends) here.set(origin, Math.max(seq, here.get(origin) ?? 0));
  for (const stream of view.tagged(CLOSED_DAY_TAG).toReversed()) {
    const day = streamName(stream);
    for (const { till, body } of view.glance("day", day).closes) {
      const closer = devices.get(deviceOf(till));
      if (closer === undefined || closer.revoked || closer.device === device) continue;
      const cut = body.frontier.find(
        ({ origin, seq }) => deviceOf(origin) === device && seq > (here.get(origin) ?? 0),
      );
      if (cut === undefined) continue;
      const known = { known: cut.seq, here: here.get(cut.origin) ?? 0 };
      return { day, closer: deviceName(closer), ...known };
    }
  }
  return undefined;
}

/** Returns a revocation that a person has decided on already, with the reason of now. */
export function revocation(
  view: LedgerView,
  { by, device, ends, reason }: Omit<RevocationWish, "devices"> & { readonly by: DeviceId },
): ReadonlyArray<Draft> {
  const heads = namedHeads(device, ends);
  return [
    { kind: "device/revoked", streams: [], body: { device, heads: [...heads], reason } },
    // The printers of a revoked till are handed on, because nobody waits for its papers.
    ...leavePrinters(view, device, by),
  ];
}

/** Returns a device's name for people: its letters and its name. */
export function deviceName({ code, name }: Pick<AdmittedDevice, "code" | "name">): string {
  return `${code} ${name}`;
}

function changeable(
  context: DecisionContext,
  { device, devices, takesBack = false }: Promotion & { readonly takesBack?: boolean },
): Result<AdmittedDevice, Refusal> {
  const allowed = requirePermission(context, "devices");
  if (!allowed.ok) return allowed;
  if (devices.get(context.device)?.authority !== true) return err({ type: "chain/no-authority" });
  const target = devices.get(device);
  if (target === undefined) return err({ type: "device/unknown", text: device });
  if (target.revoked && !takesBack) {
    return err({ type: "device/already-revoked", name: deviceName(target) });
  }
  return ok(target);
}

/**
 * A thief with the device's key can begin chains without end, to make it more than one act can name:
 * then the longest are named, and the others are in question until a person admits them.
 */
function namedHeads(device: DeviceId, ends: ReadonlyArray<ChainEnd>): ReadonlyArray<ChainEnd> {
  return ends
    .filter(({ origin }) => deviceOf(origin) === device)
    .toSorted((a, b) => b.seq - a.seq || (a.hash < b.hash ? -1 : 1))
    .slice(0, REVOKED_HEADS_MAX);
}
