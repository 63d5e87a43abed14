/** English: bills that are split. */

import { type PaidBy } from "../ports/payment-port.ts";

export const enSplits = {
  splits: {
    parts: (count: number) => `${count} parts`,
    bySeat: (count: number) => `${count} parts by seat`,
    seats: (seats: string, sum: string, rest: string) => `seats ${seats} = ${sum}, ${rest} left`,
    lines: (lines: string, sum: string, rest: string) => `lines ${lines} = ${sum}, ${rest} left`,
    both: (one: string, other: string) => `${one} and ${other}`,
    together: (count: number, sum: string) => `${count} parts = ${sum}`,
    none: "one bill again",
    part: (no: number, of: number, due: string) => `part ${no} of ${of}: ${due}`,
    title: (no: number, of: number) => `part ${no} of ${of}`,
    paid: (paid: number, of: number) => `${paid} of ${of} paid`,
    row: (no: number) => `Part ${no}`,
    keys: "Down to a part, Enter: that one",
    next: (part: string) => `Next: ${part}.`,
    noPart: (typed: string, parts: number) =>
      `There is no part ${typed}: type a number from 1 to ${parts}.`,
    partPaid: (no: number, receipt: string) => `Part ${no} is paid already: ${receipt}.`,
    paidElsewhere: (order: string, { name, till, receipt }: PaidBy) =>
      `${order} is paid: ${receipt}, ${name} at ${till}. Esc goes on.`,
    inPayment: "Parts are chosen while it is paid: F9 first.",
    notSplit: "The bill is not split: /3 splits it evenly.",
  },
};
