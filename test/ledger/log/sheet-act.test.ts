import path from "node:path";

import { describe, expect, onTestFinished, test } from "vitest";

import { createSeededRandom } from "../../../proof/sim/dice.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { type Draft } from "../../../src/domain/events/kinds.ts";
import { type Ledger } from "../../../src/ledger/ledger.ts";
import { type DeviceKey, deviceKeyFromSeed } from "../../../src/ledger/log/chain.ts";
import { enrolBySheet } from "../../../src/ledger/log/sheet-act.ts";
import { foundLedger, joinLedger, type StoreDeps } from "../../../src/ledger/open-ledger.ts";
import { createManualClock } from "../../support/manual-clock.ts";
import { FOUNDING, NOON_MS, TODAY, ZONE } from "../../support/shop.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const SHEET = deviceKeyFromSeed(new Uint8Array(32).fill(1));
const THIEF = deviceKeyFromSeed(new Uint8Array(32).fill(2));

describe("a box that the recovery sheet enrols", () => {
  test("carries the sheet's word itself, and is an authority of the shop", async () => {
    const { a, box } = await shopAndBox();
    const bytes = enrolItself(box, SHEET);

    expect(a.receive(bytes)).toMatchObject({ value: { type: "stored" } });

    const { device } = box.identity.key;
    const letters = device.replaceAll(/\d/gu, "").slice(0, 4).toUpperCase();
    expect(a.admission().get(device)).toMatchObject({
      code: `ZZ${letters}`,
      name: "New box",
      rights: ["till"],
      authority: true,
    });
  });

  test("is unknown when another key signed for it", async () => {
    const { a, box } = await shopAndBox();
    const bytes = enrolItself(box, THIEF);

    expect(a.receive(bytes)).toMatchObject({ fault: { type: "receive/unknown-device" } });
  });

  test("is not heard by a till that doesn't know the sheet's key yet", async () => {
    const { box, empty } = await shopAndBox();

    expect(empty.receive(enrolItself(box, SHEET))).toMatchObject({
      fault: { type: "receive/unknown-device" },
    });
  });
});

/** A's shop, a new box that knows of the shop, and one that knows nothing yet. */
async function shopAndBox(): Promise<{
  readonly a: Ledger;
  readonly box: Ledger;
  readonly empty: Ledger;
}> {
  const folder = await temporaryFolder();
  const { publicKey: sheetKey } = SHEET;
  const founding = { ...FOUNDING, sheetKey, sheetSealKey: sheetKey };
  const a = foundLedger(path.join(folder, "a"), founding, depsOf("a"));
  const [box, empty] = [7, 8].map((byte) =>
    joinLedger(
      path.join(folder, String(byte)),
      { ...a.identity, seed: new Uint8Array(32).fill(byte), zone: ZONE },
      depsOf(String(byte)),
    ),
  );
  if (box === undefined || empty === undefined) throw new Error("There is no box.");
  for (const bytes of a.missingFor([])) box.receive(bytes);
  onTestFinished(() => {
    for (const ledger of [a, box, empty]) ledger.close();
  });
  return { a, box, empty };
}

function enrolItself(box: Ledger, sheet: DeviceKey): Uint8Array {
  const { shop, origin, key } = box.identity;
  const device = { shop, key: key.publicKey, name: "New box", rights: ["till"] };
  const event: Draft = {
    kind: "device/enrolled",
    streams: [],
    body: enrolBySheet(sheet, device),
  };
  box.commit({ by: "", name: "enrol", decide: () => ok({ day: TODAY, events: [event] }) });
  const [bytes] = box.piecesOf(origin, 1);
  return bytes ?? new Uint8Array();
}

function depsOf(seed: string): StoreDeps {
  return {
    clock: createManualClock(NOON_MS),
    random: createSeededRandom(seed),
    offsetMinutes: () => 60,
  };
}
