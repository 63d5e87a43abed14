import { describe, expect, test } from "vitest";

import { type Decision } from "../../../../src/domain/commands/decision.ts";
import {
  decideAddStaff,
  decideDisableStaff,
  decideEnableStaff,
  decideSetLanguage,
  decideSetPin,
  type StaffContext,
} from "../../../../src/domain/commands/people/change-staff.ts";
import { type Draft } from "../../../../src/domain/events/kinds.ts";
import { type Permission } from "../../../../src/domain/events/permission.ts";
import { toStreamId } from "../../../../src/domain/identity.ts";
import { milliPercent } from "../../../../src/domain/money/amounts.ts";
import { readStaffMember } from "../../../../src/domain/people/staff.ts";
import { act, cafe, createShop, faultOf, type TestShop, valueOf } from "../../../support/shop.ts";

const SEALED = { k: "person/5/a", c: "sealed" };
const LENA = {
  number: "5",
  name: "Lena",
  role: "cashier",
  newPin: { pin: "7391", verifierId: "pin/5/a" },
  sealedName: SEALED,
};

describe("somebody new", () => {
  test("has a name, a role and a PIN at once", () => {
    using shop = staffedShop();

    const decision = decide(shop, (context) => decideAddStaff(context, LENA));

    const streams = ["staff/5"];
    const set = { name: SEALED, role: "cashier", active: true };
    expect(decision).toEqual({
      ok: true,
      value: [
        { kind: "staff/set", streams, body: { set, over: {} } },
        { kind: "staff/pin-set", streams, body: { verifierId: "pin/5/a", over: [] } },
      ],
    });
  });

  test.each([
    [{ number: "" }, { type: "staff/number-invalid", text: "" }],
    [{ number: "05" }, { type: "staff/number-invalid", text: "05" }],
    [{ number: "1234567" }, { type: "staff/number-invalid", text: "1234567" }],
    [{ number: "5/6" }, { type: "staff/number-invalid", text: "5/6" }],
    [{ number: "1" }, { type: "staff/number-taken", staff: "1", active: true }],
    [{ number: "3" }, { type: "staff/number-taken", staff: "3", active: false }],
    [{ name: "" }, { type: "staff/name-invalid", max: 40 }],
    [{ name: "9" }, { type: "staff/name-invalid", max: 40 }],
    [{ name: "Le\u001Bna" }, { type: "staff/name-invalid", max: 40 }],
    [{ name: "L".repeat(41) }, { type: "staff/name-invalid", max: 40 }],
    [
      { role: "boss" },
      { type: "role/unknown", text: "boss", roles: ["cashier", "manager", "shift-lead"] },
    ],
    [{ newPin: { pin: "1234", verifierId: "pin/5/a" } }, { type: "pin/guessable", why: "run" }],
    [{ role: "manager" }, { type: "pin/digits", min: 6, max: 8 }],
  ])("with %j is refused", (wrong, fault) => {
    using shop = staffedShop();

    expect(
      faultOf(decide(shop, (context) => decideAddStaff(context, { ...LENA, ...wrong }))),
    ).toEqual(fault);
  });

  test("with a long number and any letters is none the worse", () => {
    using shop = staffedShop();
    const wish = { ...LENA, number: "999999", name: "Łucja-Éve O’Neill 2" };

    expect(decide(shop, (context) => decideAddStaff(context, wish)).ok).toBe(true);
  });
});

describe("a language", () => {
  test("of one's own needs no permission, that of others does", () => {
    using shop = staffedShop();
    function set(number: string, by: string) {
      return decide(shop, (context) => decideSetLanguage(context, number, "fr"), by);
    }

    expect(set("1", "1")).toEqual({
      ok: true,
      value: [
        {
          kind: "staff/set",
          streams: ["staff/1"],
          body: { set: { language: "fr" }, over: { language: [] } },
        },
      ],
    });
    expect(faultOf(set("4", "1"))).toEqual({
      type: "permission/missing",
      permission: "staff",
      staff: "1",
    });
    expect(set("1", "4").ok).toBe(true);
  });

  test("that is the person's already is none to set, and neither is none", () => {
    using shop = staffedShop();

    expect(faultOf(decide(shop, (context) => decideSetLanguage(context, "1", null), "1"))).toEqual({
      type: "staff/language-same",
      staff: "1",
    });
  });
});

describe("a PIN", () => {
  test("of one's own needs no permission, that of others does", () => {
    using shop = staffedShop();
    const own = { number: "1", pin: "7391", verifierId: "pin/1/b" };

    const decision = decide(shop, (context) => decideSetPin(context, own), "1");

    expect(decision).toMatchObject({ ok: true, value: [{ kind: "staff/pin-set" }] });
    expect(
      faultOf(decide(shop, (context) => decideSetPin(context, { ...own, number: "4" }), "1")),
    ).toEqual({ type: "permission/missing", permission: "staff", staff: "1" });
    expect(decide(shop, (context) => decideSetPin(context, own), "4").ok).toBe(true);
  });

  test("replaces the one before it", () => {
    using shop = staffedShop();
    for (const verifierId of ["pin/1/b", "pin/1/c"]) {
      const wish = { number: "1", pin: "7391", verifierId };
      valueOf(act(shop.a, (context) => decideSetPin(context, wish), { staff: "1" }));
    }

    const { fields } = shop.a.ledger().read((view) => view.state("staff", "1"));

    expect(fields["pin"]?.open).toMatchObject([{ value: "pin/1/c", blind: false }]);
  });

  test.each([
    ["1", "73918", true],
    ["4", "73918", false],
    ["4", "739182", true],
  ])("of %s may be %s: %s", (number, pin, isTaken) => {
    using shop = staffedShop();

    expect(
      decide(shop, (context) => decideSetPin(context, { number, pin, verifierId: "pin/x" })).ok,
    ).toBe(isTaken);
  });

  test("of nobody is refused", () => {
    using shop = staffedShop();
    const wish = { number: "9", pin: "7391", verifierId: "pin/9/a" };

    expect(faultOf(decide(shop, (context) => decideSetPin(context, wish)))).toEqual({
      type: "staff/unknown",
      staff: "9",
    });
  });
});

describe("who goes and who comes back", () => {
  test("is disabled and enabled, each once", () => {
    using shop = staffedShop();
    const acting = { staff: "4" };
    function isActive() {
      return shop.a.ledger().read((view) => readStaffMember(view, "1")?.active);
    }

    valueOf(act(shop.a, (context) => decideDisableStaff(context, "1"), acting));
    expect(isActive()).toBe(false);
    expect(faultOf(decide(shop, (context) => decideDisableStaff(context, "1")))).toEqual({
      type: "staff/already-disabled",
      staff: "1",
    });

    valueOf(act(shop.a, (context) => decideEnableStaff(context, "1", noBadge), acting));
    expect(isActive()).toBe(true);
    expect(faultOf(decide(shop, (context) => decideEnableStaff(context, "1", noBadge)))).toEqual({
      type: "staff/already-active",
      staff: "1",
    });
  });

  test.each([
    ["add", (context: StaffContext) => decideAddStaff(context, LENA)],
    ["disable", (context: StaffContext) => decideDisableStaff(context, "2")],
    ["enable", (context: StaffContext) => decideEnableStaff(context, "3", noBadge)],
  ])("%s needs the permission", (_, decision) => {
    using shop = staffedShop();

    expect(faultOf(decide(shop, decision, "1"))).toEqual({
      type: "permission/missing",
      permission: "staff",
      staff: "1",
    });
  });

  test("is nobody whom nobody knows", () => {
    using shop = staffedShop();

    for (const decision of [decideDisableStaff, decideEnableStaff]) {
      expect(faultOf(decide(shop, (context) => decision(context, "9", noBadge)))).toEqual({
        type: "staff/unknown",
        staff: "9",
      });
    }
  });

  test.each([
    ["nobody else", [], false],
    ["a manager who is disabled", [member("6", "manager", false), pinOf("6")], false],
    ["a manager without a PIN", [member("6", "manager")], false],
    ["a shift lead", [member("6", "shift-lead"), pinOf("6")], false],
    ["a manager", [member("6", "manager"), pinOf("6")], true],
  ])("is never the last one who may change staff: beside %s", (_, others, isAllowed) => {
    using shop = staffedShop(...others);

    const decision = decide(shop, (context) => decideDisableStaff(context, "4"));

    expect(decision).toMatchObject(
      isAllowed ? { ok: true } : { fault: { type: "staff/last-one", staff: "4" } },
    );
  });
});

/** The café's roles; cashiers 1 and 2, 3 who has left, and manager 4, who has a PIN. */
describe("whoever may change staff", () => {
  test("gives nobody more than they have themselves", () => {
    const cashier = cafe().roles.find(({ id }) => id === "cashier")?.permissions ?? [];
    const office: Draft = {
      kind: "role/set",
      streams: [toStreamId("role", "office")],
      body: { set: { name: "Office", permissions: [...cashier, "staff"] }, over: {} },
    };
    using shop = staffedShop(office, member("6", "office"), pinOf("6"));
    const higher = { number: "4", pin: "739104", verifierId: "pin/4/b" };

    const refused = [
      decide(shop, (context) => decideAddStaff(context, { ...LENA, role: "manager" }), "6"),
      decide(shop, (context) => decideSetPin(context, higher), "6"),
      decide(shop, (context) => decideDisableStaff(context, "4"), "6"),
      decide(shop, (context) => decideEnableStaff(context, "3", noBadge), "6"),
    ];

    for (const decision of refused) expect(faultOf(decision).type).toBe("permission/missing");
    expect(decide(shop, (context) => decideAddStaff(context, LENA), "6").ok).toBe(true);
  });
});

function staffedShop(...more: ReadonlyArray<Draft>): TestShop {
  const shop = createShop();
  const roles = cafe().roles.map(({ id, ...set }): Draft => ({
    kind: "role/set",
    streams: [toStreamId("role", id)],
    body: { set, over: {} },
  }));
  shop.a.write(
    ...roles,
    member("1", "cashier"),
    pinOf("1"),
    member("2", "cashier"),
    member("3", "manager", false),
    pinOf("3"),
    member("4", "manager"),
    pinOf("4"),
    ...more,
  );
  return shop;
}

function member(number: string, role: string, active = true): Draft {
  const set = { name: { k: `person/${number}/a`, c: "sealed" }, role, active };
  return { kind: "staff/set", streams: [toStreamId("staff", number)], body: { set, over: {} } };
}

function pinOf(number: string): Draft {
  const body = { verifierId: `pin/${number}/a`, over: [] };
  return { kind: "staff/pin-set", streams: [toStreamId("staff", number)], body };
}

const NO_RIGHTS = { permissions: new Set<Permission>(), discountLimit: milliPercent(0) };

/** As somebody with what the role gives; nothing is written. */
function decide(
  shop: TestShop,
  decision: (context: StaffContext) => Decision,
  staff = "4",
): Decision {
  return shop.a.ledger().read((view) => {
    const { permissions, discountLimit } = readStaffMember(view, staff) ?? NO_RIGHTS;
    return decision({ view, staff: { number: staff, permissions, discountLimit } });
  });
}

function noBadge(): undefined {
  return undefined;
}
