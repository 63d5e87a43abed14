/**
 * Customers as people see them: opened, in memory only. The index to search them is made when somebody
 * first looks for one and follows what changes from then on, here and at other programs.
 */

import {
  type CustomerIndex,
  type CustomerView,
  createCustomerIndex,
} from "../domain/customer-search.ts";
import { NO_TEXTS } from "../domain/customer-text.ts";
import {
  CUSTOMER_FIELDS,
  customerIds,
  type CustomerTexts,
  readCustomer,
  type SealedCustomer,
  toCustomer,
} from "../domain/customers.ts";
import { type SealedText } from "../domain/events/people-events.ts";
import { streamName } from "../domain/identity.ts";
import { type LedgerView } from "../domain/ledger-view.ts";
import { type Ledger } from "../ledger/ledger.ts";
import { type Secrets } from "../ledger/secrets.ts";
import { openText } from "./sealed-text.ts";

export interface Customers {
  /** `erased`, `unreadable`: there is or was one, of whom nothing can be told. */
  readonly look: (id: string) => CustomerView | "erased" | "unreadable" | undefined;
  /** Without those who come no more. */
  readonly index: () => CustomerIndex;
  /** Everybody, those who come no more too, by no order. */
  readonly all: () => ReadonlyArray<CustomerView>;
  /** Fields that tills have written apart, and differently. */
  readonly inQuestion: (id: string) => ReadonlyArray<string>;
}

interface Known {
  readonly revision: number;
  readonly views: Map<string, CustomerView>;
  index: CustomerIndex | undefined;
}

export function createCustomers(ledger: Ledger): Customers {
  let known: Known | undefined;

  function current(): Known {
    const { secrets, db } = ledger;
    known = ledger.read((view) => {
      const revision = view.revision("customer");
      if (known?.revision === revision) return known;
      const changed = known && view.changedSince("customer", known.revision);
      if (known === undefined || changed === undefined) {
        db.longWork();
        return { revision, views: readAll(view, secrets), index: undefined };
      }
      for (const id of [...changed].map(streamName)) {
        const customer = viewOf(secrets, readCustomer(view, id));
        if (typeof customer === "object") known.views.set(id, customer);
        else known.views.delete(id);
      }
      return { revision, views: known.views, index: undefined };
    });
    return known;
  }

  return {
    look: (id) => ledger.read((view) => viewOf(ledger.secrets, readCustomer(view, id))),
    index: () => {
      const now = current();
      now.index ??= createCustomerIndex([...now.views.values()].filter(({ active }) => active));
      return now.index;
    },
    all: () => [...current().views.values()],
    inQuestion: (id) => fieldsInQuestion(ledger, id),
  };
}

/** Twenty thousand of them would push everything else out of what is kept at hand. */
function readAll(view: LedgerView, secrets: Secrets): Known["views"] {
  const keyOf = allKeys(secrets);
  const views = customerIds(view).flatMap((id) => {
    const customer = viewOf({ get: keyOf }, toCustomer(id, view.glance("customer", id)));
    return typeof customer === "object" ? [[id, customer] as const] : [];
  });
  return new Map(views);
}

function allKeys(secrets: Secrets): Secrets["get"] {
  const values = new Map(secrets.rows().map(({ id, value }) => [id, value]));
  return (id) => {
    const value = values.get(id) ?? null;
    return value === null ? undefined : Buffer.from(value, "base64");
  };
}

function viewOf(
  secrets: Pick<Secrets, "get">,
  customer: SealedCustomer | "erased" | undefined,
): CustomerView | "erased" | "unreadable" | undefined {
  if (typeof customer !== "object") return customer;
  const texts: Record<keyof CustomerTexts, string> = { ...NO_TEXTS };
  for (const field of CUSTOMER_FIELDS) {
    const sealed = customer.sealed[field];
    if (sealed === undefined) continue;
    const text = openText(sealed, secrets);
    if (text === undefined) return "unreadable";
    texts[field] = text;
  }
  return { id: customer.id, active: customer.active, ...texts };
}

/** What tills have written apart, and differently: sealed, the same text never looks the same. */
function fieldsInQuestion(
  { secrets, read }: Pick<Ledger, "secrets" | "read">,
  id: string,
): ReadonlyArray<string> {
  const { fields } = read((view) => view.state("customer", id));
  return Object.entries(fields).flatMap(([field, { open }]) => {
    const texts = open.map(({ value }) => textOf(secrets, value));
    return new Set(texts).size > 1 ? [field] : [];
  });
}

function textOf(secrets: Secrets, value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  // Of these fields, only sealed texts are objects.
  return JSON.stringify(openText(value as SealedText, secrets) ?? value);
}
