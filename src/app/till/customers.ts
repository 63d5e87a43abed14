/**
 * Customers as people see them: opened, in memory only. They are read in the register's idle moments,
 * because twenty thousand of them take a while; whoever looks for one before that waits for the rest.
 * From then on the index follows what changes, here and at other programs: what is said of a customer, and
 * the key that opens it, which comes by itself, mostly a moment later.
 */

import { type SealedText } from "../../domain/events/people-events.ts";
import { streamName } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import {
  type CustomerIndex,
  type CustomerView,
  createCustomerIndex,
} from "../../domain/people/customer-search.ts";
import { NO_TEXTS } from "../../domain/people/customer-text.ts";
import {
  CUSTOMER_FIELDS,
  customerIds,
  type CustomerTexts,
  readCustomer,
  type SealedCustomer,
  toCustomer,
} from "../../domain/people/customers.ts";
import { type EntryState } from "../../domain/state/entry-state.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { type Secrets } from "../../ledger/secrets.ts";
import { customerOfKey, openText, openWith, toOpeningKey } from "./sealed-text.ts";

export interface Customers {
  /** `erased`, `unreadable`: there is or was one, of whom nothing can be told. */
  readonly look: (id: string) => CustomerView | "erased" | "unreadable" | undefined;
  /** Returns the index without inactive customers. */
  readonly index: () => CustomerIndex;
  /** A little of what the index takes, for moments in which nobody waits; true when there is more. */
  readonly readAhead: () => boolean;
  /** Everybody, those who come no more too, by no order. */
  readonly all: () => ReadonlyArray<CustomerView>;
  /** Returns the index with inactive customers, for office work: it is made when it is first read. */
  readonly everybody: () => CustomerIndex;
  /** Ids of those of whom tills have said otherwise apart. */
  readonly contested: () => ReadonlySet<string>;
  /** Fields that tills have written apart, and differently. */
  readonly inQuestion: (id: string) => ReadonlyArray<string>;
}

/** Some milliseconds: keys come first. */
const READ_AT_ONCE = 200;
/** The changes beyond which the index is made anew, such as after an import or after joining a shop. */
const CHANGED_MAX = 1000;

/** How far what was said of customers, and their keys, are known. */
interface Revisions {
  readonly said: number;
  readonly keys: string;
}

interface Known {
  readonly at: Revisions;
  readonly views: Map<string, CustomerView>;
  /** Ids of those who are still to be read. */
  readonly unread: string[];
  readonly contested: Set<string>;
  index: CustomerIndex | undefined;
  everybody: CustomerIndex | undefined;
}

/** The most rows of a list: a person types more of the name instead. */
export const LISTED_MAX = 200;

export function createCustomers(ledger: Ledger): Customers {
  const { secrets } = ledger;
  let known: Known | undefined;

  /** Changed customers are read again at once, whether they were read before or not. */
  function caughtUp(view: LedgerView): Known {
    const at = { said: view.revision("customer"), keys: secrets.revision() };
    if (known?.at.said === at.said && known.at.keys === at.keys) return known;
    const changed = known && changedSince(view, known.at, secrets);
    if (known === undefined || changed === undefined || changed.size > CHANGED_MAX) {
      known = unreadOf(view, at);
      return known;
    }
    const { index, everybody } = changed.size === 0 ? known : NO_INDEX;
    known = { ...known, at, index, everybody };
    for (const id of changed) readInto(known, view, { id, secrets });
    return known;
  }

  function readSome(view: LedgerView, now: Known, most: number): void {
    const from = Math.max(0, now.unread.length - most);
    for (const id of now.unread.splice(from)) readInto(now, view, { id, secrets });
  }

  function current(): Known {
    return ledger.read((view) => {
      const now = caughtUp(view);
      if (now.unread.length > READ_AT_ONCE) ledger.db.longWork();
      readSome(view, now, now.unread.length);
      return now;
    });
  }

  function everybodyOf(now: Known): CustomerIndex {
    now.everybody ??= createCustomerIndex(now.views.values(), LISTED_MAX);
    return now.everybody;
  }

  function indexOf(now: Known): CustomerIndex {
    now.index ??= createCustomerIndex([...now.views.values()].filter(({ active }) => active));
    return now.index;
  }

  return {
    look: (id) =>
      ledger.read((view) => viewOf(readCustomer(view, id), (sealed) => openText(sealed, secrets))),
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
    everybody: () => everybodyOf(current()),
    contested: () => current().contested,
    inQuestion: (id) => ledger.read((view) => contestedFields(view.state("customer", id), secrets)),
  };
}

const NO_INDEX = { index: undefined, everybody: undefined };

function unreadOf(view: LedgerView, at: Revisions): Known {
  return {
    at,
    views: new Map(),
    unread: [...customerIds(view)],
    contested: new Set(),
    ...NO_INDEX,
  };
}

/** Returns the customers whose fields or keys have changed; undefined where that is no longer known. */
function changedSince(
  view: LedgerView,
  { said, keys }: Revisions,
  secrets: Secrets,
): ReadonlySet<string> | undefined {
  const streams = view.changedSince("customer", said);
  if (streams === undefined) return undefined;
  const opened = secrets.changedAfter(keys)?.flatMap((id) => customerOfKey(id) ?? []);
  if (opened === undefined) return undefined;
  return new Set([...[...streams].map(streamName), ...opened]);
}

function readInto(
  { views, contested }: Known,
  view: LedgerView,
  { id, secrets }: { readonly id: string; readonly secrets: Secrets },
): void {
  // The rows are read past the cache: twenty thousand of them would push everything else out of it.
  const entry = view.glance("customer", id);
  const opened = viewOf(toCustomer(id, entry), opener(secrets));
  const isKnown = typeof opened === "object";
  if (isKnown) views.set(id, opened);
  else views.delete(id);
  if (isKnown && contestedFields(entry, secrets).length > 0) contested.add(id);
  else contested.delete(id);
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
    return key && openWith(sealed, key);
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
  const { id, active, group } = customer;
  return { id, active, group, ...texts };
}

/**
 * Returns the fields that tills have set differently while apart. The texts are opened, because the
 * same text sealed twice differs.
 */
function contestedFields({ fields }: EntryState, secrets: Secrets): ReadonlyArray<string> {
  return Object.entries(fields).flatMap(([field, { open }]) => {
    // Nothing is opened here for nearly all customers.
    if (open.length < 2) return [];
    const texts = open.map(({ value }) => textOf(secrets, value));
    return new Set(texts).size > 1 ? [field] : [];
  });
}

function textOf(secrets: Secrets, value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  // Among these fields, only sealed texts are objects.
  return JSON.stringify(openText(value as SealedText, secrets) ?? value);
}
