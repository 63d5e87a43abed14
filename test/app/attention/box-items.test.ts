/** What is wrong with the box itself: asked of people as long as it is so, and no longer. */

import { expect, test } from "vitest";

import { listTillItems } from "../../../src/app/attention/attention-items.ts";
import { examine } from "../../../src/app/attention/checks.ts";
import { addPlace } from "../../../src/app/backup/backup-places.ts";
import { type MeshView } from "../../../src/app/membership/mesh-view.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { type Draft } from "../../../src/domain/events/kinds.ts";
import { type DeviceId } from "../../../src/domain/identity.ts";
import { LOCALES } from "../../../src/domain/text/locale.ts";
import { deviceKeyFromSeed } from "../../../src/ledger/log/chain.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { CAFE_START_MS, cafeCopies } from "../../support/cafe.ts";
import { heldBy, meshView, peerView } from "../../support/mesh-views.ts";
import { valueOf } from "../../support/shop.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const newCafe = cafeCopies();
const newDemo = cafeCopies({ demo: true });
const HOUR_MS = 3_600_000;

test("a clock before the till's day is everybody's, until the time was typed", async () => {
  const { clock, open } = await newDemo();
  const it = open();
  expect(kinds(it)).toEqual([]);

  clock.advance(-CAFE_START_MS);
  expect(texts(it)).toEqual([
    "The clock says 1970-01-01 01:00, which can't be: type what it is (:date 21.11. 8:30), and set this box's clock",
  ]);
  expect(listTillItems(seen(it), "en")).toMatchObject([
    { kind: "clock/wrong", addressee: "cashier", answers: [] },
  ]);

  it.clockSetting.set(CAFE_START_MS);
  clock.advance(2000);
  expect(kinds(it)).toEqual([]);
});

test("clocks that differ are a manager's, as long as the tills hear each other", async () => {
  const { it, b, c } = await cafeOfThree();

  expect(texts(it, linked([b, 3 * HOUR_MS], [c, 0]))).toEqual([
    "The clock of B Bar is 3 h ahead of the others: set it there",
  ]);
  expect(texts(it, linked([b, 3 * HOUR_MS]))).toEqual([
    "This box's clock is 3 h behind that of B Bar: set the one that is wrong",
  ]);
  expect(texts(it, linked([b, -3 * HOUR_MS], [c, -3 * HOUR_MS]))).toEqual([
    "This box's clock is 3 h ahead of the other tills: set it",
  ]);
  expect(kinds(it, linked([b, 1000], [c, 0]))).toEqual([]);
  expect(kinds(it, linked())).toEqual([]);
  const [one, other] = [linked([b, 3 * HOUR_MS]), linked([b, 4 * HOUR_MS])].map((view) => {
    return listTillItems(seen(it, view), "en")[0]?.id;
  });
  expect(one).toBe(other);
});

test("a till that has joined and was never opened is somebody's business after ten minutes", async () => {
  const it = (await newCafe()).open();
  const [b, c] = [enrolUnopened(it, 1), enrolUnopened(it, 2)];
  const MINUTE_MS = 60_000;
  function seenFor(openForMs: number, heardAgoMs?: number) {
    const away = { isConnected: false, heardForMs: 90_000 };
    const heard = heardAgoMs === undefined ? [] : [peerView(b, { ...away, heardAgoMs })];
    return kinds(it, meshView([...heard, peerView(c)], { openForMs }));
  }

  expect(seenFor(5 * MINUTE_MS)).toEqual([]);
  expect(seenFor(60 * MINUTE_MS, 5 * MINUTE_MS)).toEqual([]);
  expect(seenFor(11 * MINUTE_MS)).toEqual(["till/unopened"]);
  expect(seenFor(60 * MINUTE_MS, 11 * MINUTE_MS)).toEqual(["till/unopened"]);
  const view = meshView([peerView(c)], { openForMs: 11 * MINUTE_MS });
  expect(texts(it, view)).toEqual([
    "B Bar has joined, and no register was opened there yet: open it, or shut it out; until then each day is incomplete",
  ]);
  for (const locale of LOCALES) {
    expect(listTillItems(seen(it, view), locale)[0]?.text).toContain("B Bar");
  }
});

test("a till that is in two boxes is a manager's, also where it is this very one", async () => {
  const { it, b } = await cafeOfThree();
  const self = it.till.ledger.identity.key.device;

  const view = meshView([peerView(b)], { copied: [b, self] });

  expect(listTillItems(seen(it, view), "en")).toMatchObject([
    {
      kind: "till/copied",
      addressee: "manager",
      text: "B Bar is in two boxes: its disk was copied. Let one join anew; if nobody knows why, shut it out",
    },
    { kind: "till/copied" },
  ]);
  for (const locale of LOCALES) {
    expect(listTillItems(seen(it, view), locale)[0]?.text).toContain("B Bar");
  }
});

test("a shop of one box asks for a place for backups until it has one, a demo never", async () => {
  const { open } = await newCafe();
  const it = open();
  expect(listTillItems(seen(it), "en")).toMatchObject([
    { kind: "backup/no-place", addressee: "manager", answers: [] },
  ]);
  for (const locale of LOCALES) expect(listTillItems(seen(it), locale)[0]?.text).toBeTruthy();

  const deps = { ...it, ledger: it.till.ledger, book: it.backups.book };
  const folder = await temporaryFolder();
  valueOf(await addPlace(deps, "stick", { type: "folder", folder }));
  expect(kinds(it)).toEqual([]);
});

test("a shop of one box with a head office is asked for none: the sales are there, too", async () => {
  const { open } = await newCafe();
  const it = open();
  const { device, publicKey: key } = deviceKeyFromSeed(new Uint8Array(32).fill(9));
  const body = { device, key, code: "H", name: "Head office", rights: ["hub"] };
  const enrolled: Draft = { kind: "device/enrolled", streams: [], body };
  it.till.ledger.commit({ by: "", name: "enrol", decide: () => ok({ events: [enrolled] }) });

  expect(kinds(it)).toEqual([]);
  expect(doctorOn(it, undefined)).toContain(
    "this box holds the sales, and head office what it heard of them",
  );
});

test("with other tills nobody is asked for one, and the doctor says how many hold the sales", async () => {
  const { it, b, c } = await cafeOfThree();
  expect(kinds(it)).toEqual([]);

  const advice = "(`till backup add`).";
  expect(doctorOn(it, meshView([peerView(b), peerView(c)]))).toBe(
    `No place for backups: what this till sold last is on 2 of 2 other tills, and nothing is outside the shop ${advice}`,
  );
  expect(doctorOn(it, undefined)).toBe(
    `No place for backups: whether any of 2 other tills holds what this one sold last is not known now ${advice}`,
  );
  const alone = (await newCafe()).open();
  expect(doctorOn(alone, undefined)).toBe(
    `No place for backups: this box alone holds the sales ${advice}`,
  );
});

/** It has said nothing that is here. */
function enrolUnopened({ till }: OpenTill, seed: number): DeviceId {
  const { device, publicKey: key } = deviceKeyFromSeed(new Uint8Array(32).fill(seed));
  const [code, name] = seed === 1 ? ["B", "Bar"] : ["C", "Terrace"];
  const body = { device, key, code, name, rights: ["till"] };
  const events = [{ kind: "device/enrolled", streams: [], body }] as const;
  till.ledger.commit({ by: "", name: "enrol", decide: () => ok({ events }) });
  return device;
}

async function cafeOfThree() {
  const cafe = await newCafe();
  const it = cafe.open();
  const bar = await enrolBar(cafe, it.till);
  const terrace = await enrolBar(cafe, it.till, { code: "C", name: "Terrace", seed: 8 });
  const [b, c] = [bar, terrace].map(({ till }) => till.ledger.identity.key.device);
  if (b === undefined || c === undefined) throw new Error("Two have joined.");
  return { it, b, c };
}

function linked(...clocks: ReadonlyArray<readonly [DeviceId, number]>): MeshView {
  return meshView(clocks.map(([device, clockAheadMs]) => peerView(device, { clockAheadMs })));
}

function seen({ till, jobs, clock }: OpenTill, view?: MeshView) {
  return { till, jobs, clock, printing: { mesh: () => view } };
}

function texts(it: OpenTill, view?: MeshView): ReadonlyArray<string> {
  return listTillItems(seen(it, view), "en").map(({ text }) => text);
}

function kinds(it: OpenTill, view?: MeshView): ReadonlyArray<string> {
  return listTillItems(seen(it, view), "en").map(({ kind }) => kind);
}

function doctorOn(it: OpenTill, view: MeshView | undefined): string | undefined {
  const found = examine(it, { holder: heldBy(view) });
  return found.find(({ check }) => check === "backup")?.sentence;
}
