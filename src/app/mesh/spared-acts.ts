/**
 * The decisions of a revoked till about other tills that go on counting: its enrolments, promotions
 * and revocations. A till that is senior to the revoking one can even make more. A person has to
 * know.
 */

import { deviceName } from "../../domain/commands/office/change-device.ts";
import { type DeviceId, deviceOf } from "../../domain/identity.ts";
import { type PlacedAct } from "../../domain/membership/control-acts.ts";
import { type Ledger } from "../../ledger/ledger.ts";

export interface SparedAct {
  readonly kind: "device/enrolled" | "device/promoted" | "device/revoked";
  /** The device that the decision is about. */
  readonly device: DeviceId;
  /** `C Bar`. */
  readonly name: string;
  /** The device's letters. */
  readonly code: string;
}

/** Whether a revocation by this till would cut its sales and not whom it takes in from then on. */
export function canAnswer(ledger: Ledger, device: DeviceId): boolean {
  const self = ledger.identity.key.device;
  if (device === self || ledger.admission().get(device)?.authority !== true) return false;
  return ledger.compareDevices(device, self) < 0;
}

/**
 * What a device decided about others and what counts, each once, in the order in which it said so. Whom it
 * brought in and who is shut out by now is settled; that this till was, nobody here has to look at.
 */
export function sparedActs(ledger: Ledger, device: DeviceId): ReadonlyArray<SparedAct> {
  return ledger.read(() => {
    const devices = ledger.admission();
    const acts = ledger.controlActs().flatMap((act): ReadonlyArray<SparedAct> => {
      const said = aboutDevice(act);
      if (deviceOf(act.event.key.origin) !== device || said === undefined) return [];
      const target = devices.get(said.device);
      if (target === undefined || said.device === device) return [];
      const isHere = said.device === ledger.identity.key.device;
      const isSettled = said.kind !== "device/revoked" && (target.revoked || isHere);
      return isSettled ? [] : [{ ...said, name: deviceName(target), code: target.code }];
    });
    return [...new Map(acts.map((act) => [`${act.kind} ${act.device}`, act])).values()];
  });
}

function aboutDevice({ event }: PlacedAct): Pick<SparedAct, "kind" | "device"> | undefined {
  switch (event.kind) {
    case "device/enrolled":
    case "device/promoted":
    case "device/revoked":
      return { kind: event.kind, device: event.body.device };
    default:
      return undefined;
  }
}
