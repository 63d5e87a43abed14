/** Who may do what in a café, without any screen. */

import { describe, expect, test } from "vitest";

import { type Result } from "../../../src/domain/base/result.ts";
import { decideAlone, decideApproved, isOfRights } from "../../../src/domain/commands/approval.ts";
import { type Decision, type DecisionContext } from "../../../src/domain/commands/decision.ts";
import { decideSend } from "../../../src/domain/commands/kitchen/send-order.ts";
import { decideAddGoods } from "../../../src/domain/commands/order/add-goods.ts";
import {
  decideSetNote,
  decideSetQuantity,
  decideVoidLine,
} from "../../../src/domain/commands/order/edit-order.ts";
import { decideSetService } from "../../../src/domain/commands/order/order-head.ts";
import { decideSetModifiers } from "../../../src/domain/commands/order/set-modifiers.ts";
import { decideClockIn, decideClockOut } from "../../../src/domain/commands/people/clock-staff.ts";
import { type Refusal } from "../../../src/domain/commands/refusal.ts";
import { ALL_RIGHTS, type Permission, PERMISSIONS } from "../../../src/domain/events/permission.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { minor, thousandths } from "../../../src/domain/money/amounts.ts";
import { type OrderState } from "../../../src/domain/state/order-state.ts";
import { type Counter, createCounter } from "../../support/counter.ts";
import { decidePayCash } from "../../support/pay-cash.ts";
import { cafe, faultOf, valueOf } from "../../support/shop.ts";
import { catalogueOf, product } from "../../support/small-shop.ts";

type UseCase = (context: DecisionContext, order: OrderState, lines: Lines) => Decision;

interface Lines {
  /** One that the kitchen knows, and one that it doesn't. */
  readonly sent: EventId;
  readonly unsent: EventId;
}

const TARTE = product("TARTE");
const CATALOGUE = catalogueOf([TARTE]);

const USE_CASES: Readonly<
  Record<string, { readonly needs: Permission; readonly decide: UseCase }>
> = {
  "ring goods up": { needs: "sell", decide: (context, order) => addGoods(context, order, {}) },
  "ring goods up at another price": {
    needs: "price",
    decide: (context, order) => addGoods(context, order, { price: minor(1) }),
  },
  "set a quantity": {
    needs: "sell",
    decide: (context, order, { unsent: line }) =>
      decideSetQuantity(context, order, { line, quantity: thousandths(3000) }),
  },
  "take back some of what was sent": {
    needs: "void",
    decide: (context, order, { sent: line }) =>
      decideSetQuantity(context, order, { line, quantity: thousandths(1000), reason: "guest" }),
  },
  "change the options": {
    needs: "sell",
    decide: (context, order, { unsent: line }) =>
      decideSetModifiers(context, order, { catalogue: CATALOGUE, line, modifiers: [] }),
  },
  "write a note": {
    needs: "sell",
    decide: (context, order, { unsent: line }) =>
      decideSetNote(context, order, { line, note: "hot" }),
  },
  "take off what was not sent": {
    needs: "sell",
    decide: (context, order, { unsent: line }) =>
      decideVoidLine(context, order, { line, reason: "" }),
  },
  "void what was sent": {
    needs: "void",
    decide: (context, order, { sent: line }) =>
      decideVoidLine(context, order, { line, reason: "spilt" }),
  },
  "change how it is served": {
    needs: "sell",
    decide: (context, order) => decideSetService(context, order, "takeaway"),
  },
  "send to the kitchen": { needs: "send", decide: decideSend },
  "take cash": {
    needs: "pay",
    decide: (context, order) => decidePayCash(context, order, minor(100_000)),
  },
  "clock in": { needs: "clock", decide: (context) => decideClockIn(context) },
  "clock out": { needs: "clock", decide: clockOut },
};

describe.each(Object.entries(USE_CASES))("to %s", (_, { needs, decide }) => {
  test.each(cafe().roles.map(({ id, permissions }) => [id, permissions] as const))(
    "a %s is allowed or refused by the role alone",
    (_role, permissions) => {
      const isAllowed = permissions.some((permission) => permission === needs);

      expect(outcome(decide, permissions)).toBe(isAllowed ? "allowed" : `needs ${needs}`);
    },
  );

  test("nobody without any permission is allowed", () => {
    expect(outcome(decide, [])).toMatch(/^needs /u);
  });

  test("somebody's word is enough if they may, and for nothing else", () => {
    const others = PERMISSIONS.filter((permission) => permission !== needs);
    const { counter, lines } = openOrder(others);
    const asked = counter.decide((context, order) =>
      decideAlone(context, (own) => decide(own, order, lines)),
    );
    const act = actOf(asked);

    function said(by: ReadonlyArray<Permission>, word = act) {
      return counter.decide((context, order) =>
        decideApproved(context, (both) => decide(both, order, lines), {
          approval: { by: "4", act: word },
          approver: { ...ALL_RIGHTS, number: "4", active: true, permissions: new Set(by) },
        }),
      );
    }

    expect(faultOf(said(others))).toEqual({
      type: "permission/missing",
      permission: needs,
      staff: "4",
    });
    expect(faultOf(said([needs]))).toMatchObject({ permission: "approve", staff: "4" });
    expect(faultOf(said([needs, "approve"], `${act} `)).type).toBe("approval/changed");
    expect(said([needs, "approve"]).ok).toBe(true);
  });

  test("whoever may do all but that is refused", () => {
    const others = PERMISSIONS.filter((permission) => permission !== needs);

    expect(outcome(decide, others)).toBe(`needs ${needs}`);
  });
});

/** Two pieces that were sent and one that was not. */
function openOrder(permissions: ReadonlyArray<Permission>): {
  readonly counter: Counter;
  readonly lines: Lines;
} {
  const lead = createCounter({ catalogue: CATALOGUE });
  const sent = lead.add(TARTE, { count: 2 });
  valueOf(lead.decide(decideSend));
  const unsent = lead.add(TARTE);
  return { counter: lead.apart("B", { permissions }), lines: { sent, unsent } };
}

function actOf(asked: Result<unknown, Refusal>): string {
  const fault = faultOf(asked);
  if (!isOfRights(fault) || fault.act === undefined) throw new Error("Nobody can vouch for it.");
  return fault.act;
}

/** What comes of it. */
function outcome(decide: UseCase, permissions: ReadonlyArray<Permission>): string {
  const { counter, lines } = openOrder(permissions);
  const result = counter.decide((context, order) => decide(context, order, lines));
  if (result.ok) return "allowed";
  const { fault } = result;
  return fault.type === "permission/missing" ? `needs ${fault.permission}` : fault.type;
}

function addGoods(context: DecisionContext, order: OrderState, more: object): Decision {
  const goods = { kind: "goods" as const, product: TARTE, quantity: thousandths(1000), ...more };
  return decideAddGoods(context, { catalogue: CATALOGUE, goods, order, service: "counter" });
}

/** As somebody at a till apart, who may be clocked in at another one. */
function clockOut(context: DecisionContext): Decision {
  return decideClockOut({ ...context, hasOtherTills: true });
}
