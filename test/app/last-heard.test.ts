/** When a till was last heard: what a sale says of who has the rest, in the shop's time. */

import { expect, test } from "vitest";

import { heardAtMs } from "../../src/app/membership/mesh-view.ts";
import { peerNamed } from "../../src/app/membership/till-name.ts";
import { type DeviceId, firstOrigin } from "../../src/domain/identity.ts";

const BAR = "b".repeat(26) as DeviceId;
const NOW_MS = 1_764_162_120_000;
const HOUR_MS = 3_600_000;

function seen(isConnected: boolean, heardAgoMs: number | null) {
  return { peers: [{ device: BAR, isConnected, heardAgoMs }] };
}

test("A till that is not heard now was heard so long ago", () => {
  expect(heardAtMs(seen(false, HOUR_MS), BAR, NOW_MS)).toBe(NOW_MS - HOUR_MS);
});

test.each([
  ["is connected", seen(true, 20)],
  ["was never heard by this box", seen(false, null)],
  ["is unknown to the links", { peers: [] }],
  ["is asked of by a process without links", undefined],
] as const)("A till that %s has no such time", (_, view) => {
  expect(heardAtMs(view, BAR, NOW_MS)).toBeUndefined();
});

test("A till is named with that time on the shop's wall", () => {
  function heardAt(device: DeviceId): number | undefined {
    return heardAtMs(seen(false, HOUR_MS), device, NOW_MS);
  }

  expect(
    peerNamed({ devices: new Map(), heardAtMs: heardAt }, firstOrigin(BAR), () => 60),
  ).toMatchObject({ till: BAR, heard: { wallMs: NOW_MS - HOUR_MS, offsetMinutes: 60 } });
});
