/** The bank behind a simulated terminal: its books are what a till's ledger is compared with. */

import { type StatusInformation } from "../../src/card/zvt/status-information.ts";
import { type DayTotals, TOTALS_BRANDS } from "../../src/card/zvt/totals.ts";

/** A charge, a refund or a reservation as the bank has it. */
export interface BankCharge {
  readonly act: "pay" | "refund" | "reserve" | "book";
  /** In minor units. */
  readonly amount: number;
  readonly receipt: number;
  readonly trace: number;
  /** Taken back; of a reservation also that it was booked or released. */
  readonly isReversed: boolean;
  readonly isOffline: boolean;
  /** The host refused at the end of day what the terminal had approved by itself. */
  readonly isRefused: boolean;
  /** It was there at an end of day, and can't be taken back any more. */
  readonly isSettled: boolean;
}

/** What is done once the guest has held the card there. */
export type BankDeed =
  | { readonly type: "pay" | "refund" | "reserve"; readonly amount: number }
  | { readonly type: "reverse" | "release"; readonly receipt: number }
  /** `amount`: what is booked of the reservation, or released of it. */
  | { readonly type: "book" | "release-part"; readonly receipt: number; readonly amount: number };

export type Approval =
  | { readonly type: "approved"; readonly info: StatusInformation; readonly takeBack: () => void }
  | { readonly type: "refused"; readonly code: number };

export interface Bank {
  /** `told`: what the terminal says otherwise than it is; `isLate`: the host will refuse it. */
  readonly approve: (
    deed: BankDeed,
    told: {
      readonly currency: number;
      readonly amount?: number;
      readonly brand?: string;
      /** Of the card, whole; else its last four digits alone. */
      readonly number?: string;
      readonly isOffline?: boolean;
      readonly isLate?: boolean;
    },
  ) => Approval;
  /** What the terminal says of its last transaction; undefined after an end of day that cleared it. */
  readonly memory: () => StatusInformation | undefined;
  readonly older: () => StatusInformation | undefined;
  /** What was taken since the last end of day. */
  readonly totals: () => StatusInformation;
  /** Returns the totals, of which nothing is left afterwards. */
  readonly endDay: (wish: { readonly forgets: boolean }) => StatusInformation;
  readonly books: () => ReadonlyArray<BankCharge>;
  /** How often its day was ended. */
  readonly daysEnded: () => number;
}

export interface BankOptions {
  /** `MMDD`. */
  readonly date: () => string;
  /** `HHMMSS`. */
  readonly time?: (() => string) | undefined;
  /** The number of the receipt that was given last, before it was begun. */
  readonly lastReceipt: number;
  readonly show?: ((line: string) => void) | undefined;
  /** The bank has said yes to it. */
  readonly onDone?: ((done: BankDone) => void) | undefined;
  /** What got that receipt was taken back. */
  readonly onTakenBack?: ((receipt: number) => void) | undefined;
}

export interface BankDone {
  readonly type: BankDeed["type"];
  /** What was charged, given back or reserved, in minor units, whatever the till is told. */
  readonly amount: number;
  readonly receipt: number;
}

const TAKEN_BACK = 0x6c;
const ALREADY_REVERSED = 0xb4;
const NO_REVERSAL = 0xb5;
const AMOUNT_TOO_HIGH = 0xb7;
export const NO_RESERVATION = 0xb8;
const RECEIPT_MAX = 9999;
const TRACE_MAX = 999_999;
const FIRST_AMOUNT = 1000;
const LAST4 = "4242";
export const TERMINAL_NO = "52500041";
const AUTH = "611804";
const BRAND = "girocard";

export function createBank({
  date,
  time,
  lastReceipt,
  show,
  onDone,
  onTakenBack,
}: BankOptions): Bank {
  // It has worked before: its memory tells a charge of somebody else.
  let last = { receipt: lastReceipt, trace: lastReceipt };
  let memory: StatusInformation | undefined = {
    result: 0,
    amount: FIRST_AMOUNT,
    ...last,
    date: date(),
  };
  let older: StatusInformation | undefined;
  let charges: ReadonlyArray<BankCharge> = [];
  let days = 0;
  /** Receipts that the host will refuse. */
  let lateReceipts: ReadonlyArray<number> = [];

  function stamp() {
    return { date: date(), time: time?.() ?? "120000", terminalNo: TERMINAL_NO };
  }

  function totals(): StatusInformation {
    const open = charges.filter(({ isReversed, isSettled, isRefused, act }) => {
      return !isReversed && !isSettled && !isRefused && act !== "reserve";
    });
    const amount = open.reduce((sum, each) => sum + signed(each), 0);
    const day = dayTotals(open, { count: open.length, sum: Math.max(0, amount) });
    const { trace } = last;
    return { result: 0, amount: Math.max(0, amount), trace, ...stamp(), totals: day };
  }

  return {
    approve: (
      deed,
      { currency, amount: told, brand = BRAND, number = LAST4, isOffline = false, isLate = false },
    ) => {
      const next = {
        receipt: (last.receipt % RECEIPT_MAX) + 1,
        trace: (last.trace % TRACE_MAX) + 1,
      };
      const done = book(charges, deed, { ...next, isOffline: isOffline || isLate });
      if (typeof done === "number") return { type: "refused", code: done };
      const before = charges;
      ({ charges } = done);
      last = next;
      older = memory;
      const info: StatusInformation = {
        result: 0,
        amount: told ?? done.amount,
        currency,
        ...next,
        ...stamp(),
        brand,
        last4: number,
        ...(number === LAST4 ? {} : { text: `PAN ${number}` }),
        ...(isOffline || isLate ? { isOffline: true } : { auth: AUTH }),
        ...(done.originalTrace === undefined ? {} : { originalTrace: done.originalTrace }),
      };
      memory = info;
      lateReceipts = isLate ? [...lateReceipts, next.receipt] : lateReceipts;
      show?.(`${deed.type}: ${done.amount} as receipt ${next.receipt}`);
      onDone?.({ type: deed.type, amount: done.amount, receipt: next.receipt });
      return {
        type: "approved",
        info,
        takeBack: () => {
          const own = charges.find(({ receipt }) => receipt === next.receipt);
          charges = own === undefined ? before : [...before, { ...own, isReversed: true }];
          memory = { ...info, result: TAKEN_BACK };
          show?.(`taken back: receipt ${next.receipt}`);
          onTakenBack?.(next.receipt);
        },
      };
    },
    memory: () => memory,
    older: () => older,
    totals,
    endDay: ({ forgets }) => {
      charges = charges.map((charge) =>
        lateReceipts.includes(charge.receipt) ? refused(charge) : charge,
      );
      const told = totals();
      charges = charges.map(settled);
      lateReceipts = [];
      days += 1;
      if (forgets) memory = undefined;
      show?.(`end of day: ${told.amount ?? 0}`);
      return told;
    },
    books: () => charges,
    daysEnded: () => days,
  };
}

function refused(charge: BankCharge): BankCharge {
  return { ...charge, isRefused: true };
}

function settled(charge: BankCharge): BankCharge {
  return { ...charge, isSettled: true };
}

function signed({ act, amount }: BankCharge): number {
  return act === "refund" ? -amount : amount;
}

function dayTotals(
  open: ReadonlyArray<BankCharge>,
  all: { readonly count: number; readonly sum: number },
): DayTotals {
  const brands = TOTALS_BRANDS.map((brand) => ({
    brand,
    count: brand === BRAND ? all.count : 0,
    sum: brand === BRAND ? all.sum : 0,
  }));
  return {
    firstReceipt: open[0]?.receipt ?? 0,
    lastReceipt: open.at(-1)?.receipt ?? 0,
    brands,
  };
}

interface Booked {
  readonly charges: ReadonlyArray<BankCharge>;
  readonly amount: number;
  readonly originalTrace?: number;
}

/** Returns the books after it, or the code of why not. */
function book(
  charges: ReadonlyArray<BankCharge>,
  deed: BankDeed,
  named: Pick<BankCharge, "receipt" | "trace" | "isOffline">,
): Booked | number {
  const fresh = { ...named, isReversed: false, isRefused: false, isSettled: false };
  switch (deed.type) {
    case "pay":
    case "refund":
    case "reserve": {
      const { type: act, amount } = deed;
      return { charges: [...charges, { act, amount, ...fresh }], amount };
    }
    case "reverse": {
      const original = charges.find(({ receipt }) => receipt === deed.receipt);
      if (original === undefined || original.act === "reserve" || original.isSettled) {
        return NO_REVERSAL;
      }
      if (original.isReversed) return ALREADY_REVERSED;
      const { amount, trace } = original;
      return { charges: closed(charges, original), amount, originalTrace: trace };
    }
    default: {
      const original = charges.find(
        ({ act, receipt, isReversed }) =>
          act === "reserve" && receipt === deed.receipt && !isReversed,
      );
      if (original === undefined) return NO_RESERVATION;
      if (!("amount" in deed)) return { charges: closed(charges, original), amount: 0 };
      if (deed.amount > original.amount) return AMOUNT_TOO_HIGH;
      const amount = deed.type === "book" ? deed.amount : original.amount - deed.amount;
      const charge = { act: "book", amount, ...fresh } as const;
      return { charges: [...closed(charges, original), charge], amount };
    }
  }
}

function closed(
  charges: ReadonlyArray<BankCharge>,
  original: BankCharge,
): ReadonlyArray<BankCharge> {
  return charges.with(charges.indexOf(original), { ...original, isReversed: true });
}
