/** What a simulated till tells its address book has to be what the real mesh tells. */

import { expect, test } from "vitest";

import { createSeededRandom } from "../../../proof/sim/dice.ts";
import { createDialling } from "../../../proof/sim/mesh-process.ts";
import { type DeviceId } from "../../../src/domain/identity.ts";
import { EVERYBODY } from "../../../src/mesh/dialling/dial-pauses.ts";

const US = deviceOf("x");
const REVOKED = deviceOf("a");
const HOST = "10.0.0.2";
const LINK_KEY = "its key";
/** A revoked device is listened to for so long. */
const LISTENED_MS = 10_000;
const TICK_MS = 100;

test("a till that is revoked here is dialled seldom once it was heard out", () => {
  const dials: number[] = [];
  let nowMs = 0;
  const dialling = createDialling({
    device: US,
    random: createSeededRandom("a"),
    node: {
      connections: () => [],
      dialRules: () => ({ ...EVERYBODY, seldom: [REVOKED] }),
      gossipedAddresses: () => [],
    },
    memberOf: (linkKey) =>
      linkKey === LINK_KEY ? { device: REVOKED, isActive: false } : undefined,
    nowMs: () => nowMs,
    host: () => "10.0.0.1",
    dial: (_to, done) => {
      dials.push(nowMs);
      done("linked");
    },
    run: (action) => {
      action();
    },
  });
  dialling.hear({ instance: "1", deviceHint: REVOKED.slice(0, 8), host: HOST });

  for (; nowMs < 600_000; nowMs += TICK_MS) {
    const before = dials.length;
    dialling.look();
    if (dials.length === before) continue;
    dialling.came({ id: dials.length, linkKey: LINK_KEY, remote: HOST, isDialled: true });
    nowMs += LISTENED_MS;
    dialling.went(dials.length, false);
  }

  const pauses = dials.slice(1).map((atMs, at) => atMs - (dials[at] ?? 0) - LISTENED_MS);
  expect(dials.length).toBeGreaterThan(3);
  expect(pauses.at(-1)).toBeGreaterThan(60_000);
});

function deviceOf(letter: string): DeviceId {
  return letter.repeat(52) as DeviceId;
}
