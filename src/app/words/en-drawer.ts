/** What commands tell of cash drawers and the safe, in English. */

import { counted } from "../counted.ts";
import { type DrawerWords } from "./drawer-words.ts";

export const enDrawer: DrawerWords = {
  drawer: (name) => `Drawer ${name}`,
  pouch: (who) => `Pouch of ${who}`,
  opened: (drawer, float) => `${drawer} is open with ${float}.`,
  moved: {
    in: (drawer, money) => `${drawer}: ${money} paid in.`,
    out: (drawer, money) => `${drawer}: ${money} paid out.`,
    drop: (drawer, money) => `${drawer}: ${money} went into the safe.`,
    tips: (drawer, money) => `${drawer}: ${money} of tips paid out.`,
  },
  noSale: (reason) => `Drawer opened without a sale: ${reason}`,
  taken: (drawer) => `You sell from now on from: ${drawer}.`,
  counted: (drawer, at, who) => `${drawer}, counted ${at} by ${who}`,
  openSince: (drawer, at, who) => `${drawer}, open since ${at}, by ${who}`,
  closed: (drawer, at, who) => `${drawer}, closed ${at} by ${who}`,
  float: "Float",
  expected: "Expected",
  expectedIn: (currency) => `Expected in ${currency}`,
  count: "Counted",
  countIn: (currency) => `Counted in ${currency}`,
  countBy: (at, who) => `Counted ${at}, ${who}`,
  difference: "Difference",
  since: "Moved after the count",
  leaves: "Stays in the drawer",
  toSafe: "Into the safe",
  fromSafe: "Of the float, from the safe",
  reason: (text) => `Why: ${text}`,
  lacks: {
    reason: "Closed without the reason that the difference needs: somebody has to look at it.",
    approval: "Closed without the approval that the difference needs: somebody has to look at it.",
  },
  slips: (tender, payments) => `${tender}, ${counted(payments, "payment")}`,
  moves: { in: "Paid in", out: "Paid out", drop: "Dropped into the safe", tips: "Tips paid out" },
  noSales: (times) => `Opened without a sale: ${times}`,
  opensToCount: (drawer) =>
    `${drawer} opens. Say what lies in it: \`till drawer count 20*10 7*5\`.`,
  toCount: (times) => `Opened to count: ${times}`,
  byKey: (times) => `Opened by its key: ${times}`,
  keyTurned: (till) => `Drawer of ${till} opened by its key`,
  none: "No drawer is open: `till drawer open 150` begins with 150.00 in it.",
  safe: {
    in: (money) => `${money} put into the safe.`,
    out: (money) => `${money} taken out of the safe.`,
    bank: (money) => `${money} brought to the bank.`,
  },
  inSafe: (currency) => `In the safe, ${currency}`,
  countStands: "The count is written; the drawer is still open.",
  z: (name, day) => `Z ${name}, ${day}`,
  noZ: (day) => `There is no Z of ${day}.`,
};
