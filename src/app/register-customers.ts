/** Customers behind a person at the register: found, put on the order, added. */

import { decideSetCustomer, decideTakeCustomerOff } from "../domain/commands/set-customer.ts";
import { type CustomerIndex, type FoundCustomers } from "../domain/customer-search.ts";
import { ok, type Result } from "../domain/result.ts";
import { readSetting } from "../domain/settings.ts";
import { type OrderView } from "../domain/views.ts";
import { type CustomerSession, type Refusal } from "../tui/till-port.ts";
import { customerAdding, mayLookUp } from "./customer-changes.ts";
import { forgetNext, type NextOrder } from "./next-order.ts";
import { type Desk } from "./register-desk.ts";

export function customerActions(desk: Desk, next: NextOrder): CustomerSession {
  const { till, random } = desk;
  const find = keepLast(till.customers.index);

  function may(): Result<undefined, Refusal> {
    const allowed = mayLookUp(till, desk.actor);
    return allowed.ok ? allowed : desk.refused(allowed.fault);
  }

  function set(customer: string): Result<OrderView, Refusal> {
    const done = desk.act("set customer", (context, order) => {
      const service = next.service ?? readSetting(context.view, "default-service");
      return decideSetCustomer(context, order, { customer, service, course: next.course });
    });
    if (!done.ok) return done;
    forgetNext(next);
    return ok(desk.shown());
  }

  return {
    find: (typed) => {
      const allowed = may();
      return allowed.ok ? ok(find(typed)) : allowed;
    },
    byCard: (code) => (may().ok ? till.customers.index().byCard(code) : []),
    set,
    takeOff: () => desk.change("take customer off", decideTakeCustomerOff),
    add: (texts) => {
      // What is added has a chance in it, its id and its seals: no word for it could hold the next time.
      const allowed = may();
      if (!allowed.ok) return allowed;
      const act = customerAdding({ till, random }, texts);
      if (!act.ok) return desk.refused(act.fault);
      const release = till.whileCommitting(act.value.keep);
      const added = desk.actBeside(act.value.name, act.value.decide);
      release();
      return added.ok ? set(act.value.id) : added;
    },
  };
}

/** Asked by each part of a frame. */
function keepLast(index: () => CustomerIndex): (typed: string) => FoundCustomers {
  let last:
    | { readonly of: CustomerIndex; readonly typed: string; readonly found: FoundCustomers }
    | undefined;
  return (typed) => {
    const of = index();
    if (last?.of !== of || last.typed !== typed) last = { of, typed, found: of.find(typed) };
    return last.found;
  };
}
