/** How the till that a chain belongs to is called. */

import { codeOf } from "../../domain/events/series.ts";
import { type DeviceId, deviceOf, firstOrigin, type Origin } from "../../domain/identity.ts";
import { type Admission } from "../../domain/membership/admission.ts";
import { type Peer } from "../../domain/membership/peer.ts";
import { type OffsetAt, wallTimeAt } from "../../domain/text/clock-text.ts";

/** Returns its code and name, as far as the shop knows them. */
export function tillNameOf(devices: Admission, origin: Origin): string {
  const device = devices.get(deviceOf(origin));
  return device === undefined ? `device ${deviceOf(origin)}` : `${device.code} ${device.name}`;
}

/** Returns what people call a device: its name, or its code where it has none. */
export function deviceNameOf(devices: Admission, device: DeviceId): string {
  const { name, code } = devices.get(device) ?? { name: "", code: device };
  return name === "" ? code : name;
}

/** Returns the till of a chain as a sentence names it, with the time at which it was last heard, if it is not heard now. */
export function peerNamed(
  {
    devices,
    heardAtMs,
  }: {
    readonly devices: Admission;
    readonly heardAtMs: ((device: DeviceId) => number | undefined) | undefined;
  },
  origin: Origin,
  offsetAt: OffsetAt,
): Peer {
  const device = deviceOf(origin);
  const atMs = heardAtMs?.(device);
  const till = deviceNameOf(devices, device);
  return atMs === undefined ? { till } : { till, heard: wallTimeAt(atMs, offsetAt) };
}

/** Returns the tills of the shop that are not heard now, and of which it is known since when. */
export function unheardPeers(
  known: Parameters<typeof peerNamed>[0],
  self: DeviceId,
  offsetAt: OffsetAt,
): ReadonlyArray<Peer> {
  return [...known.devices.values()]
    .filter(({ device, revoked, rights }) => device !== self && !revoked && rights.includes("till"))
    .map(({ device }) => peerNamed(known, firstOrigin(device), offsetAt))
    .filter(({ heard }) => heard !== undefined);
}

/** Returns the name of the till whose numbers begin with these letters, or the letters themselves. */
export function seriesTillName(devices: Admission, series: string): string {
  return [...devices.values()].find(({ code }) => code === codeOf(series))?.name ?? series;
}

/** `A-000012 (Counter), B-000003 (Bar)`. */
export function papersText(
  papers: ReadonlyArray<{ readonly number: string; readonly till: string }>,
): string {
  return papers
    .map(({ number, till }) => (till === "" ? number : `${number} (${till})`))
    .join(", ");
}
