/** The choice of one box among those that hear each other: the one with the lowest letter. */

import { type DeviceId } from "../../domain/identity.ts";
import { type MeshView } from "../membership/mesh-view.ts";
import { type Till } from "../till/till.ts";

export function connectedDevices(view: MeshView | undefined): ReadonlyArray<DeviceId> {
  return (view?.peers ?? []).flatMap(({ device, isConnected }) => (isConnected ? [device] : []));
}

/** Single letters are the first tills. */
export function compareCodes(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : Number(a > b));
}

/** Returns the box with the lowest letter among this one and those that it hears. */
export function seniorAmong(
  { ledger }: Pick<Till, "ledger">,
  view: MeshView | undefined,
): DeviceId {
  const devices = ledger.admission();
  const self = ledger.identity.key.device;
  const members = connectedDevices(view).filter((device) => devices.get(device)?.revoked === false);
  const [senior = self] = [self, ...members].toSorted((a, b) =>
    compareCodes(devices.get(a)?.code ?? "", devices.get(b)?.code ?? ""),
  );
  return senior;
}
