/** What a person hears when a till's numbers begin anew. */

import { type Loss } from "../ledger/incarnation.ts";

/** Short: on a small screen it stands in one line with what follows. */
export const HAPPENED = {
  anchor: "Sales are missing on this disk.",
  board: "This disk is a copy, or moved.",
  peer: "Others know more of this till.",
  person: "Sales are said to be missing.",
} as const;

const TO_DO = {
  anchor: "Compare the last papers with `till order list`.",
  board: "If the box that it is from sells too, switch one of them off.",
  peer: "If its disk was copied, switch the copy off.",
  person: "Compare the last papers with `till order list`.",
} as const;

/** For whoever looks after it. */
export function lossSentence(
  { cause, isPending }: Pick<Loss, "cause" | "isPending">,
  series: string,
): string {
  const numbers = isPending ? "begin anew with the next sale" : `begin with ${series}`;
  return `${HAPPENED[cause]} Its numbers ${numbers}. ${TO_DO[cause]}`;
}
