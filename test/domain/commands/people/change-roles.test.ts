/** Roles: what they allow is changed by those alone who may, and somebody is always left who may. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { ok } from "../../../../src/domain/base/result.ts";
import { type Decision } from "../../../../src/domain/commands/decision.ts";
import {
  decideChangeRole,
  type RoleWish,
} from "../../../../src/domain/commands/people/change-roles.ts";
import {
  decideDisableStaff,
  decideEnableStaff,
  decideSetRole,
  type StaffContext,
} from "../../../../src/domain/commands/people/change-staff.ts";
import { decideRescueStaff } from "../../../../src/domain/commands/people/rescue-staff.ts";
import { type Draft } from "../../../../src/domain/events/kinds.ts";
import { PERMISSIONS } from "../../../../src/domain/events/permission.ts";
import { toStreamId } from "../../../../src/domain/identity.ts";
import { milliPercent } from "../../../../src/domain/money/amounts.ts";
import { readRole, readStaff, readStaffMember } from "../../../../src/domain/people/staff.ts";
import { fieldValue } from "../../../../src/domain/state/entry-state.ts";
import {
  act,
  createShop,
  faultOf,
  synchroniseAll,
  type TestShop,
  type TestTill,
  TODAY,
  valueOf,
} from "../../../support/shop.ts";

const CASHIER = { id: "cashier", isNew: false } as const;

describe("a role", () => {
  test("allows one thing more by one event, and keeps what a newer build invented", () => {
    using shop = staffedShop();
    shop.a.write(roleSet("cashier", ["sell", "teleport", "pay"]));

    const decision = decide(shop, { ...CASHIER, allow: ["price"] });

    expect(valueOf(decision)).toMatchObject([
      {
        kind: "role/set",
        body: { set: { permissions: ["sell", "pay", "price", "others", "drawer", "teleport"] } },
      },
    ]);
    expect(Object.keys(setOf(decision))).toEqual(["permissions"]);
  });

  test("that is new allows nothing and takes nothing off until it is said", () => {
    using shop = staffedShop();

    write(shop, { id: "trainee", isNew: true, name: "Trainee" });

    expect(roleAt(shop, "trainee")).toEqual({
      id: "trainee",
      name: "Trainee",
      permissions: new Set(),
      discountLimit: 0,
    });
    write(shop, {
      id: "trainee",
      isNew: false,
      allow: ["sell"],
      discountLimit: milliPercent(5000),
    });
    expect(roleAt(shop, "trainee")).toMatchObject({
      permissions: new Set(["sell"]),
      discountLimit: 5000,
    });
  });

  test.each<readonly [Partial<RoleWish>, string]>([
    [{ id: "boss" }, "role/unknown"],
    [{ id: "cashier", isNew: true, name: "Other" }, "role/taken"],
    [{ id: "A B", isNew: true, name: "Other" }, "role/id-invalid"],
    [{ id: "other", isNew: true, name: "CASHIER" }, "role/name-taken"],
    [{ name: "" }, "role/name-invalid"],
    [{ name: "x".repeat(41) }, "role/name-invalid"],
    [{ name: "cashier" }, "role/same"],
    [{ allow: ["sell"] }, "role/same"],
    [{ id: "manager", deny: ["staff"] }, "role/last-one"],
  ])("with %j is refused", (wrong, type) => {
    using shop = staffedShop();

    expect(faultOf(decide(shop, { ...CASHIER, ...wrong })).type).toBe(type);
  });

  test("is changed by those alone who may change staff", () => {
    using shop = staffedShop();

    expect(faultOf(decide(shop, { ...CASHIER, allow: ["price"] }, "1"))).toMatchObject({
      type: "permission/missing",
      permission: "staff",
    });
  });

  test("gets no right and no limit that its changer lacks and somebody else has", () => {
    using shop = staffedShop();
    shop.a.write(
      roleSet("office", ["sell", "pay", "staff", "discount"], 10_000),
      member("6", "office"),
      pinOf("6"),
    );

    const refused = [
      decide(shop, { ...CASHIER, allow: ["settings"] }, "6"),
      decide(shop, { id: "office", isNew: false, allow: ["settings"] }, "6"),
      decide(shop, { id: "manager", isNew: false, deny: ["settings"] }, "6"),
    ];

    expect(refused.map((it) => faultOf(it).type)).toEqual(refused.map(() => "permission/missing"));
    const more = { id: "office", isNew: false, discountLimit: milliPercent(20_000) } as const;
    expect(faultOf(decide(shop, more, "6")).type).toBe("discount/beyond-limit");
    expect(decide(shop, { ...CASHIER, allow: ["sell"], name: "Till" }, "6").ok).toBe(true);
  });

  test("that was written before a right came holds it where it holds what that follows from", () => {
    using shop = staffedShop();
    shop.a.write(
      roleSet("lead", ["sell", "approve"]),
      roleSet("waiter", ["sell", "soldout"]),
      roleSet("office", ["settings"]),
    );

    expect(roleAt(shop, "lead")?.permissions).toContain("oversell");
    expect(roleAt(shop, "waiter")?.permissions).not.toContain("oversell");
    expect(roleAt(shop, "office")?.permissions).toContain("tables");
    expect(roleAt(shop, "lead")?.permissions).not.toContain("tables");
    expect(roleAt(shop, "waiter")?.permissions).toContain("others");
    expect(roleAt(shop, "office")?.permissions).not.toContain("others");
  });

  test("holds what whoever writes it again says, and no more", () => {
    using shop = staffedShop();
    const lead = { id: "lead", isNew: false } as const;
    shop.a.write(roleSet("lead", ["sell", "approve"]), roleSet("other", ["sell", "approve"]));

    write(shop, { ...lead, deny: ["oversell"] });
    expect(roleAt(shop, "lead")?.permissions).toEqual(
      new Set(["sell", "exempt", "others", "approve"]),
    );
    write(shop, { ...lead, allow: ["pay"] });
    expect(roleAt(shop, "lead")?.permissions).toEqual(
      new Set(["sell", "pay", "exempt", "others", "approve"]),
    );
    write(shop, { ...lead, allow: ["oversell"] });
    expect(roleAt(shop, "lead")?.permissions).toContain("oversell");

    // A new name says nothing of the rights.
    write(shop, { id: "other", isNew: false, name: "Others" });
    expect(roleAt(shop, "other")?.permissions).toContain("oversell");
    write(shop, { id: "other", isNew: false, allow: ["pay"] });
    expect(roleAt(shop, "other")?.permissions).toContain("oversell");
  });

  test("that gets the right that another one follows from gets no more than that", () => {
    using shop = staffedShop();

    write(shop, { ...CASHIER, allow: ["approve"] });

    expect(roleAt(shop, "cashier")?.permissions).toEqual(
      new Set(["sell", "pay", "others", "approve", "drawer"]),
    );
  });

  test("keeps its word through a build that does not know the right", () => {
    using shop = staffedShop();
    shop.a.write(roleSet("lead", ["sell", "approve"]));
    write(shop, { id: "lead", isNew: false, deny: ["oversell"] });

    // Such a build keeps words that it does not know.
    const words = roleWords(shop, "lead");
    shop.a.write(roleSet("lead", ["price", ...words]));

    expect(roleAt(shop, "lead")?.permissions).toEqual(
      new Set(["sell", "price", "exempt", "others", "approve"]),
    );
  });

  test("gets back from whoever changes staff what nobody has any more", () => {
    using shop = staffedShop();
    const manager = { id: "manager", isNew: false } as const;
    write(shop, { ...manager, deny: ["settings"], discountLimit: milliPercent(20_000) });

    write(shop, { ...manager, allow: ["settings"], discountLimit: milliPercent(100_000) });

    expect(roleAt(shop, "manager")).toMatchObject({
      permissions: new Set(PERMISSIONS),
      discountLimit: 100_000,
    });
  });

  test("that two tills changed apart asks which holds, and the next word says it", () => {
    using shop = staffedShop();
    const b = shop.join("B");
    valueOf(act(shop.a, (it) => decideChangeRole(it, { ...CASHIER, allow: ["price"] }), RAVI));
    valueOf(act(b, (it) => decideChangeRole(it, { ...CASHIER, allow: ["return"] }), RAVI));
    synchroniseAll(shop.tills());
    const { permissions } = roleAt(shop, "cashier") ?? { permissions: new Set() };

    // The one that holds says so again: that is no `role/same`.
    const again = { ...CASHIER, allow: [...permissions] } as RoleWish;
    valueOf(act(shop.a, (it) => decideChangeRole(it, again), RAVI));

    synchroniseAll(shop.tills());
    for (const till of shop.tills()) {
      expect(till.ledger().read((view) => readRole(view, "cashier")?.permissions)).toEqual(
        permissions,
      );
    }
    expect(faultOf(decide(shop, again)).type).toBe("role/same");
  });
});

describe("a person's role", () => {
  test("is another one by one event", () => {
    using shop = staffedShop();

    const decision = decideAs(shop, "4", (it) =>
      decideSetRole(it, { number: "1", role: "shift-lead" }),
    );

    expect(valueOf(decision)).toMatchObject([
      { kind: "staff/set", streams: ["staff/1"], body: { set: { role: "shift-lead" } } },
    ]);
  });

  test.each([
    ["4", { number: "1", role: "boss" }, "role/unknown"],
    ["4", { number: "9", role: "cashier" }, "staff/unknown"],
    ["4", { number: "1", role: "cashier" }, "staff/same-role"],
    ["4", { number: "4", role: "cashier" }, "staff/last-one"],
    ["1", { number: "1", role: "manager" }, "permission/missing"],
  ])("by %s as %j is refused", (by, wish, type) => {
    using shop = staffedShop();

    expect(faultOf(decideAs(shop, by, (it) => decideSetRole(it, wish))).type).toBe(type);
  });
});

const step = fc.record({
  by: fc.constantFrom("1", "2", "4", "5"),
  what: fc.constantFrom("role", "give", "disable", "enable", "allow", "deny"),
  number: fc.constantFrom("1", "2", "4", "5"),
  role: fc.constantFrom("cashier", "shift-lead", "manager"),
  permission: fc.constantFrom("staff", "staff", "settings", "sell", "approve"),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

test("whatever is changed in whatever order, somebody is left who may change staff", () => {
  using shop = staffedShop();
  shop.a.write(member("5", "manager"), pinOf("5"), pinOf("2"));
  const b = shop.join("B");
  let isA = true;

  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 25 }), (steps) => {
      for (const one of steps) {
        const done = act(isA ? shop.a : b, (context) => decisionOf(context, one), {
          staff: one.by,
        });
        // Two tills that hear of each other: what each wrote is known to the other one.
        if (done.ok) synchroniseAll([shop.a, b]);
        isA = !isA;
        for (const till of [shop.a, b]) expect(whoMayChangeStaff(till)).not.toEqual([]);
      }
    }),
    { numRuns: 25, seed: 20_261_120 },
  );
});

describe("two tills apart that each take the right from one of the last two", () => {
  test("leave nobody who may change staff, and nothing that anybody may do gives it back", () => {
    using shop = unmanagedShop();

    expect(shop.tills().map(whoMayChangeStaff)).toEqual([[], []]);
    const back = decideAs(shop, "4", (it) => decideSetRole(it, { number: "4", role: "owner" }));
    expect(faultOf(back)).toMatchObject({ type: "permission/missing", permission: "staff" });
  });

  test.each([
    // Its own role lost the right and another one has it.
    ["4", "owner"],
    // Was disabled, and has it.
    ["5", "owner"],
    ["1", "owner"],
  ])("hear of it when the sheet rescues %s at one of them", (number, role) => {
    using shop = unmanagedShop();
    const [a, b] = shop.tills() as [TestTill, TestTill];

    rescue(b, number);
    synchroniseAll(shop.tills());

    expect(shop.tills().map(whoMayChangeStaff)).toEqual([[number], [number]]);
    const member = a.ledger().read((view) => readStaffMember(view, number));
    expect(member).toMatchObject({ role, active: true, verifierId: `pin/${number}/new` });
    const everybody = decideAs(shop, number, (it) => decideEnableStaff(it, "5", () => undefined));
    expect(faultTypeOf(everybody)).toBe(number === "5" ? "staff/already-active" : undefined);
  });

  test("are both rescued apart, and both persons may then", () => {
    using shop = unmanagedShop();
    const [a, b] = shop.tills() as [TestTill, TestTill];
    rescue(a, "4");
    rescue(b, "5");
    synchroniseAll(shop.tills());

    expect(shop.tills().map(whoMayChangeStaff)).toEqual([
      ["4", "5"],
      ["4", "5"],
    ]);
  });

  test("get a role that may, where none may any more", () => {
    using shop = staffedShop();
    shop.a.write(roleSet("manager", ["sell", "teleport", "reports"]));
    expect(whoMayChangeStaff(shop.a)).toEqual([]);

    rescue(shop.a, "1");

    expect(whoMayChangeStaff(shop.a)).toEqual(["1"]);
    // The one that may most, with what a newer build invented.
    expect(roleAt(shop, "shift-lead")?.permissions.has("staff")).toBe(true);
    expect(roleAt(shop, "cashier")?.permissions.has("staff")).toBe(false);
  });
});

test("nobody is rescued who never worked here, or with a PIN that is too short", () => {
  using shop = unmanagedShop();
  function decision(number: string, pin: string) {
    const wish = { number, pin, verifierId: "pin/x" };
    return shop.a.ledger().read((view) => decideRescueStaff({ view }, wish));
  }

  expect(faultOf(decision("77", "739182"))).toEqual({ type: "staff/unknown", staff: "77" });
  expect(faultOf(decision("4", "7391")).type).toBe("pin/digits");
});

/** Ravi's role lost the right at A, and the owner was disabled at B. */
function unmanagedShop(): TestShop {
  const shop = staffedShop();
  shop.a.write(roleSet("owner", [...PERMISSIONS]), member("5", "owner"), pinOf("5"));
  const b = shop.join("B");
  const manager = { id: "manager", isNew: false, deny: ["staff"] } as const;
  valueOf(act(shop.a, (it) => decideChangeRole(it, manager), { staff: "5" }));
  valueOf(act(b, (it) => decideDisableStaff(it, "5"), { staff: "4" }));
  synchroniseAll(shop.tills());
  return shop;
}

/** As the till itself writes it, once the code was right. */
function rescue(till: TestTill, number: string): void {
  const wish = { number, pin: "739182", verifierId: `pin/${number}/new` };
  const done = till.ledger().commit({
    by: "",
    name: "rescue staff",
    decide: ({ view }) => {
      const decision = decideRescueStaff({ view }, wish);
      return decision.ok ? ok({ day: TODAY, events: decision.value }) : decision;
    },
  });
  valueOf(done);
}

function faultTypeOf(decision: Decision): string | undefined {
  return decision.ok ? undefined : decision.fault.type;
}

const RAVI = { staff: "4" };

function decisionOf(context: StaffContext, { what, number, role, permission }: Step): Decision {
  const staff = readStaffMember(context.view, context.staff.number);
  if (staff?.active !== true)
    return { ok: false, fault: { type: "staff/inactive", staff: number } };
  const own = { ...context, staff };
  const it = { id: role, isNew: false };
  switch (what) {
    case "give":
      return decideSetRole(own, { number, role });
    case "disable":
      return decideDisableStaff(own, number);
    case "enable":
      return decideEnableStaff(own, number, () => undefined);
    case "allow":
      return decideChangeRole(own, { ...it, allow: [permission] });
    default:
      return decideChangeRole(own, { ...it, deny: [permission] });
  }
}

function whoMayChangeStaff(till: TestShop["a"]): ReadonlyArray<string> {
  return till
    .ledger()
    .read(readStaff)
    .filter((it) => it.active && it.verifierId !== undefined && it.permissions.has("staff"))
    .map(({ number }) => number);
}

/** Cashiers 1 and 2, manager 4, of whom 1 and 4 have a PIN. */
function staffedShop(): TestShop {
  const shop = createShop();
  shop.a.write(
    roleSet("cashier", ["sell", "pay"], 10_000),
    roleSet("shift-lead", ["sell", "pay", "approve"]),
    roleSet("manager", [...PERMISSIONS]),
    member("1", "cashier"),
    pinOf("1"),
    member("2", "cashier"),
    member("4", "manager"),
    pinOf("4"),
  );
  return shop;
}

function roleSet(id: string, permissions: string[], limit = 100_000): Draft {
  const set = { name: id, permissions, discountLimit: milliPercent(limit) };
  return { kind: "role/set", streams: [toStreamId("role", id)], body: { set, over: {} } };
}

function member(number: string, role: string): Draft {
  const set = { name: { k: `person/${number}/a`, c: "sealed" }, role, active: true };
  return { kind: "staff/set", streams: [toStreamId("staff", number)], body: { set, over: {} } };
}

function pinOf(number: string): Draft {
  const body = { verifierId: `pin/${number}/a`, over: [] };
  return { kind: "staff/pin-set", streams: [toStreamId("staff", number)], body };
}

function decide(shop: TestShop, wish: RoleWish, staff = "4"): Decision {
  return decideAs(shop, staff, (context) => decideChangeRole(context, wish));
}

/** With what the person's role gives; nothing is written. */
function decideAs(
  shop: TestShop,
  by: string,
  decision: (context: StaffContext) => Decision,
): Decision {
  return shop.a.ledger().read((view) => {
    const staff = readStaffMember(view, by);
    if (staff === undefined) throw new Error("Nobody has that number.");
    return decision({ view, staff });
  });
}

function write(shop: TestShop, wish: RoleWish): void {
  valueOf(act(shop.a, (context) => decideChangeRole(withOwn(context), wish), RAVI));
}

function withOwn<Context extends StaffContext>(context: Context): Context {
  const staff = readStaffMember(context.view, context.staff.number);
  return staff === undefined ? context : { ...context, staff };
}

function setOf(decision: Decision): object {
  const [draft] = valueOf(decision);
  return draft?.kind === "role/set" ? draft.body.set : {};
}

function roleWords(shop: TestShop, id: string): ReadonlyArray<string> {
  const entry = shop.a.ledger().read((view) => view.state("role", id));
  return fieldValue(entry, "permissions") as ReadonlyArray<string>;
}

function roleAt(shop: TestShop, id: string) {
  return shop.a.ledger().read((view) => readRole(view, id));
}
