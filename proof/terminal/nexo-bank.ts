/** The bank behind a simulated Nexo terminal: its books are what a till's ledger is compared with. */

import { type Asked } from "./nexo-wire.ts";

/** A charge or a reservation as the bank has it, in hundredths; less than nothing for money that went back. */
export interface NexoCharge {
  readonly act: "pay" | "refund" | "reserve" | "book";
  readonly amount: number;
  /** The terminal's own name of it. */
  readonly transaction: string;
  /** Taken back; of a reservation also that it was booked or released. */
  readonly isReversed: boolean;
  /** It was there at an end of day, and can't be taken back any more. */
  readonly isSettled: boolean;
}

export type NexoApproval =
  | { readonly type: "approved"; readonly amount: number; readonly transaction: string }
  /** `condition`: why, as the terminal says it. */
  | { readonly type: "refused"; readonly condition: string };

export interface NexoBank {
  /** `taken`: so much of what is asked for is approved, at most. */
  readonly approve: (asked: Asked, taken: number) => NexoApproval;
  /** Returns what was charged since the last one, of which nothing is left afterwards. */
  readonly endDay: () => { readonly open: ReadonlyArray<NexoCharge>; readonly period: string };
  readonly books: () => ReadonlyArray<NexoCharge>;
}

/** The number of the period before its first end of day. */
const FIRST_PERIOD = 999;

/** Returns a bank; `show` is told what it does. */
export function createNexoBank(show: (line: string) => void): NexoBank {
  let charges: ReadonlyArray<NexoCharge> = [];
  let count = 0;
  let periods = 0;

  function nextName(): string {
    count += 1;
    return `4r7i00${count}.88155732551${count}`;
  }

  function charge(act: NexoCharge["act"], amount: number): NexoApproval {
    const transaction = nextName();
    charges = [...charges, { act, amount, transaction, isReversed: false, isSettled: false }];
    show(`${act} ${amount} as ${transaction}`);
    return { type: "approved", amount: Math.abs(amount), transaction };
  }

  function change(old: NexoCharge, to: Partial<NexoCharge>): void {
    charges = charges.map((one) => (one === old ? { ...one, ...to } : one));
  }

  function reservation(name: string): NexoCharge | undefined {
    return charges.find(
      ({ act, transaction, isReversed }) =>
        act === "reserve" && transaction === name && !isReversed,
    );
  }

  function book({ original }: Asked, taken: number): NexoApproval {
    const reserved = reservation(original);
    if (reserved === undefined) return { type: "refused", condition: "NotFound" };
    if (taken > reserved.amount) return { type: "refused", condition: "PaymentRestriction" };
    change(reserved, { isReversed: true });
    return charge("book", taken);
  }

  function raise({ original }: Asked, taken: number): NexoApproval {
    const reserved = reservation(original);
    if (reserved === undefined) return { type: "refused", condition: "NotFound" };
    change(reserved, { amount: reserved.amount + taken });
    show(`raised ${original} by ${taken}`);
    return { type: "approved", amount: taken, transaction: nextName() };
  }

  function takeBack({ original, amount }: Asked): NexoApproval {
    const found = charges.find(
      (one) => one.transaction === original && !one.isReversed && !one.isSettled,
    );
    if (found === undefined) return { type: "refused", condition: "NotFound" };
    change(found, { isReversed: true });
    show(`reversed ${original}`);
    return { type: "approved", amount, transaction: original };
  }

  return {
    approve: (asked, taken) => {
      if (asked.category === "Reversal") return takeBack(asked);
      switch (asked.type) {
        case "FirstReservation":
          return charge("reserve", taken);
        case "UpdateReservation":
          return raise(asked, taken);
        case "Completion":
          return book(asked, taken);
        case "Refund":
          return charge("refund", 0 - taken);
        default:
          return charge("pay", taken);
      }
    },
    endDay: () => {
      const open = charges.filter(
        ({ act, isReversed, isSettled }) => act !== "reserve" && !isReversed && !isSettled,
      );
      charges = charges.map((one) => settledIn(one, open));
      periods += 1;
      show(`end of day: ${open.reduce((sum, { amount }) => sum + amount, 0)}`);
      return { open, period: String(FIRST_PERIOD + periods) };
    },
    books: () => charges,
  };
}

function settledIn(charge: NexoCharge, open: ReadonlyArray<NexoCharge>): NexoCharge {
  return open.includes(charge) ? { ...charge, isSettled: true } : charge;
}
