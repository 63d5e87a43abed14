/**
 * A card terminal in software, with the bank behind it: what it says stands in the specification, what it
 * charges in its books. Everything that can go wrong between it and a till can be asked of it.
 *
 * It is no part of the product: who writes a till of their own can talk to it as well.
 */

import { createFrameReader, frameBytes, type Frame } from "../../card/zvt/frame.ts";
import {
  acknowledgement,
  encodeMessage,
  readCommand,
  type StatusInformation,
  type TerminalMessage,
  type ZvtCommand,
} from "../../card/zvt/messages.ts";
import { type Clock } from "../../domain/ports.ts";

/** What can go wrong, by the word that asks for it. */
export const TERMINAL_FAULTS = [
  "decline",
  "no-answer",
  "drop-before-result",
  "drop-after-result",
  "drop-before-completion",
  "reverse",
  "duplicate-result",
  "duplicate-completion",
  "partial",
  "wrong-amount",
  "wrong-currency",
  "no-memory",
  "old-receipt",
  "busy",
  "split",
  "garbage",
] as const;
export type TerminalFault = (typeof TERMINAL_FAULTS)[number];

export interface TerminalOptions {
  readonly clock: Clock;
  /** How long a guest takes to pay. */
  readonly approveMs: number;
  /** `MMDD`. */
  readonly date: () => string;
  /** The number of the receipt that it gave last, before it was begun. */
  readonly lastReceipt: number;
  readonly show?: (line: string) => void;
}

/** A charge as the bank has it. */
export interface BankCharge {
  readonly amount: number;
  readonly receipt: number;
  readonly isReversed: boolean;
}

export interface SimulatedTerminal {
  readonly connect: (wire: TerminalWire) => TerminalConnection;
  /** From here on this goes wrong, until it is taken away. */
  readonly set: (faults: ReadonlyArray<TerminalFault>) => void;
  readonly books: () => ReadonlyArray<BankCharge>;
}

export interface TerminalWire {
  readonly send: (bytes: Uint8Array) => void;
  readonly drop: () => void;
}

export interface TerminalConnection {
  readonly receive: (bytes: Uint8Array) => void;
  readonly closed: () => void;
}

const CARD_WANTED = 0x0a;
const DECLINED = 0x6c;
const NOT_POSSIBLE = 0x64;
const BUSY = 0x9c;
const RECEIPT_MAX = 9999;
const FIRST_AMOUNT = 1000;
const LAST4 = "4242";
const TERMINAL_NO = "52500041";

export function createSimulatedTerminal(options: TerminalOptions): SimulatedTerminal {
  const bank = createBank(options);
  let faults: ReadonlySet<TerminalFault> = new Set();
  let payer: object | undefined;
  const terminal: Terminal = {
    ...options,
    bank,
    has: (fault) => faults.has(fault),
    payer: () => payer,
    setPayer: (next) => {
      payer = next;
    },
  };
  return {
    connect: (wire) => connect(terminal, wire),
    set: (next) => {
      faults = new Set(next);
    },
    books: bank.books,
  };
}

/** What its connections share. */
interface Terminal extends TerminalOptions {
  readonly bank: Bank;
  readonly has: (fault: TerminalFault) => boolean;
  /** The connection on which a guest pays. */
  readonly payer: () => object | undefined;
  readonly setPayer: (payer: object | undefined) => void;
}

interface Bank {
  /** Charges so much, which stands until it is reversed; `told` is what the terminal says of it. */
  readonly charge: (
    amount: number,
    told: Pick<StatusInformation, "amount" | "currency">,
  ) => StatusInformation;
  readonly reverseLast: () => void;
  readonly memory: () => StatusInformation;
  readonly older: () => StatusInformation | undefined;
  readonly books: () => ReadonlyArray<BankCharge>;
}

function createBank({ date, lastReceipt, show }: TerminalOptions): Bank {
  // It has worked before: its memory tells a charge of somebody else.
  const first = { receipt: lastReceipt, trace: lastReceipt, date: date() };
  let memory: StatusInformation = { result: 0, amount: FIRST_AMOUNT, ...first };
  let older: StatusInformation | undefined;
  let charges: ReadonlyArray<BankCharge> = [];
  return {
    charge: (amount, told) => {
      const receipt = ((memory.receipt ?? 0) % RECEIPT_MAX) + 1;
      charges = [...charges, { amount, receipt, isReversed: false }];
      const named = { receipt, trace: receipt, date: date(), terminalNo: TERMINAL_NO };
      older = memory;
      memory = { result: 0, ...told, ...named, brand: "girocard", last4: LAST4 };
      show?.(`charged ${amount} as receipt ${receipt}`);
      return memory;
    },
    reverseLast: () => {
      const last = charges.at(-1);
      if (last === undefined) return;
      charges = [...charges.slice(0, -1), { ...last, isReversed: true }];
      memory = { ...memory, result: DECLINED };
      show?.(`reversed receipt ${last.receipt}`);
    },
    memory: () => memory,
    older: () => older,
    books: () => charges,
  };
}

/** The terminal's side of one connection. */
interface Talk {
  readonly terminal: Terminal;
  readonly say: (message: TerminalMessage) => void;
  /** Says it, and goes on once it is acknowledged. */
  readonly sayAndThen: (message: TerminalMessage, then: () => void) => void;
  readonly sayBytes: (bytes: Uint8Array) => void;
  readonly drop: () => void;
  /** Runs it later, unless the dialogue ends before. */
  readonly later: (action: () => void) => void;
  readonly isPayer: () => boolean;
  readonly begin: () => void;
  readonly finish: () => void;
}

function connect(terminal: Terminal, wire: TerminalWire): TerminalConnection {
  const reader = createFrameReader();
  const self = {};
  let awaitsAck: (() => void) | undefined;
  let isOpen = true;
  let cancel: (() => void) | undefined;

  function say(message: TerminalMessage): void {
    if (!isOpen) return;
    const bytes = frameBytes(encodeMessage(message));
    if (!terminal.has("split")) wire.send(bytes);
    else for (const byte of bytes) wire.send(Uint8Array.of(byte));
  }

  /** The dialogue is over, whatever stands of it. */
  function end(): void {
    isOpen = false;
    cancel?.();
    if (terminal.payer() !== self) return;
    terminal.setPayer(undefined);
    if (awaitsAck !== undefined && terminal.has("reverse")) terminal.bank.reverseLast();
  }

  function drop(): void {
    end();
    wire.drop();
  }

  const talk: Talk = {
    terminal,
    say,
    sayAndThen: (message, then) => {
      awaitsAck = then;
      say(message);
    },
    sayBytes: wire.send,
    drop,
    later: (action) => {
      cancel = terminal.clock.after(terminal.approveMs, action);
    },
    isPayer: () => terminal.payer() === self,
    begin: () => {
      terminal.setPayer(self);
    },
    finish: () => {
      cancel?.();
      terminal.setPayer(undefined);
      terminal.show?.("done");
    },
  };

  function hear(frame: Frame): void {
    if (frame.command !== acknowledgement.command) {
      obey(talk, readCommand(frame));
      return;
    }
    const then = awaitsAck;
    awaitsAck = undefined;
    then?.();
  }

  return {
    receive: (bytes) => {
      const frames = reader.read(bytes);
      if (!frames.ok) drop();
      else for (const frame of frames.value) if (isOpen) hear(frame);
    },
    closed: end,
  };
}

function obey(talk: Talk, command: ZvtCommand | undefined): void {
  const { terminal, say, sayAndThen } = talk;
  const isBusy = terminal.payer() !== undefined || terminal.has("busy");
  switch (command?.type) {
    case "register":
      say({ type: "acknowledged" });
      sayAndThen({ type: "completion", state: undefined }, nothing);
      return;
    case "status-enquiry":
      say({ type: "acknowledged" });
      sayAndThen({ type: "completion", state: isBusy ? BUSY : 0 }, nothing);
      return;
    case "repeat-receipt":
      repeat(talk);
      return;
    case "pay":
      if (isBusy) say({ type: "refused", code: BUSY });
      else pay(talk, command);
      return;
    case "abort":
      say({ type: "acknowledged" });
      if (!talk.isPayer()) return;
      terminal.show?.("aborted by the till");
      sayAndThen({ type: "aborted", code: DECLINED }, talk.finish);
      return;
    default:
      say({ type: "refused", code: NOT_KNOWN });
  }
}

function pay(
  talk: Talk,
  { amount, currency }: Extract<ZvtCommand, { readonly type: "pay" }>,
): void {
  const { terminal, say, sayAndThen, sayBytes } = talk;
  talk.begin();
  terminal.show?.(`asked for ${amount}`);
  say({ type: "acknowledged" });
  sayAndThen({ type: "intermediate", status: CARD_WANTED }, nothing);
  if (terminal.has("garbage")) sayBytes(GARBAGE);
  else if (!terminal.has("no-answer")) {
    talk.later(() => {
      answer(talk, amount, currency);
    });
  }
}

function answer(talk: Talk, asked: number, currency: number): void {
  const { terminal, say, sayAndThen, drop, finish } = talk;
  const { has, bank } = terminal;
  if (has("decline")) {
    terminal.show?.("declined");
    sayAndThen({ type: "aborted", code: DECLINED }, finish);
    return;
  }
  const amount = has("partial") ? Math.ceil(asked / 2) : asked;
  const info = bank.charge(amount, {
    amount: has("wrong-amount") ? amount + 100 : amount,
    currency: has("wrong-currency") ? currency + 1 : currency,
  });
  if (has("drop-before-result")) {
    drop();
    return;
  }
  sayAndThen({ type: "status", info }, () => {
    if (has("drop-before-completion")) {
      drop();
      return;
    }
    sayAndThen(COMPLETED, finish);
    if (has("duplicate-completion")) say(COMPLETED);
  });
  if (has("duplicate-result")) say({ type: "status", info });
  if (has("drop-after-result")) drop();
}

function repeat({ terminal: { has, bank }, say, sayAndThen }: Talk): void {
  say({ type: "acknowledged" });
  const told = has("old-receipt") ? bank.older() : bank.memory();
  if (told === undefined || has("no-memory")) {
    sayAndThen({ type: "aborted", code: NOT_POSSIBLE }, nothing);
    return;
  }
  sayAndThen({ type: "status", info: told }, () => {
    sayAndThen(COMPLETED, nothing);
  });
}

const COMPLETED = { type: "completion", state: undefined } as const;
/** A length beyond all that a terminal may say at once. */
const GARBAGE = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff);
const NOT_KNOWN = 0x83;

function nothing(): void {
  // Nothing comes after it.
}
