/**
 * Customers as people see them: opened, in memory only. They are read in the register's idle moments,
 * because twenty thousand of them take a while; whoever looks for one before that waits for the rest.
 * From then on the index follows what changes, here and at other programs.
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
import { decrypt, openText, toOpeningKey } from "./sealed-text.ts";

export interface Customers {
  /** `erased`, `unreadable`: there is or was one, of whom nothing can be told. */
  readonly look: (id: string) => CustomerView | "erased" | "unreadable" | undefined;
  /** Without those who come no more. */
  readonly index: () => CustomerIndex;
  /** A little of what the index takes, for moments in which nobody waits; true when there is more. */
  readonly readAhead: () => boolean;
  /** Everybody, those who come no more too, by no order. */
  readonly all: () => ReadonlyArray<CustomerView>;
  /** Fields that tills have written apart, and differently. */
  readonly inQuestion: (id: string) => ReadonlyArray<string>;
}

/** Some milliseconds: keys come first. */
const READ_AT_ONCE = 200;

interface Known {
  readonly revision: number;
  readonly views: Map<string, CustomerView>;
  /** Ids of those who are still to be read. */
  readonly unread: string[];
  index: CustomerIndex | undefined;
}

export function createCustomers(ledger: Ledger): Customers {
  let known: Known | undefined;

  /** What changed since is read again at once, whether it was read before or not. */
  function caughtUp(view: LedgerView): Known {
    const revision = view.revision("customer");
    if (known?.revision === revision) return known;
    const changed = known && view.changedSince("customer", known.revision);
    if (known === undefined || changed === undefined) {
      known = { revision, views: new Map(), unread: [...customerIds(view)], index: undefined };
      return known;
    }
    known = { ...known, revision, index: undefined };
    for (const id of [...changed].map(streamName)) readInto(known.views, view, id);
    return known;
  }

  function readInto(views: Known["views"], view: LedgerView, id: string): void {
    // At a glance: twenty thousand of them would push everything else out of what is kept at hand.
    const customer = toCustomer(id, view.glance("customer", id));
    const opened = viewOf(customer, opener(ledger.secrets));
    if (typeof opened === "object") views.set(id, opened);
    else views.delete(id);
  }

  function readSome(view: LedgerView, now: Known, most: number): void {
    const from = Math.max(0, now.unread.length - most);
    for (const id of now.unread.splice(from)) readInto(now.views, view, id);
  }

  function current(): Known {
    return ledger.read((view) => {
      const now = caughtUp(view);
      if (now.unread.length > READ_AT_ONCE) ledger.db.longWork();
      readSome(view, now, now.unread.length);
      return now;
    });
  }

  function indexOf(now: Known): CustomerIndex {
    now.index ??= createCustomerIndex([...now.views.values()].filter(({ active }) => active));
    return now.index;
  }

  return {
    look: (id) =>
      ledger.read((view) =>
        viewOf(readCustomer(view, id), (sealed) => openText(sealed, ledger.secrets)),
      ),
    index: () => indexOf(current()),
    readAhead: () =>
      ledger.read((view) => {
        const now = caughtUp(view);
        readSome(view, now, READ_AT_ONCE);
        if (now.unread.length > 0) return true;
        indexOf(now);
        return false;
      }),
    all: () => [...current().views.values()],
    inQuestion: (id) => fieldsInQuestion(ledger, id),
  };
}

/** The key of one customer opens all that is known of them. */
function opener(secrets: Pick<Secrets, "get">): (sealed: SealedText) => string | undefined {
  const keys = new Map<string, ReturnType<typeof toOpeningKey> | undefined>();
  return (sealed) => {
    if (!keys.has(sealed.k)) {
      const key = secrets.get(sealed.k);
      keys.set(sealed.k, key && toOpeningKey(key));
    }
    const key = keys.get(sealed.k);
    return key && decrypt(sealed, key);
  };
}

function viewOf(
  customer: SealedCustomer | "erased" | undefined,
  open: (sealed: SealedText) => string | undefined,
): CustomerView | "erased" | "unreadable" | undefined {
  if (typeof customer !== "object") return customer;
  const texts: Record<keyof CustomerTexts, string> = { ...NO_TEXTS };
  for (const field of CUSTOMER_FIELDS) {
    const sealed = customer.sealed[field];
    if (sealed === undefined) continue;
    const text = open(sealed);
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
