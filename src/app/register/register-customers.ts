/** Customers behind a person at the register: found, put on the order, added. */

import { ok, type Result } from "../../domain/base/result.ts";
import { type Refusal as RefusalFacts } from "../../domain/commands/refusal.ts";
import { type CustomerIndex, type FoundCustomers } from "../../domain/people/customer-search.ts";
import { type CustomerSession } from "../../tui/ports/customer-port.ts";
import { type Refusal } from "../../tui/ports/refusal-port.ts";
import { type CustomerAct, customerAdding, mayLookUp } from "../people/customer-changes.ts";
import { pointsEverHad } from "../people/customer-points.ts";
import { askForPurse, customerPurse } from "../vouchers/purse-rights.ts";
import { type Desk } from "./register-desk.ts";

export function customerActions(
  desk: Desk,
  putOn: (customer: string) => ReturnType<CustomerSession["add"]>,
): CustomerSession {
  const { till, random, open } = desk;
  const find = keepLast(till.customers.index);

  function may(): Result<undefined, Refusal> {
    const allowed = mayLookUp(till, desk.actor);
    return allowed.ok ? allowed : desk.withheld(allowed.fault);
  }

  return {
    find: (typed) => {
      const allowed = may();
      return allowed.ok ? ok(find(typed)) : allowed;
    },
    byCard: (code) => (may().ok ? till.customers.index().byCard(code) : []),
    points: (id) => {
      const points = pointsEverHad(till, id);
      // By the time that somebody spends them, the others have given them.
      if (points !== undefined && open.askRights !== undefined)
        askForPurse(till, customerPurse(id), open.askRights);
      return points?.left;
    },
    add: (texts) => {
      // The record is kept: what can be taken back is whose order it is.
      const unnoted = { ...desk, actBeside: desk.actUnnoted };
      const added = performCustomerAct(unnoted, () => customerAdding({ till, random }, texts));
      if (!added.ok) return added;
      const done = putOn(added.value);
      if (!done.ok) desk.noteKept();
      return done;
    },
  };
}

/**
 * The id of whom it was about. It is made only for who may look customers up: what is sealed has a
 * chance in it, so that no word for it could hold the next time.
 */
export function performCustomerAct(
  desk: Desk,
  make: () => Result<CustomerAct, RefusalFacts>,
): Result<string, Refusal> {
  const { till, actor } = desk;
  const allowed = mayLookUp(till, actor);
  if (!allowed.ok) return desk.refused(allowed.fault);
  const act = make();
  if (!act.ok) return desk.refused(act.fault);
  const { name, id, decide, keep } = act.value;
  const release = till.whileCommitting(keep);
  const done = desk.actBeside(name, decide);
  release();
  return done.ok ? ok(id) : done;
}

/** The last answer is kept, because each part of a frame asks for it. */
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
