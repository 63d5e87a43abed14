/** What acquirers keep of card money: it is owed no more, and has cost so much. */

import { type MinorUnits, sumMinor } from "../../domain/money/amounts.ts";
import { type FigureContext } from "./figure-postings.ts";
import { createPostings, type Posting } from "./postings.ts";

interface Fee {
  readonly fee: MinorUnits;
  /** The letters of the till that took the money; undefined where no till knows of it. */
  readonly till: string | undefined;
}

/** Returns the postings of one day; none where no fee is known. */
export function feePostings(
  fees: ReadonlyArray<Fee>,
  { currency, accounts }: Pick<FigureContext, "currency" | "accounts">,
): ReadonlyArray<Posting> {
  const postings = createPostings(accounts);
  const tag = "fees";
  for (const [till, own] of Map.groupBy(fees, (fee) => fee.till)) {
    const amount = sumMinor(own, ({ fee }) => fee);
    const parts = till === undefined ? {} : { till };
    postings.move({ name: "card", parts, tag }, { name: "card-fees", tag }, { amount, currency });
  }
  return postings.all();
}
