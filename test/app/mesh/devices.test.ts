import { describe, expect, test } from "vitest";

import { listQuestions } from "../../../src/app/attention/questions.ts";
import { closeDay } from "../../../src/app/day/close-evening.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { keepReplacement } from "../../../src/app/membership/revocation.ts";
import { listDevices, promoteDevice, revokeDevice } from "../../../src/app/mesh/devices.ts";
import { mayInvite } from "../../../src/app/mesh/mesh-invitation.ts";
import { type Till } from "../../../src/app/till/till.ts";
import { err, ok } from "../../../src/domain/base/result.ts";
import { type BusinessDay, type DeviceId } from "../../../src/domain/identity.ts";
import { revokedId } from "../../../src/mesh/gossip/door.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { CAFE_DAY, cafeCopies, MIA } from "../../support/cafe.ts";
import { type ManualClock } from "../../support/manual-clock.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { synchroniseLedgers, valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const DAY = CAFE_DAY as BusinessDay;
const MANAGER = { number: "4", name: "Manager" };

test("every device is listed with what is known of its chains", async () => {
  const { a, b } = await cafeOfTwo();
  sell(b);
  synchroniseLedgers(b.ledger, a.ledger);
  const { origin } = b.ledger.identity;
  const { seq, hash } = b.ledger.heads().get(origin) ?? {};

  const devices = listDevices(a);

  expect(devices.map(({ code, name, isSelf }) => [code, name, isSelf])).toEqual([
    ["A", "Front counter", true],
    ["B", "Bar", false],
  ]);
  expect(devices[1]?.chains).toMatchObject([{ origin, seq, hash, at: { offsetMinutes: 60 } }]);
});

describe("a revoked till", () => {
  test("keeps what was here of all its incarnations; what it says next is in question", async () => {
    const { a, b } = await cafeOfTwo();
    sell(b);
    b.ledger.lose("person");
    sell(b);
    synchroniseLedgers(b.ledger, a.ledger);

    const revoked = revoke(a, b, "stolen");
    sell(b);
    synchroniseLedgers(b.ledger, a.ledger);

    expect(revoked.ok && revoked.value).toHaveLength(2);
    expect(dayReport(a, DAY)).toMatchObject({ receipts: 2, inQuestion: { receipts: 1 } });
    expect(listQuestions(a)).toMatchObject([{ till: "B Bar", reason: "chain/revoked" }]);
    expect(listDevices(a).map(({ code, revoked }) => [code, revoked])).toEqual([
      ["A", false],
      ["B", true],
    ]);
  });

  test("counts for nothing since it was stolen, when a person says when that was, also afterwards", async () => {
    const { a, b, clock } = await cafeOfTwo();
    sell(b);
    synchroniseLedgers(b.ledger, a.ledger);
    sell(a);
    const stolenMs = clock.nowMs() + 1000;
    clock.advance(60_000);
    for (let sale = 0; sale < 2; sale += 1) sell(b);
    synchroniseLedgers(b.ledger, a.ledger);
    revoke(a, b, "stolen");
    expect(dayReport(a, DAY)).toMatchObject({ receipts: 4, inQuestion: { receipts: 0 } });

    const wish = { device: deviceOf(b), reason: "stolen", beforeMs: stolenMs };
    const again = revokeDevice(a, MANAGER, wish);

    expect(again.ok && again.value).toHaveLength(1);
    expect(dayReport(a, DAY)).toMatchObject({ receipts: 2, inQuestion: { receipts: 2 } });
  });

  test("keeps what a day that was closed here counts, and says so, when the theft was before it", async () => {
    const cafe = await newCafe();
    const open = cafe.open();
    const { till: b } = await enrolBar(cafe, open.till);
    const { ledger } = open.till;
    const stolenMs = cafe.clock.nowMs();
    cafe.clock.advance(60_000);
    sell(b);
    synchroniseLedgers(b.ledger, ledger);
    const known = ledger.head(b.ledger.identity.origin)?.seq;
    valueOf(await closeDay({ ...open, mesh: () => undefined }, { day: DAY, asked: "4" }));

    const wish = { device: deviceOf(b), reason: "stolen" };
    const name = "B Bar";
    const counted = { name, day: DAY, closer: "A Front counter", known };
    expect(revokeDevice(open.till, MANAGER, { ...wish, beforeMs: stolenMs })).toEqual(
      err({ type: "day/counted-before", ...counted }),
    );
    expect(revokeDevice(open.till, MANAGER, wish).ok).toBe(true);
  });

  test("counts for nothing at all when it was stolen before this till said a word", async () => {
    const { a, b } = await cafeOfTwo();
    sell(b);
    synchroniseLedgers(b.ledger, a.ledger);

    const wish = { device: deviceOf(b), reason: "stolen", beforeMs: 0 };
    const revoked = revokeDevice(a, MANAGER, wish);

    expect(revoked).toEqual(ok([]));
    expect(dayReport(a, DAY)).toMatchObject({ receipts: 0, inQuestion: { receipts: 1 } });
  });

  test("counts for nothing in an incarnation that nobody had heard of", async () => {
    const { a, b } = await cafeOfTwo();
    revoke(a, b, "stolen");

    b.ledger.lose("person");
    sell(b);
    synchroniseLedgers(b.ledger, a.ledger);

    expect(dayReport(a, DAY)).toMatchObject({ receipts: 0, inQuestion: { receipts: 1 } });
  });

  test("sells nothing more once it has heard of it, and neither promotes nor revokes", async () => {
    const { a, b } = await cafeOfTwo();
    promoteDevice(a, MANAGER, deviceOf(b));
    revoke(a, b, "stolen");
    synchroniseLedgers(a.ledger, b.ledger);

    tellWords(a, b);
    expect(revoke(b, a, "revenge")).toEqual({
      ok: false,
      fault: { type: "device/revoked", reason: "stolen", replacedBy: undefined },
    });
    expect(() => sell(b)).toThrow("device/revoked");
  });

  test("sells nothing more once it was told, before it has heard the revocation itself", async () => {
    const { a, b } = await cafeOfTwo();
    revoke(a, b, "stolen");
    tellWords(a, b);

    expect(() => sell(b)).toThrow("device/revoked");
  });

  test("is listed with why, everywhere, and with who came in its place", async () => {
    const { a, b } = await cafeOfTwo();
    const reason = "replaced";
    revoke(a, b, reason);
    tellWords(a, b);
    const before = [a, b].map((till) => listDevices(till)[1]?.revocation);

    // Any till of the shop's: its name is what counts.
    keepReplacement(a.ledger, deviceOf(b), deviceOf(a));
    keepReplacement(a.ledger, deviceOf(b), deviceOf(a));
    tellWords(a, b);

    expect(before).toEqual([{ reason }, { reason }]);
    const replaced = { reason, replacedBy: "A Front counter" };
    expect([a, b].map((till) => listDevices(till)[1]?.revocation)).toEqual([replaced, replaced]);
    expect(listDevices(a)[0]?.revocation).toBeUndefined();
    const refused = b.act(MANAGER, "sell", () => ok([]));
    expect(refused).toMatchObject({ fault: { type: "device/revoked", ...replaced } });
  });
});

test("of two who revoke each other apart the senior one sells on, although it was told otherwise", async () => {
  const { a, b } = await cafeOfTwo();
  promoteDevice(a, MANAGER, deviceOf(b));
  synchroniseLedgers(a.ledger, b.ledger);
  revoke(a, b, "stolen");
  revoke(b, a, "stolen");
  tellWords(b, a);

  synchroniseLedgers(a.ledger, b.ledger);
  synchroniseLedgers(b.ledger, a.ledger);
  tellWords(a, b);
  sell(a);

  expect(() => sell(b)).toThrow("device/revoked");
  expect(b.ledger.words.rows()).toEqual(a.ledger.words.rows());
});

test("a till that was shut out by a junior one answers it, and is whole again everywhere", async () => {
  const { a, b } = await cafeOfTwo();
  promoteDevice(a, MANAGER, deviceOf(b));
  synchroniseLedgers(a.ledger, b.ledger);
  sell(b);
  revoke(b, a, "revenge");
  tellWords(b, a);
  synchroniseLedgers(b.ledger, a.ledger);
  expect(() => sell(a)).toThrow("device/revoked");

  const answered = revoke(a, b, "stolen");
  sell(a);
  synchroniseLedgers(a.ledger, b.ledger);

  expect(answered.ok && answered.value).toHaveLength(1);
  expect(dayReport(a, DAY)).toMatchObject({ receipts: 2, inQuestion: { receipts: 0 } });
  expect(dayReport(b, DAY)).toMatchObject({ receipts: 2, inQuestion: { receipts: 0 } });
  expect(() => sell(b)).toThrow("device/revoked");
});

test("a till that was told so, and hears that a senior one has shut the teller out, sells on", async () => {
  const cafe = await newCafe();
  const a = cafe.open().till;
  const { till: b } = await enrolBar(cafe, a);
  promoteDevice(a, MANAGER, deviceOf(b));
  const { till: c } = await enrolBar(cafe, a, { code: "C", name: "Terrace", seed: 8 });
  synchroniseLedgers(a.ledger, b.ledger);
  synchroniseLedgers(a.ledger, c.ledger);
  revoke(b, c, "revenge");
  tellWords(b, c);
  expect(() => sell(c)).toThrow("device/revoked");

  revoke(a, b, "stolen");
  synchroniseLedgers(a.ledger, c.ledger);

  sell(c);
  expect(dayReport(c, DAY)).toMatchObject({ receipts: 1, inQuestion: { receipts: 0 } });
});

test("a till that a revoked one let in, unheard by who revoked it, sells nothing and is told why", async () => {
  const cafe = await newCafe();
  const a = cafe.open().till;
  const { till: b } = await enrolBar(cafe, a);
  promoteDevice(a, MANAGER, deviceOf(b));
  synchroniseLedgers(a.ledger, b.ledger);
  const { till: c } = await enrolBar(cafe, b, { code: "C", name: "Terrace", seed: 8 });
  sell(c);

  revoke(a, b, "stolen");
  synchroniseLedgers(a.ledger, c.ledger);

  expect(() => sell(c)).toThrow("device/not-admitted");
});

describe("an authority", () => {
  test("is made by a promotion, and then revokes even the founder", async () => {
    const { a, b } = await cafeOfTwo();

    expect(revoke(b, a, "broken")).toMatchObject({ fault: { type: "chain/no-authority" } });
    expect(promoteDevice(a, MANAGER, deviceOf(b))).toEqual(ok(undefined));
    synchroniseLedgers(a.ledger, b.ledger);

    expect(revoke(b, a, "broken")).toMatchObject({ ok: true });
    expect(b.ledger.admission().get(deviceOf(a))).toMatchObject({ revoked: true });
  });

  test("that was shut out gives out no code: whoever joined by it would be nobody's till", async () => {
    const { a, b } = await cafeOfTwo();
    promoteDevice(a, MANAGER, deviceOf(b));
    synchroniseLedgers(a.ledger, b.ledger);
    expect(mayInvite(b, MANAGER)).toEqual(ok(undefined));

    revoke(a, b, "stolen");
    const word = a.ledger.words.row(revokedId(deviceOf(b), deviceOf(a)));
    expect(b.ledger.db.write(() => b.ledger.words.receive(word))).toBe(true);

    expect(mayInvite(b, MANAGER)).toEqual(
      err({ type: "device/revoked", reason: "stolen", replacedBy: undefined }),
    );
  });

  test("that is the last one stays; with another one it may go", async () => {
    const { a, b } = await cafeOfTwo();

    expect(revoke(a, a, "sold")).toMatchObject({ fault: { type: "device/last-authority" } });
    promoteDevice(a, MANAGER, deviceOf(b));

    expect(revoke(a, a, "sold")).toMatchObject({ ok: true });
    expect(() => sell(a)).toThrow("device/revoked");
  });

  test("hears people who may change devices, and no others", async () => {
    const { a, b } = await cafeOfTwo();
    const device = deviceOf(b);
    const missing = { fault: { type: "permission/missing", permission: "devices" } };

    expect(promoteDevice(a, MIA, device)).toMatchObject(missing);
    expect(revokeDevice(a, MIA, { device, reason: "stolen" })).toMatchObject(missing);
    expect(a.ledger.admission().get(device)).toMatchObject({ authority: false, revoked: false });
  });
});

/** The founder's till, and a bar's that it has enrolled; both have heard of it. */
async function cafeOfTwo(): Promise<{
  readonly a: Till;
  readonly b: Till;
  readonly clock: ManualClock;
}> {
  const cafe = await newCafe();
  const a = cafe.open().till;
  const b = await enrolBar(cafe, a);
  return { a, b: b.till, clock: cafe.clock };
}

function revoke(by: Till, whom: Till, reason: string) {
  return revokeDevice(by, MANAGER, { device: deviceOf(whom), reason });
}

function deviceOf({ ledger }: Till): DeviceId {
  return ledger.identity.key.device;
}

function sell(till: Till): void {
  sellGoods(till, ["100"], { cash: 10_000 });
}

function tellWords(from: Till, to: Till): void {
  for (const row of from.ledger.words.rows()) to.ledger.words.receive(row);
}
