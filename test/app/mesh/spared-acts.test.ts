/** What a person hears of a till that is shut out and that decided about tills: what goes on counting. */

import { describe, expect, test } from "vitest";

import { promoteDevice, revokeDevice } from "../../../src/app/mesh/devices.ts";
import { canAnswer, sparedActs } from "../../../src/app/mesh/spared-acts.ts";
import { type Till } from "../../../src/app/till/till.ts";
import { type DeviceId } from "../../../src/domain/identity.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { synchroniseLedgers, valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const MANAGER = { number: "4", name: "Manager" };

describe("a till that is senior to who shuts it out", () => {
  test("can answer: whom it takes in afterwards counts, and is listed", async () => {
    const { cafe, a, b } = await cafeOfTwo();
    expect(canAnswer(b.ledger, deviceOf(a))).toBe(true);
    revoke(b, a);

    const { till: c } = await enrolBar(cafe, a, { code: "C", name: "Terrace", seed: 8 });
    synchroniseLedgers(a.ledger, b.ledger);

    expect(b.ledger.admission().has(deviceOf(c))).toBe(true);
    expect(said(b, a)).toEqual(["device/enrolled C Terrace"]);
    revoke(b, c);
    expect(said(b, a)).toEqual([]);
  });
});

describe("a till that is junior to who shuts it out", () => {
  test("cannot answer; what it decided before goes on counting and is listed", async () => {
    const { cafe, a, b } = await cafeOfTwo();
    expect(canAnswer(a.ledger, deviceOf(b))).toBe(false);
    await enrolBar(cafe, b, { code: "C", name: "Terrace", seed: 8 });
    const { till: d } = await enrolBar(cafe, b, { code: "D", name: "Cellar", seed: 9 });
    promoteDevice(b, MANAGER, deviceOf(d));
    synchroniseLedgers(b.ledger, a.ledger);

    revoke(a, b);
    await enrolBar(cafe, b, { code: "E", name: "Thief", seed: 10 });
    synchroniseLedgers(b.ledger, a.ledger);

    expect(said(a, b)).toEqual([
      "device/enrolled C Terrace",
      "device/enrolled D Cellar",
      "device/promoted D Cellar",
    ]);
  });

  test("and that shut others out itself: these stay out, and are listed", async () => {
    const { cafe, a, b } = await cafeOfTwo();
    const { till: c } = await enrolBar(cafe, a, { code: "C", name: "Terrace", seed: 8 });
    synchroniseLedgers(a.ledger, b.ledger);
    revoke(b, c);
    synchroniseLedgers(b.ledger, a.ledger);

    revoke(a, b);

    expect(said(a, b)).toEqual(["device/revoked C Terrace"]);
  });

  test("and that never decided anything has nothing to list", async () => {
    const { a, b } = await cafeOfTwo();

    revoke(a, b);

    expect(said(a, b)).toEqual([]);
    expect(canAnswer(a.ledger, deviceOf(a))).toBe(false);
  });
});

/** The founder's till, and a bar's that decides about tills too. */
async function cafeOfTwo() {
  const cafe = await newCafe();
  const a = cafe.open().till;
  const { till: b } = await enrolBar(cafe, a);
  promoteDevice(a, MANAGER, deviceOf(b));
  synchroniseLedgers(a.ledger, b.ledger);
  return { cafe, a, b };
}

function revoke(by: Till, whom: Till): void {
  valueOf(revokeDevice(by, MANAGER, { device: deviceOf(whom), reason: "stolen" }));
}

function said(till: Till, of: Till): ReadonlyArray<string> {
  return sparedActs(till.ledger, deviceOf(of)).map(({ kind, name }) => `${kind} ${name}`);
}

function deviceOf({ ledger }: Till): DeviceId {
  return ledger.identity.key.device;
}
