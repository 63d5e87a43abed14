/**
 * A Nexo terminal in software, with the bank behind it: what it says stands in the specification, what it
 * charges in its books. Everything that can go wrong between it and a till can be asked of it.
 *
 * It is no part of the product: who writes a till of their own can talk to it as well.
 */

import { deriveNexoKeys, type NexoKeys } from "../../src/card/nexo/crypto.ts";
import { type Clock, type Random } from "../../src/domain/ports.ts";
import { createNexoBank, type NexoBank, type NexoCharge } from "./nexo-bank.ts";
import { type Asked, openRequest, responseText } from "./nexo-wire.ts";

/** What can go wrong, by the word that asks for it. */
export const NEXO_FAULTS = [
  "decline",
  "no-guest",
  "no-answer",
  "late-answer",
  "drop-before",
  "drop-after",
  "unreachable",
  "duplicate",
  "partial",
  "offline",
  "wrong-amount",
  "wrong-currency",
  "wrong-hmac",
  "wrong-certificate",
  "other-sale",
  "other-payment",
  "garbage",
  "huge",
  "flood",
  "control-characters",
  "full-number",
  "signature",
  "busy",
  "no-paper",
  "in-progress",
  "forgets",
  "drop-in-end-of-day",
  "no-end-of-day",
] as const;
export type NexoFault = (typeof NEXO_FAULTS)[number];

export interface NexoTerminalOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly poi: string;
  /** The passphrase of the key that it shares with the till. */
  readonly passphrase: string;
  /** How long a guest takes to pay. */
  readonly approveMs: number;
  /** How long after that a late answer comes. */
  readonly lateMs: number;
  readonly show?: (line: string) => void;
}

export interface NexoTerminal {
  /** Takes the body of a request. */
  readonly receive: (body: string, wire: NexoWire) => void;
  /** From here on this goes wrong, until it is taken away. */
  readonly set: (faults: ReadonlyArray<NexoFault>) => void;
  readonly books: () => ReadonlyArray<NexoCharge>;
}

/** The connection of one request; once it is gone, both do nothing. */
export interface NexoWire {
  readonly answer: (body: string) => void;
  readonly drop: () => void;
}

type Json = Readonly<Record<string, unknown>>;

/** A payment that the terminal knows; no result while a guest is at it. */
interface Known {
  readonly asked: Asked;
  readonly wire: NexoWire;
  result: Json | undefined;
  cancel: () => void;
}

/** So many times a status in progress is told of what is long done. */
const IN_PROGRESS_TIMES = 2;
const HUGE_BYTES = 10_000_000;
/** Some 10 MB of both papers. */
const FLOOD_LINES = 50_000;
const FLOOD_CHARACTERS = 64;
/** Clears a screen, rings and begins another line. */
const CLEARING = "\u001b[2J\u0007\r\n\u0000";
const HUNDRED = 100;
const BRAND = "mc";
/** Of a test card, which no bank has given to anybody. */
const CARD_NUMBER = "5413330089604111";
/** The same on two lines, none of which has all of it. */
const PARTED_NUMBER = [CARD_NUMBER.slice(0, 8), CARD_NUMBER.slice(8)];
const MASKED_PAN = "541333 **** 4242";

export function createNexoTerminal(options: NexoTerminalOptions): NexoTerminal {
  const { poi } = options;
  const keys = deriveNexoKeys(options.passphrase);
  let faults: ReadonlySet<NexoFault> = new Set();
  const bank = createNexoBank((line) => options.show?.(line));
  const known = new Map<string, Known>();
  let progressLeft = IN_PROGRESS_TIMES;
  const state: State = {
    ...options,
    keys,
    known,
    has: (fault) => faults.has(fault),
    isAtWork: () => [...known.values()].some(({ result }) => result === undefined),
    bank,
    isStillInProgress: () => {
      if (!faults.has("in-progress") || progressLeft === 0) return false;
      progressLeft -= 1;
      return true;
    },
  };
  return {
    receive: (body, wire) => {
      const asked = openRequest(body, { keys, poi });
      if (asked === undefined) wire.answer(REJECTED);
      else obey(state, asked, wire);
    },
    set: (next) => {
      faults = new Set(next);
      progressLeft = IN_PROGRESS_TIMES;
    },
    books: bank.books,
  };
}

interface State extends NexoTerminalOptions {
  readonly keys: NexoKeys;
  readonly known: Map<string, Known>;
  readonly has: (fault: NexoFault) => boolean;
  readonly isAtWork: () => boolean;
  readonly bank: NexoBank;
  readonly isStillInProgress: () => boolean;
}

/** It has no key to close it with, as it could not open what it was told. */
const REJECTED = JSON.stringify({
  SaleToPOIRequest: {
    MessageHeader: { MessageClass: "Event", MessageCategory: "Event", MessageType: "Notification" },
    EventNotification: { EventToNotify: "Reject", EventDetails: "message=Crypto%20Error" },
  },
});

function obey(state: State, asked: Asked, wire: NexoWire): void {
  switch (asked.category) {
    case "Diagnosis": {
      const isBusy = state.isAtWork() || state.has("busy");
      const response = isBusy ? failure("Busy") : SUCCESS;
      const PrinterStatus = state.has("no-paper") ? "NoPaper" : "OK";
      const POIStatus = { GlobalStatus: "OK", PrinterStatus };
      wire.answer(said(state, asked, { Response: response, POIStatus }));
      return;
    }
    case "Payment":
    case "Reversal":
      if (state.has("drop-before")) wire.drop();
      else take(state, asked, wire);
      return;
    case "TransactionStatus":
      wire.answer(said(state, asked, statusOf(state, asked)));
      return;
    case "Reconciliation":
      endDay(state, asked, wire);
      return;
    case "Abort":
      abort(state, asked);
      wire.answer("ok");
      return;
    default:
      wire.answer(said(state, asked, { Response: failure("UnavailableService") }));
  }
}

function take(state: State, asked: Asked, wire: NexoWire): void {
  const { known, clock, approveMs, show } = state;
  const before = known.get(nameOf(asked));
  if (before !== undefined) {
    // The same name is the same payment: it is charged once, however often it is asked for.
    wire.answer(said(state, asked, before.result ?? { Response: failure("InProgress") }));
    return;
  }
  if (state.isAtWork() || state.has("busy")) {
    wire.answer(said(state, asked, { Response: failure("Busy") }));
    return;
  }
  show?.(`asked for ${asked.amount}`);
  if (asked.category === "Payment" && !asked.takesSlips) show?.("prints its papers itself");
  const payment: Known = { asked, wire, result: undefined, cancel: () => undefined };
  known.set(nameOf(asked), payment);
  if (state.has("no-guest")) return;
  payment.cancel = clock.after(approveMs, () => {
    payment.result = resultOf(state, asked);
    answer(state, payment, payment.result);
  });
}

/** Returns what becomes of it, and has the bank do it. */
function resultOf(state: State, asked: Asked): Json {
  const { has, bank } = state;
  const { category, amount, currency } = asked;
  if (has("decline")) {
    return { Response: failure("Refusal"), PaymentReceipt: [slip("CustomerReceipt", state)] };
  }
  if (has("unreachable")) return { Response: failure("UnreachableHost") };
  const approval = bank.approve(asked, has("partial") ? Math.ceil(amount / 2) : amount);
  if (approval.type === "refused") return { Response: failure(approval.condition) };
  if (category === "Reversal") return { Response: SUCCESS, ReversedAmount: amount / HUNDRED };
  const { amount: taken, transaction } = approval;
  const told = has("wrong-amount") ? taken + HUNDRED : taken;
  const isOffline = has("offline");
  return {
    Response: { Result: taken < amount ? "Partial" : "Success" },
    POIData: {
      POITransactionID: { TransactionID: transaction, TimeStamp: "2026-11-25T10:00:00.000Z" },
      POIReconciliationID: "1000",
    },
    PaymentResult: {
      OnlineFlag: !isOffline,
      PaymentAcquirerData: {
        AcquirerPOIID: state.poi,
        MerchantID: "SIMULATED",
        ...(isOffline ? {} : { ApprovalCode: has("control-characters") ? CLEARING : "123456" }),
      },
      PaymentInstrumentData: {
        PaymentInstrumentType: "Card",
        CardData: {
          PaymentBrand: brandFor(has),
          MaskedPan: has("full-number") ? CARD_NUMBER : MASKED_PAN,
        },
      },
      AmountsResp: {
        Currency: has("wrong-currency") ? "XTS" : currency,
        AuthorizedAmount: told / HUNDRED,
      },
    },
    PaymentReceipt: [slip("CashierReceipt", state), slip("CustomerReceipt", state)],
  };
}

/** Its period ends, whoever hears of it. */
function endDay(state: State, asked: Asked, wire: NexoWire): void {
  if (state.isAtWork() || state.has("no-end-of-day")) {
    const response = failure(state.isAtWork() ? "Busy" : "NotAllowed");
    wire.answer(
      said(state, asked, { Response: response, ReconciliationType: "SaleReconciliation" }),
    );
    return;
  }
  const { open, period } = state.bank.endDay();
  if (state.has("drop-in-end-of-day")) {
    wire.drop();
    return;
  }
  const totals = [
    total(
      "Debit",
      open.filter(({ amount }) => amount > 0),
    ),
    total(
      "Credit",
      open.filter(({ amount }) => amount < 0),
    ),
  ].filter(({ TransactionCount: count }) => count > 0);
  const row = {
    PaymentInstrumentType: "Card",
    CardBrand: BRAND,
    PaymentCurrency: asked.currency === "" ? "EUR" : asked.currency,
    PaymentTotals: totals,
  };
  const body = {
    Response: SUCCESS,
    ReconciliationType: "SaleReconciliation",
    POIReconciliationID: period,
    TransactionTotals: totals.length === 0 ? [] : [row],
  };
  wire.answer(said(state, asked, body));
}

function total(type: string, charges: ReadonlyArray<NexoCharge>) {
  const sum = charges.reduce((all, { amount }) => all + Math.abs(amount), 0);
  return {
    TransactionType: type,
    TransactionCount: charges.length,
    TransactionAmount: sum / HUNDRED,
  };
}

function brandFor(has: State["has"]): string {
  if (has("full-number")) return `${BRAND} ${CARD_NUMBER}`;
  return has("control-characters") ? `${BRAND}${CLEARING}` : BRAND;
}

/** The papers come with each answer, whoever prints them. */
function slip(copy: "CashierReceipt" | "CustomerReceipt", { has }: Pick<State, "has">): Json {
  const isToSign = has("signature") && copy === "CashierReceipt";
  const lines = [
    `name=${copy === "CashierReceipt" ? "MERCHANT" : "CARDHOLDER"}%20COPY&key=merchantTitle`,
    "name=Card&value=%2a%2a%2a4242&key=pan",
    "key=filler",
    has("decline") ? "name=DECLINED&key=declined" : "name=APPROVED&key=approved",
    ...(isToSign ? ["name=Signature", "key=filler", "name=______"] : []),
    ...(has("full-number") ? [`name=Card&value=${CARD_NUMBER}`, ...PARTED_NUMBER] : []),
    ...(has("control-characters") ? [CLEARING, `name=${encodeURIComponent(CLEARING)}`] : []),
    ...(has("flood") ? Array<string>(FLOOD_LINES).fill("name=".padEnd(FLOOD_CHARACTERS, "x")) : []),
  ];
  const OutputText = lines.map((Text) => ({ Text, EndOfLineFlag: true }));
  return {
    DocumentQualifier: copy,
    ...(isToSign ? { RequiredSignatureFlag: true } : {}),
    OutputContent: { OutputFormat: "Text", OutputText },
  };
}

/** Answers what it was asked for, or as the faults want it. */
function answer(state: State, { asked, wire }: Known, result: Json): void {
  const { has, clock, lateMs } = state;
  const text = said(state, has("other-sale") ? { ...asked, sale: "OTHER" } : asked, result);
  if (has("no-answer")) return;
  if (has("drop-after")) wire.drop();
  else if (has("late-answer"))
    clock.after(lateMs, () => {
      wire.answer(text);
    });
  else if (has("garbage")) wire.answer('{"SaleToPOIResponse": {');
  else if (has("huge")) wire.answer(text + " ".repeat(HUGE_BYTES));
  else if (has("wrong-hmac")) wire.answer(text.replace(/"Hmac":"..../u, '"Hmac":"AAAA'));
  else {
    wire.answer(text);
    if (has("duplicate")) wire.answer(text);
  }
}

function statusOf(state: State, { reference }: Asked): Json {
  const payment = state.known.get(nameOf(reference));
  if (payment === undefined || state.has("forgets")) return { Response: failure("NotFound") };
  const { result, asked } = payment;
  if (result === undefined || state.isStillInProgress()) {
    return { Response: failure("InProgress") };
  }
  const { sale, category } = asked;
  const service = state.has("other-payment") ? "OTHER" : asked.service;
  return {
    Response: SUCCESS,
    MessageReference: { MessageCategory: category, SaleID: sale, ServiceID: service },
    RepeatedMessageResponse: {
      MessageHeader: {
        MessageType: "Response",
        MessageCategory: category,
        SaleID: sale,
        ServiceID: service,
        POIID: state.poi,
      },
      RepeatedResponseMessageBody: { [`${category}Response`]: result },
    },
  };
}

/** A guest who has paid has paid: only what is still under way ends. */
function abort(state: State, { reference }: Asked): void {
  const payment = state.known.get(nameOf(reference));
  if (payment === undefined || payment.result !== undefined) return;
  payment.cancel();
  payment.result = { Response: failure("Aborted") };
  state.show?.("aborted by the till");
  payment.wire.answer(said(state, payment.asked, payment.result));
}

const SUCCESS: Json = { Result: "Success" };

function failure(condition: string): Json {
  return { Result: "Failure", ErrorCondition: condition };
}

function said(state: State, asked: Asked, body: Json): string {
  return responseText(asked, body, state);
}

function nameOf({ sale, service }: Pick<Asked, "sale" | "service">): string {
  return `${sale}/${service}`;
}
