/** Why somebody gave a discount: asked beyond what they give alone, or what the shop gives without. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { decideAlone, decideApproved } from "../../../src/domain/commands/approval.ts";
import { type Decision, type DecisionContext } from "../../../src/domain/commands/decision.ts";
import { type GivenOff } from "../../../src/domain/commands/order/discount-limit.ts";
import { decideVoidLine } from "../../../src/domain/commands/order/edit-order.ts";
import {
  decideDiscountLine,
  decideDiscountOrder,
} from "../../../src/domain/commands/order/give-discount.ts";
import { decideUndo, undosOf } from "../../../src/domain/commands/order/undo-order.ts";
import { ALL_RIGHTS } from "../../../src/domain/events/permission.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { milliPercent, minor } from "../../../src/domain/money/amounts.ts";
import { type OrderState } from "../../../src/domain/state/order-state.ts";
import { type Counter, createCounter } from "../../support/counter.ts";
import { faultOf, valueOf } from "../../support/shop.ts";
import { catalogueOf, product } from "../../support/small-shop.ts";

const TARTE = product("TARTE", { price: minor(1000) });
const CHIEF = { ...ALL_RIGHTS, number: "9", active: true };

describe("a discount beyond what somebody gives alone", () => {
  test("is refused without a reason, and then waits for another's word, which keeps it", () => {
    const beyond = fc
      .tuple(fc.nat(99), fc.integer({ min: 1, max: 100 }), fc.boolean())
      .filter(([limit, rate]) => rate > limit);
    fc.assert(
      fc.property(beyond, ([limit, rate, isOfOrder]) => {
        const { counter, line } = served();
        const off = { discount: percent(rate), line: isOfOrder ? undefined : line };

        const alone = asked(counter, limit, off);
        const reasoned = asked(counter, limit, { ...off, reason: "regular guest" });

        const least = milliPercent(limit * 1000);
        expect(faultOf(alone)).toEqual({ type: "discount/reason-needed", limit: least });
        const wanted = faultOf(reasoned);
        expect(wanted).toMatchObject({ type: "discount/beyond-limit", limit: least });
        const act = "act" in wanted ? (wanted.act ?? "") : "";
        const approval = { by: "9", act };
        const vouched = counter.decide((context, order) =>
          decideApproved(
            limited(context, limit),
            (both) => give(both, order, { ...off, reason: " regular guest " }),
            { approval, approver: CHIEF },
          ),
        );
        expect(valueOf(vouched)[0]?.body).toMatchObject({ reason: "regular guest" });
      }),
    );
  });

  test("needs none within it", () => {
    fc.assert(
      fc.property(fc.nat(100), fc.nat(100), (limit, rate) => {
        const { counter, line } = served();

        const within = asked(counter, limit, { line, discount: percent(Math.min(limit, rate)) });

        expect(within.ok).toBe(true);
      }),
    );
  });

  test("takes a reason of whoever has no right to give any", () => {
    const { counter, line } = served();

    const refused = counter.decide((context, order) =>
      decideAlone({ ...context, staff: { ...context.staff, permissions: new Set() } }, (alone) =>
        give(alone, order, { line, discount: percent(1) }),
      ),
    );

    expect(faultOf(refused)).toEqual({ type: "discount/reason-needed", limit: 0 });
  });

  test("needs none where it is taken away", () => {
    const { counter, line } = served();

    expect(asked(counter, 0, { line, discount: null }).ok).toBe(true);
  });
});

describe("a discount beyond what the shop gives without a word", () => {
  test("takes a reason also of whoever may give all of it", () => {
    const { counter, line } = served();
    const half = { line, discount: percent(50) };

    const refused = counter.decide((context, order) => give(asking(context, 20), order, half));
    const within = counter.decide((context, order) =>
      give(asking(context, 20), order, { line, discount: percent(20) }),
    );
    const reasoned = counter.decide((context, order) =>
      give(asking(context, 20), order, { ...half, reason: "large order" }),
    );

    expect(faultOf(refused)).toEqual({ type: "discount/reason-needed", limit: 20_000 });
    expect(within.ok).toBe(true);
    expect(valueOf(reasoned)[0]?.body).toMatchObject({ reason: "large order" });
  });
});

describe("a reason of a discount", () => {
  test("is refused when it is longer than a short text", () => {
    const { counter, line } = served();

    const refused = asked(counter, 100, { line, discount: percent(1), reason: "x".repeat(201) });

    expect(faultOf(refused)).toMatchObject({ type: "text/too-long", what: "reason" });
  });

  test.each(["line", "order"] as const)("comes back with an undo: of a %s", (onto) => {
    const { counter, line } = served();
    const off = { line: onto === "line" ? line : undefined };
    valueOf(
      counter.decide((context, order) =>
        give(context, order, { ...off, discount: percent(60), reason: "waited too long" }),
      ),
    );
    const before = counter.order();
    const later = valueOf(
      counter.decide((context, order) => give(context, order, { ...off, discount: null })),
    );

    const [undo] = undosOf(before, later);
    const undone = counter.decide((context, order) =>
      undo === undefined ? valueless() : decideUndo(asking(context, 0), order, undo),
    );

    expect(valueOf(undone)[0]?.body).toMatchObject({ reason: "waited too long" });
  });

  test("comes back with goods that are put back", () => {
    const { counter, line } = served();
    valueOf(
      counter.decide((context, order) =>
        give(context, order, { line, discount: percent(60), reason: "waited too long" }),
      ),
    );
    valueOf(
      counter.decide((context, order) => decideVoidLine(context, order, { line, reason: "" })),
    );

    const back = counter.decide((context, order) =>
      decideUndo(context, order, { type: "put-back", line }),
    );

    expect(valueOf(back).map(({ body }) => body)).toContainEqual(
      expect.objectContaining({ discount: percent(60), reason: "waited too long" }),
    );
  });

  test("isn't asked of an undo whose discount had none", () => {
    const { counter, line } = served();

    const back = counter.decide((context, order) =>
      decideUndo(asking(context, 0), order, {
        type: "discount-back",
        line,
        before: percent(60),
        reason: "",
      }),
    );

    expect(back.ok).toBe(true);
  });
});

type Off = GivenOff & { readonly line: EventId | undefined };

function served() {
  const counter = createCounter({ catalogue: catalogueOf([TARTE]) });
  return { counter, line: counter.add(TARTE) };
}

function percent(rate: number) {
  return { rate: milliPercent(rate * 1000), amount: minor(0) };
}

function asked(counter: Counter, limit: number, off: Off) {
  return counter.decide((context, order) =>
    decideAlone(limited(context, limit), (alone) => give(alone, order, off)),
  );
}

function give(context: DecisionContext, order: OrderState, { line, ...off }: Off): Decision {
  return line === undefined
    ? decideDiscountOrder(context, order, off)
    : decideDiscountLine(context, order, { line, ...off });
}

function limited(context: DecisionContext, limit: number): DecisionContext {
  return { ...context, staff: { ...context.staff, discountLimit: milliPercent(limit * 1000) } };
}

/** A shop that wants a reason of everything beyond so many percent. */
function asking(context: DecisionContext, most: number): DecisionContext {
  const field = { open: [{ id: "x", value: most * 1000, blind: false }], gone: [] };
  const view = {
    ...context.view,
    state: (type: string, name: string) =>
      type === "set" && name === "discount-reason"
        ? { fields: { value: field } }
        : context.view.state(type as "order", name),
  };
  return { ...context, view: view as unknown as DecisionContext["view"] };
}

function valueless(): never {
  throw new Error("The act has no undo.");
}
