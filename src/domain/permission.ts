/**
 * What a role may allow. Named for what a person does, not for a screen; the words are recorded in
 * events and never change their meaning.
 */
export const PERMISSIONS = [
  "sell",
  "pay",
  "send",
  /** Lines that were sent; with `sell` alone only those that were not. */
  "void",
  "price",
  "discount",
  "return",
  "split",
  "soldout",
  "customer",
  "clock",
  "reports",
  "catalogue",
  "staff",
  "settings",
  "devices",
  /** Vouching for another person's action with one's own PIN. */
  "approve",
] as const;

export type Permission = (typeof PERMISSIONS)[number];
