/** The name of the till that a chain belongs to. */

import { type DeviceId, deviceOf, type Origin } from "../domain/identity.ts";
import { type Admission } from "../domain/membership/admission.ts";
import { codeOf } from "../domain/series.ts";

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
