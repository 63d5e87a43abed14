/** Goods that people give away: on the house, as staff meals, or because they are spoiled. */

import { describe, expect, test } from "vitest";

import { compOf, compsKey } from "../../../src/domain/balance/comps.ts";
import { orderBalance } from "../../../src/domain/balance/order-balance.ts";
import { decideAlone } from "../../../src/domain/commands/approval.ts";
import { type Decision, type DecisionContext } from "../../../src/domain/commands/decision.ts";
import { decideVoidLine } from "../../../src/domain/commands/order/edit-order.ts";
import {
  decideDiscountLine,
  decideDiscountOrder,
} from "../../../src/domain/commands/order/give-discount.ts";
import { decideUndo, undosOf } from "../../../src/domain/commands/order/undo-order.ts";
import { COMP_KINDS, type CompKind } from "../../../src/domain/events/discount-events.ts";
import { type Permission, PERMISSIONS } from "../../../src/domain/events/permission.ts";
import { orderContributions } from "../../../src/domain/folds/order-sums.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { type OrderState } from "../../../src/domain/state/order-state.ts";
import { type Counter, createCounter } from "../../support/counter.ts";
import { faultOf, TODAY, valueOf } from "../../support/shop.ts";
import { catalogueOf, product } from "../../support/small-shop.ts";

const TARTE = product("TARTE", { price: minor(1000) });
const SOUP = product("SOUP", { price: minor(600) });

describe("goods that are given away", () => {
  test.each(COMP_KINDS)("cost nothing, and say why and as what: %s", (kind) => {
    const { counter, tarte } = served();

    const given = valueOf(give(counter, { line: tarte, kind, reason: " fell down " }));

    expect(given.map(({ body }) => body)).toMatchObject([
      { discount: { rate: 100_000, amount: 0, kind }, reason: "fell down" },
    ]);
    expect(orderBalance(counter.order())).toMatchObject({ remaining: 600, total: 600 });
  });

  test("need a reason whoever gives them", () => {
    const { counter, tarte } = served();

    expect(faultOf(give(counter, { line: tarte, kind: "comp", reason: " " }))).toEqual({
      type: "comp/reason-needed",
    });
    expect(faultOf(give(counter, { kind: "staff-meal", reason: "" }))).toEqual({
      type: "comp/reason-needed",
    });
  });

  test("need a right of their own, and no right to discounts", () => {
    const { counter, tarte } = served();
    const comp = { line: tarte, kind: "comp", reason: "waited" } as const;

    const all = PERMISSIONS.filter((it) => it !== "comp");
    const refused = give(counter, comp, having(all));

    expect(faultOf(refused)).toMatchObject({ type: "permission/missing", permission: "comp" });
    expect(give(counter, comp, having(["comp"])).ok).toBe(true);
    expect(faultOf(takeAway(counter, tarte, having(all)))).toMatchObject({ permission: "comp" });
    expect(takeAway(counter, tarte, having(["comp"])).ok).toBe(true);
  });
});

describe("a budget of comps", () => {
  test("holds for a person and a day, over all that they gave away and that still stands", () => {
    const { counter, tarte, soup } = served();

    valueOf(give(counter, { line: tarte, kind: "comp", reason: "waited" }, budget(1500)));
    const beyond = give(counter, { line: soup, kind: "spoiled", reason: "fell" }, budget(1500));
    valueOf(
      counter.decide((context, order) =>
        decideVoidLine(context, order, { line: tarte, reason: "" }),
      ),
    );
    const within = give(counter, { line: soup, kind: "spoiled", reason: "fell" }, budget(1500));

    expect(faultOf(beyond)).toMatchObject({ type: "comp/beyond-budget", staff: "1", left: 500 });
    expect(within.ok).toBe(true);
    expect(orderContributions(counter.order())).toContainEqual([compsKey(TODAY, "1"), 600]);
  });

  test("is vouched for by whoever may, who has none", () => {
    const { counter } = served();
    const wish = { kind: "comp", reason: "wedding" } as const;

    const asked = counter.decide((context, order) =>
      decideAlone(budget(100)(context), (alone) => decideGiven(alone, order, wish)),
    );
    const own = counter.decide((context, order) =>
      decideGiven(budget(100, PERMISSIONS)(context), order, wish),
    );

    expect(faultOf(asked)).toMatchObject({ type: "comp/beyond-budget", left: 100 });
    expect(asked).toHaveProperty("fault.act");
    expect(own.ok).toBe(true);
    expect(orderContributions(counter.order())).toContainEqual([compsKey(TODAY, "1"), 1600]);
  });
});

test("an undo takes a comp back, and gives it again with its kind and reason", () => {
  const { counter, tarte } = served();
  const before = counter.order();
  const given = valueOf(give(counter, { line: tarte, kind: "spoiled", reason: "fell down" }));
  const after = counter.order();

  const taken = valueOf(undo(counter, before, given));
  const again = valueOf(undo(counter, after, taken));

  expect(taken.map(({ body }) => body)).toMatchObject([{ discount: null, reason: "" }]);
  expect(again.map(({ body }) => body)).toMatchObject([
    { discount: { kind: "spoiled" }, reason: "fell down" },
  ]);
});

interface Wish {
  readonly line?: EventId;
  readonly kind: CompKind;
  readonly reason: string;
}

type Sight = (context: DecisionContext) => DecisionContext;

function served() {
  const counter = createCounter({ catalogue: catalogueOf([TARTE, SOUP]) });
  return { counter, tarte: counter.add(TARTE), soup: counter.add(SOUP) };
}

function give(counter: Counter, wish: Wish, as: Sight = (context) => context) {
  return counter.decide((context, order) => decideGiven(as(context), order, wish));
}

function decideGiven(
  context: DecisionContext,
  order: OrderState,
  { line, kind, reason }: Wish,
): Decision {
  const given = { discount: compOf(kind), reason };
  return line === undefined
    ? decideDiscountOrder(context, order, given)
    : decideDiscountLine(context, order, { line, ...given });
}

function takeAway(counter: Counter, line: EventId, as: Sight) {
  return counter.decide((context, order) =>
    decideDiscountLine(as(context), order, { line, discount: null }),
  );
}

function undo(counter: Counter, before: OrderState, events: Parameters<typeof undosOf>[1]) {
  const [step] = undosOf(before, events);
  if (step === undefined) throw new Error("The act has no undo.");
  return counter.decide((context, order) => decideUndo(context, order, step));
}

function having(permissions: ReadonlyArray<Permission>): Sight {
  return (context) => {
    return { ...context, staff: { ...context.staff, permissions: new Set(permissions) } };
  };
}

/** A shop in which a person may give away so much on a day, and this one may not vouch. */
function budget(
  most: number,
  permissions: ReadonlyArray<Permission> = PERMISSIONS.filter((it) => it !== "approve"),
): Sight {
  return (context) => {
    const field = { open: [{ id: "x", value: most, blind: false }], gone: [] };
    const view = {
      ...context.view,
      state: (type: string, name: string) =>
        type === "set" && name === "comp-budget"
          ? { fields: { value: field } }
          : context.view.state(type as "order", name),
    };
    return { ...having(permissions)(context), view: view as unknown as DecisionContext["view"] };
  };
}
