import { describe, expect, test } from "vitest";

import { examine } from "../../../src/app/attention/checks.ts";
import { entryChange } from "../../../src/app/catalogue/catalogue-changes.ts";
import { rescueStaff } from "../../../src/app/people/rescue-staff.ts";
import {
  addStaff,
  askToAddStaff,
  badgeOwners,
  disableStaff,
  enableStaff,
  listStaff,
  setStaffBadge,
  setStaffName,
  setStaffPin,
} from "../../../src/app/people/staff-changes.ts";
import { createRegisterPort } from "../../../src/app/register/register-port.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { toStreamId } from "../../../src/domain/identity.ts";
import { thousandths } from "../../../src/domain/money/amounts.ts";
import { verifyLedger } from "../../../src/ledger/verify.ts";
import { addGoods } from "../../support/acts.ts";
import { codeFrom } from "../../support/backed-up.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { faultOf, valueOf } from "../../support/shop.ts";

const newDemo = cafeCopies({ sells: ({ sku }) => sku === "COFFEE", demo: true });
const newCafe = cafeCopies({ sells: ({ sku }) => sku === "COFFEE" });
const RAVI = { number: "4", name: "Ravi" };
const LENA = { number: "10", name: "Lena", role: "cashier", pin: "7391" };

describe("somebody new", () => {
  test("signs in, at another program on the till too, and stands in the list by number", async () => {
    const { open } = await newCafe();
    const [one, other] = [open(), open()];

    valueOf(await addStaff(one, RAVI, LENA));

    expect(await other.till.signIn("10", "7391")).toEqual({
      ok: true,
      value: { number: "10", name: "Lena" },
    });
    expect(
      valueOf(listStaff(other.till, RAVI)).map(({ number, shownName }) => [number, shownName]),
    ).toEqual([
      ["1", "Mia"],
      ["2", "Jonas"],
      ["3", "Chiara"],
      ["4", "Ravi"],
      ["10", "Lena"],
    ]);
    expect(verifyLedger(other.till.ledger).findings).toEqual([]);
  });

  test("without a PIN is told so, and signs in once one is set", async () => {
    const opened = (await newCafe()).open();
    const { pin, ...lena } = LENA;

    valueOf(await addStaff(opened, RAVI, lena));

    const asked = await opened.till.signIn("10", pin);
    expect(asked).toEqual({ ok: false, fault: { type: "pin/none", staff: "10" } });
    valueOf(await setStaffPin(opened, RAVI, { number: "10", pin }));
    expect(await opened.till.signIn("10", pin)).toMatchObject({ value: { name: "Lena" } });
  });

  test("who is refused leaves nothing, no secret either", async () => {
    const opened = (await newCafe()).open();
    const { ledger } = opened.till;
    const before = [ledger.secrets.rows().length, ...ledger.heads()];

    const refused = [
      await addStaff(opened, RAVI, { ...LENA, number: "1" }),
      await addStaff(opened, RAVI, { ...LENA, pin: "1111" }),
      await addStaff(opened, MIA, LENA),
    ];

    expect(refused.map((result) => !result.ok && result.fault.type)).toEqual([
      "staff/number-taken",
      "pin/guessable",
      "permission/missing",
    ]);
    expect([ledger.secrets.rows().length, ...ledger.heads()]).toEqual(before);
  });

  test("whose number is taken while the PIN is made is refused, and leaves no secret", async () => {
    const { open } = await newCafe();
    const [one, other] = [open(), open()];

    const results = await Promise.all([addStaff(one, RAVI, LENA), addStaff(other, RAVI, LENA)]);

    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const ids = one.till.ledger.secrets.rows().map(({ id }) => id);
    expect(ids.filter((id) => id.includes("/10/"))).toHaveLength(2);
  });

  test("hears which PIN is wanted before it is typed", async () => {
    const { till } = (await newCafe()).open();

    expect(askToAddStaff(till, RAVI, LENA)).toEqual({ ok: true, value: { min: 4, max: 8 } });
    expect(askToAddStaff(till, RAVI, { ...LENA, role: "manager" })).toEqual({
      ok: true,
      value: { min: 6, max: 8 },
    });
    expect(askToAddStaff(till, MIA, LENA)).toMatchObject({ fault: { type: "permission/missing" } });
  });

  test("and whom there is, is told to those who may change it", async () => {
    const { till } = (await newCafe()).open();

    expect(listStaff(till, MIA)).toMatchObject({ fault: { type: "permission/missing" } });
  });
});

test("a new PIN takes the place of the old one", async () => {
  const opened = (await newCafe()).open();

  valueOf(await setStaffPin(opened, MIA, { number: "1", pin: "7391" }));

  expect(await opened.till.signIn("1", "1111")).toMatchObject({ fault: { type: "pin/wrong" } });
  expect(await opened.till.signIn("1", "7391")).toEqual({ ok: true, value: MIA });
});

test("another name leaves the PIN, and is that of a person alone", async () => {
  const opened = (await newCafe()).open();

  valueOf(setStaffName(opened, RAVI, { number: "1", name: "Mia Bakker" }));

  const signedIn = await opened.till.signIn("1", "1111");
  expect(signedIn).toEqual({ ok: true, value: { number: "1", name: "Mia Bakker" } });
  expect(faultOf(setStaffName(opened, RAVI, { number: "1", name: "1" }))).toMatchObject({
    type: "staff/name-invalid",
  });
  expect(faultOf(setStaffName(opened, MIA, { number: "1", name: "Maya" }))).toMatchObject({
    type: "permission/missing",
  });
});

test("a demo's screen shows no PIN that is none any more", async () => {
  const opened = (await newDemo()).open();
  const demoStaff = [{ number: 1, name: "Mia", role: "cashier", pin: "1111" }];
  const { staff } = createRegisterPort(opened, { demoStaff });
  expect(staff()[0]).toEqual({ number: "1", name: "Mia", demoPin: "1111" });

  valueOf(await setStaffPin(opened, MIA, { number: "1", pin: "7391" }));

  expect(staff()[0]).toEqual({ number: "1", name: "Mia" });
});

describe("somebody who is disabled", () => {
  test("while signed in at a register hears so at the next thing they do, and sells nothing", async () => {
    const { open } = await newCafe();
    const [register, command] = [open(), open()];
    const { logIn, staff } = createRegisterPort(register, { demoStaff: [] });
    const session = valueOf(await logIn("1", "1111"));
    const coffee = { sku: "COFFEE", quantity: thousandths(1000) };
    const order = valueOf(addGoods(session, coffee));

    valueOf(disableStaff(command.till, RAVI, "1"));

    const refused = {
      ok: false,
      fault: { message: "Mia can't sign in any more: ask a manager." },
    };
    const heads = [...register.till.ledger.heads()];
    expect([
      addGoods(session, coffee),
      session.perform({ act: "pay", type: "cash", tendered: order.due }),
      session.perform({ act: "send" }),
      session.perform({ act: "clock-in" }),
    ]).toEqual([refused, refused, refused, refused]);
    expect([...register.till.ledger.heads()]).toEqual(heads);
    expect(await logIn("1", "1111")).toEqual(refused);
    expect(staff().map(({ number }) => number)).toEqual(["2", "3", "4"]);
  });

  test("keeps the number, and is back with the PIN of before", async () => {
    const opened = (await newCafe()).open();
    valueOf(disableStaff(opened.till, RAVI, "1"));

    expect(await addStaff(opened, RAVI, { ...LENA, number: "1" })).toMatchObject({
      fault: { type: "staff/number-taken", active: false },
    });
    valueOf(enableStaff(opened.till, RAVI, "1"));

    expect(await opened.till.signIn("1", "1111")).toEqual({ ok: true, value: MIA });
  });
});

describe("a badge", () => {
  const BADGE = "STAFF-0001";

  test("names the person at every program on the till, whatever Caps Lock does, and no event tells it", async () => {
    const { open } = await newCafe();
    const [one, other] = [open(), open()];

    valueOf(setStaffBadge(one, RAVI, { number: "1", badge: BADGE }));

    const owners = [BADGE, "staff-0001", " STAFF-0001 ", "STAFF-0002", "1"].map((code) =>
      badgeOwners(other.till, code).map(({ number }) => number),
    );
    expect(owners).toEqual([["1"], ["1"], ["1"], [], []]);
    const folded = JSON.stringify(one.till.ledger.read((view) => view.state("staff", "1")));
    expect(folded).toContain("badge");
    expect(folded).not.toContain("STAFF-000");
    expect(verifyLedger(other.till.ledger).findings).toEqual([]);
  });

  test("comes with somebody new, goes, and is another one's then", async () => {
    const opened = (await newCafe()).open();
    valueOf(await addStaff(opened, RAVI, { ...LENA, badge: BADGE }));

    expect(setStaffBadge(opened, RAVI, { number: "1", badge: BADGE })).toMatchObject({
      fault: { type: "badge/taken", staff: "10" },
    });
    valueOf(setStaffBadge(opened, RAVI, { number: "10", badge: null }));
    valueOf(setStaffBadge(opened, RAVI, { number: "1", badge: BADGE }));

    expect(badgeOwners(opened.till, BADGE).map(({ number }) => number)).toEqual(["1"]);
    expect(setStaffBadge(opened, RAVI, { number: "10", badge: null })).toMatchObject({
      fault: { type: "badge/same" },
    });
  });

  test("of who has left is free, and whoever comes back must have another one", async () => {
    const opened = (await newCafe()).open();
    valueOf(setStaffBadge(opened, RAVI, { number: "1", badge: BADGE }));
    valueOf(disableStaff(opened.till, RAVI, "1"));

    expect(badgeOwners(opened.till, BADGE)).toEqual([]);
    valueOf(setStaffBadge(opened, RAVI, { number: "2", badge: BADGE }));

    expect(enableStaff(opened.till, RAVI, "1")).toMatchObject({
      fault: { type: "badge/taken", staff: "2" },
    });
    valueOf(setStaffBadge(opened, RAVI, { number: "1", badge: null }));
    valueOf(enableStaff(opened.till, RAVI, "1"));
  });

  test("is no barcode of goods, no receipt and no PIN", async () => {
    const opened = (await newCafe()).open();
    const [product] = opened.till.catalogue().productsBySku.values();
    const wish = { type: "product", id: product?.sku ?? "", isNew: false } as const;
    const { name, decide } = entryChange(opened.till, {
      ...wish,
      fields: [{ field: "barcodes", text: "4006381333931" }],
    });
    valueOf(opened.till.act(RAVI, name, decide));

    const faults = ["4006381333931", "9800000000014", "12345678", "NAME-ONLY", "ABC-1"].map(
      (badge) => {
        const done = setStaffBadge(opened, RAVI, { number: "1", badge });
        return done.ok ? "" : done.fault;
      },
    );

    expect(faults[0]).toEqual({
      type: "badge/goods",
      badge: "4006381333931",
      name: product?.name,
    });
    expect(faults.slice(1).map((fault) => fault !== "" && fault.type)).toEqual(
      Array.from({ length: 4 }, () => "badge/invalid"),
    );
  });

  test("is set only by those who may change staff", async () => {
    const opened = (await newCafe()).open();

    const done = setStaffBadge(opened, MIA, { number: "1", badge: BADGE });

    // Without an act that somebody could vouch for: it is sealed anew each time.
    expect(done).toEqual({
      ok: false,
      fault: { type: "permission/missing", permission: "staff", staff: "1" },
    });
  });
});

describe("a shop where nobody may change staff any more", () => {
  test("has a manager again by the sheet, who signs in, and the doctor is content", async () => {
    const cafe = await newCafe();
    const open = cafe.open();
    const { till } = open;
    expect(managers(open)).toBeUndefined();
    // As after two tills apart.
    const body = { set: { active: false }, over: {} };
    const streams = [toStreamId("staff", "4")];
    const events = [{ kind: "staff/set", streams, body } as const];
    valueOf(till.ledger.commit({ by: "", name: "write", decide: () => ok({ events }) }));
    expect(managers(open)).toMatchObject({ state: "wrong" });
    expect(faultOf(await setStaffPin(open, RAVI, { number: "4", pin: "739182" })).type).toBe(
      "staff/inactive",
    );

    valueOf(
      await rescueStaff(open, { number: "4", pin: "739182", code: codeFrom(cafe.recoveryCode) }),
    );

    expect(managers(open)).toBeUndefined();
    expect((await till.signIn("4", "4444")).ok).toBe(false);
    expect(await till.signIn("4", "739182")).toEqual({ ok: true, value: RAVI });
    valueOf(await addStaff(open, RAVI, LENA));
    expect(verifyLedger(till.ledger).findings).toEqual([]);
  });
});

function managers(open: ReturnType<Awaited<ReturnType<typeof newCafe>>["open"]>) {
  return examine(open).find(({ check }) => check === "managers");
}
