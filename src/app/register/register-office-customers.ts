/** The list of customers behind a person in the back office: looked through, added, changed, erased. */

import { type CustomerView } from "../../domain/people/customer-search.ts";
import { ok, type Result } from "../../domain/result.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { type OfficeCustomers } from "../../tui/ports/office-port.ts";
import { type Refusal } from "../../tui/ports/refusal-port.ts";
import {
  customerAdding,
  customerChange,
  customerErasing,
  mayLookUp,
  receiptsOfCustomer,
} from "../people/customer-changes.ts";
import { type Customers, LISTED_MAX } from "../people/customers.ts";
import { eraseAfterDays, leaveNoTrace } from "../people/erased-customers.ts";
import { orNoRoom } from "../store-errors.ts";
import { performCustomerAct } from "./register-customers.ts";
import { type Desk } from "./register-desk.ts";

export function officeCustomers(desk: Desk): OfficeCustomers {
  const { till, random, open } = desk;
  const { ledger, customers } = till;
  const receiptsOf = keepCount(ledger);

  function may(): Result<undefined, Refusal> {
    const allowed = mayLookUp(till, desk.actor);
    return allowed.ok ? allowed : desk.withheld(allowed.fault);
  }

  return {
    find: (typed) => {
      const allowed = may();
      return allowed.ok ? ok(listed(customers, typed)) : allowed;
    },
    contested: () => (may().ok ? customers.contested() : new Set()),
    look: (id) => {
      const view = may().ok ? customers.look(id) : undefined;
      if (typeof view !== "object") return undefined;
      return { ...view, inQuestion: customers.inQuestion(id), receipts: receiptsOf(id) };
    },
    add: (texts) => performCustomerAct(desk, () => customerAdding({ till, random }, texts)),
    change: (id, wish) =>
      nothingOf(performCustomerAct(desk, () => customerChange({ till, random }, id, wish))),
    erase: (id, how) => {
      const { jobs } = open;
      const erased = performCustomerAct(desk, () => ok(customerErasing({ till, jobs }, id, how)));
      // What was overwritten is gone from the disk now, or later where others are reading it.
      if (erased.ok) orNoRoom(() => leaveNoTrace({ till }));
      return erased.ok ? ok({ days: eraseAfterDays(till) }) : erased;
    },
  };
}

/** Whoever has to say which of two texts holds finds them at the top. */
function listed(customers: Customers, typed: string): ReadonlyArray<CustomerView> {
  const everybody = customers.everybody();
  if (typed.trim() !== "") return everybody.find(typed).hits;
  const contested = customers.contested();
  const asked = customers.all().filter(({ id }) => contested.has(id));
  const others = everybody.first(LISTED_MAX).filter(({ id }) => !contested.has(id));
  return [...asked, ...others].slice(0, LISTED_MAX);
}

/** Asked by each frame; of a regular it takes a look at each of their orders. */
function keepCount(ledger: Ledger): (id: string) => number {
  let last: { readonly id: string; readonly revision: number; readonly count: number } | undefined;
  return (id) =>
    ledger.read((view) => {
      const revision = view.revision("order");
      if (last?.id === id && last.revision === revision) return last.count;
      last = { id, revision, count: receiptsOfCustomer(view, id).length };
      return last.count;
    });
}

function nothingOf(done: Result<unknown, Refusal>): Result<void, Refusal> {
  return done.ok ? ok(undefined) : done;
}
