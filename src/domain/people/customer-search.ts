/**
 * Customers as a cashier finds them: by words that begin words of the name, by digits of the phone, by
 * the whole number of the card. Lists are by folded name, then by id, so the same keys show the same.
 */

import { compareText, foldName, foldText, isDigits, wordsOf } from "../text/entry-text.ts";
import { type CustomerTexts } from "./customers.ts";

export interface CustomerView extends CustomerTexts {
  readonly id: string;
  readonly active: boolean;
  /** The group whose prices they get; empty for none. */
  readonly group: string;
}

export interface CustomerIndex {
  readonly find: (typed: string) => FoundCustomers;
  /** Returns the first customers of all, at most `count`. */
  readonly first: (count: number) => ReadonlyArray<CustomerView>;
  /** Two tills apart may have given one card to two. */
  readonly byCard: (code: string) => ReadonlyArray<CustomerView>;
}

export interface FoundCustomers {
  readonly hits: ReadonlyArray<CustomerView>;
  /** The only customer who can be meant. */
  readonly only: CustomerView | undefined;
}

/** The most hits: a till never shows more. */
const CUSTOMER_HITS_MAX = 50;
/** Fewer digits are in every phone number. */
const PHONE_DIGITS_MIN = 3;

interface Indexed {
  readonly customer: CustomerView;
  readonly name: string;
  readonly words: ReadonlyArray<string>;
  readonly phone: string;
}

export function createCustomerIndex(
  customers: Iterable<CustomerView>,
  hitsMax = CUSTOMER_HITS_MAX,
): CustomerIndex {
  const indexed = Array.from(customers, toIndexed).toSorted(
    (a, b) => compareText(a.name, b.name) || compareText(a.customer.id, b.customer.id),
  );
  const byCard = Map.groupBy(
    indexed.map(({ customer }) => customer).filter(({ card }) => card !== ""),
    ({ card }) => foldCard(card),
  );

  return {
    find: (typed) => {
      const cards = byCard.get(foldCard(typed)) ?? [];
      if (cards.length > 0) return { hits: cards, only: onlyOf(cards) };
      const folded = foldText(typed);
      const hits: CustomerView[] = [];
      const exact: CustomerView[] = [];
      for (const one of indexed.filter(matcher(folded))) {
        if (hits.length < hitsMax) hits.push(one.customer);
        if (one.name === folded) exact.push(one.customer);
      }
      return { hits, only: onlyOf(exact) ?? onlyOf(hits) };
    },
    first: (count) => indexed.slice(0, count).map(({ customer }) => customer),
    byCard: (code) => byCard.get(foldCard(code)) ?? [],
  };
}

function toIndexed(customer: CustomerView): Indexed {
  const name = foldName(customer.name);
  return { customer, name, words: wordsOf(name), phone: customer.phone.replaceAll(/\D/gu, "") };
}

function matcher(folded: string): (one: Indexed) => boolean {
  if (folded.includes("@")) {
    return ({ customer }) => foldText(customer.email).startsWith(folded);
  }
  const digits = folded.replaceAll(/[ ()/.+-]/gu, "");
  if (isDigits(digits)) {
    // A number may be kept with the country before it, and typed without, or the other way round.
    const withoutZeros = digits.replace(/^0+/u, "");
    return ({ phone }) => withoutZeros.length >= PHONE_DIGITS_MIN && phone.includes(withoutZeros);
  }
  const words = wordsOf(folded);
  if (words.length === 0) return () => false;
  return (one) => words.every((part) => one.words.some((word) => word.startsWith(part)));
}

function onlyOf(customers: ReadonlyArray<CustomerView>): CustomerView | undefined {
  return customers.length === 1 ? customers[0] : undefined;
}

function foldCard(code: string): string {
  return foldText(code).replaceAll(" ", "");
}
