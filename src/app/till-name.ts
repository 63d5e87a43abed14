/** What a person calls the till that a chain is of. */

import { deviceOf, type Origin } from "../domain/identity.ts";
import { type Admission } from "../domain/membership/admission.ts";

/** Its code and name, as far as the shop knows it. */
export function tillNameOf(devices: Admission, origin: Origin): string {
  const device = devices.get(deviceOf(origin));
  return device === undefined ? `device ${deviceOf(origin)}` : `${device.code} ${device.name}`;
}
