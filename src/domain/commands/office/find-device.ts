/** Which device a person means, by its letters, by what it is called, or by its fingerprint. */

import { err, ok, type Result } from "../../base/result.ts";
import { type Admission, type AdmittedDevice } from "../../membership/admission.ts";
import { type Refusal } from "../refusal.ts";

/** Fewer characters of a fingerprint name nobody. */
const FINGERPRINT_MIN = 4;

/** Letters are tried first, because they are few, and stand on papers. */
export function findDevice(devices: Admission, text: string): Result<AdmittedDevice, Refusal> {
  const wanted = text.trim().toLowerCase();
  const all = [...devices.values()];
  const isPrefix = wanted.length >= FINGERPRINT_MIN;
  const found = [
    all.filter(({ code }) => code.toLowerCase() === wanted),
    all.filter(({ name }) => name.toLowerCase() === wanted),
    all.filter(({ device }) => isPrefix && device.startsWith(wanted)),
  ].find(({ length }) => length > 0);
  const [device, ...others] = found ?? [];
  if (device === undefined) return err({ type: "device/unknown", text });
  if (others.length === 0) return ok(device);
  const letters = [device, ...others].map(({ code }) => code).toSorted();
  return err({ type: "device/ambiguous", text, letters });
}
