import { expect, test } from "vitest";

import { findDevice } from "../../../../src/domain/commands/office/find-device.ts";
import { type DeviceId } from "../../../../src/domain/identity.ts";
import { type AdmittedDevice } from "../../../../src/domain/membership/admission.ts";

const DEVICES = new Map(
  [
    device("A", "Front counter", "abcd"),
    device("B", "Bar", "bbbb"),
    device("BA", "Terrace", "abce"),
    device("C", "bar", "cccc"),
    // Called like another one's letters.
    device("D", "B", "dddd"),
  ].map((one) => [one.device, one]),
);

test.each([
  ["B", "B"],
  ["ba", "BA"],
  ["front COUNTER", "A"],
  [" Terrace ", "BA"],
  ["abcd", "A"],
  ["ABCE2", "BA"],
])("%j names till %s", (text, code) => {
  expect(findDevice(DEVICES, text)).toMatchObject({ ok: true, value: { code } });
});

test.each(["Bar", "abc2", "abc", "", "Q"].map((text) => [text] as const))(
  "%j names no single till",
  (text) => {
    expect(findDevice(DEVICES, text).ok).toBe(false);
  },
);

test("several tills of one name are told apart by their letters", () => {
  expect(findDevice(DEVICES, "bar")).toEqual({
    ok: false,
    fault: { type: "device/ambiguous", text: "bar", letters: ["B", "C"] },
  });
  expect(findDevice(DEVICES, "nobody")).toEqual({
    ok: false,
    fault: { type: "device/unknown", text: "nobody" },
  });
});

function device(code: string, name: string, fingerprint: string): AdmittedDevice {
  const id = fingerprint.padEnd(26, "2") as DeviceId;
  return {
    device: id,
    name,
    code,
    rights: ["till"],
    authority: false,
    revoked: false,
    linkKeys: [],
    sealKeys: [],
  };
}
