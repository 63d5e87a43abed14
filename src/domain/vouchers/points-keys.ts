/** Under which keys sums of points are kept. */

/** Returns the beginning of the keys of what receipts and refunds of each till made of a customer's points. */
export function pointsAccountsPrefix(customer: string): string {
  return `points/account/${customer}/`;
}

/** Returns the key of what a customer earned or spent in all; what came back is in neither. */
export function pointsTotalKey(customer: string, what: "earned" | "spent"): string {
  return `points/${what}/${customer}`;
}
