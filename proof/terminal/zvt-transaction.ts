/** What moves money at a simulated terminal: from the start over the guest's card to the bank and the end. */

import { type ZvtCommand } from "../../src/card/zvt/commands.ts";
import { frameBytes } from "../../src/card/zvt/frame.ts";
import { encodeMessage, type TerminalMessage } from "../../src/card/zvt/messages.ts";
import { printLineFrame } from "../../src/card/zvt/printed.ts";
import {
  type StatusInformation,
  statusInformationBytes,
} from "../../src/card/zvt/status-information.ts";
import { type Approval, type BankDeed } from "./zvt-bank.ts";
import { type TerminalFault } from "./zvt-faults.ts";
import { type Session } from "./zvt-session.ts";
import { slipsOf } from "./zvt-slips.ts";
import { type Terminal } from "./zvt-state.ts";

const TRANSACTIONS = [
  "pay",
  "refund",
  "reserve",
  "reverse",
  "book",
  "release",
  "release-part",
] as const;

type Transaction = Extract<ZvtCommand, { readonly type: (typeof TRANSACTIONS)[number] }>;

export function isTransaction(command: ZvtCommand): command is Transaction {
  return TRANSACTIONS.some((type) => type === command.type);
}

/** A transaction under way, as its connection sees it. */
export interface Worker {
  /** The till wishes it ended. */
  readonly abort: () => void;
  /** The till did not take what was said. */
  readonly refused: (code: number, message: TerminalMessage | undefined) => void;
  readonly lost: () => void;
}

const BUSY = 0x9c;
const PROTOCOL_ERROR = 0x9a;
const NOT_POSSIBLE = 0x83;
const ABORTED = 0x6c;
const GOODS_NOT_ISSUED = 0x66;
const CARD_WANTED = 0x0a;
/** Where a command names no currency. */
const EURO = 978;

/** Codes of the faults with which a terminal declines. */
const DECLINES: ReadonlyArray<readonly [TerminalFault, number]> = [
  ["decline", ABORTED],
  ["decline-host", 0x05],
  ["decline-expired", 0x78],
  ["decline-currency", 0x6f],
];

/** Begins it; undefined where nothing began. */
export function transact(
  terminal: Terminal,
  session: Session,
  command: Transaction,
): Worker | undefined {
  const { say, drop } = session;
  if (terminal.worker !== undefined || terminal.faults.has("busy")) {
    say({ type: "refused", code: BUSY });
    return undefined;
  }
  const faults = terminal.faults.take();
  if (faults.has("refuse-start")) {
    say({ type: "refused", code: PROTOCOL_ERROR });
    return undefined;
  }
  if (faults.has("drop-at-start")) {
    drop();
    return undefined;
  }
  return begin({ terminal, session, command, faults });
}

interface Work {
  readonly terminal: Terminal;
  readonly session: Session;
  readonly command: Transaction;
  readonly faults: ReadonlySet<TerminalFault>;
}

function begin(work: Work): Worker {
  const { terminal, session, command, faults } = work;
  const { clock, approveMs, cardOutMs = approveMs, show } = terminal.options;
  const { say } = session;
  /** Set while the bank has said yes, and the till has not heard of it for certain. */
  let takeBack: (() => void) | undefined;
  let isDecided = isSilent(faults);
  let isLost = false;
  let isAlone = false;
  let cancel: (() => void) | undefined;
  const self = {};
  terminal.worker = self;
  terminal.before = terminal.bank.memory();
  show?.(`asked: ${command.type}`);

  function finish(): void {
    cancel?.();
    if (terminal.worker === self) terminal.worker = undefined;
    show?.("done");
  }

  /** Nobody is there any more who could acknowledge it. */
  function endAlone(): void {
    // A card that is still in is waited for once.
    if (isAlone) return;
    isAlone = true;
    const undo = faults.has("keeps") ? undefined : takeBack;
    takeBack = undefined;
    if (undo === undefined) {
      finish();
      return;
    }
    clock.after(cardOutMs, () => {
      undo();
      finish();
    });
  }

  const worker: Worker = {
    abort: () => {
      // Once the bank has said yes, there is nothing to stop any more.
      if (terminal.worker !== self || (isDecided && !isSilent(faults))) return;
      cancel?.();
      show?.("aborted by the till");
      say({ type: "aborted", code: ABORTED }, finish);
    },
    refused: (code, message) => {
      if (message?.type !== "status" || takeBack === undefined) return;
      takeBack();
      takeBack = undefined;
      const reason = code === GOODS_NOT_ISSUED ? code : ABORTED;
      say({ type: "aborted", code: reason }, finish);
    },
    lost: () => {
      if (isLost || terminal.worker !== self) return;
      isLost = true;
      // The guest goes on paying, whoever waits for it.
      if (isDecided) endAlone();
    },
  };

  say({ type: "acknowledged" });
  if (faults.has("drop-after-start")) {
    isDecided = true;
    // Whoever began it learns of the end by this worker.
    queueMicrotask(session.drop);
    return worker;
  }
  say({ type: "intermediate", status: CARD_WANTED });
  sayOddities(session, faults);
  if (faults.has("drop-while-paying")) queueMicrotask(session.drop);
  if (isSilent(faults)) return worker;
  cancel = clock.after(approveMs, () => {
    isDecided = true;
    answer(work, {
      finish,
      hold: (undo) => {
        takeBack = undo;
      },
    });
    if (isLost && terminal.worker === self) endAlone();
  });
  return worker;
}

/** A length beyond all that a terminal may say at once. */
const GARBAGE = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff);
/** A result of 16 KiB, of which three bytes come. */
const UNFINISHED = Uint8Array.of(0x04, 0x0f, 0xff, 0x00, 0x40, 0x27, 0x00, 0x04);
/** Sets the date and time of the till. */
const UNKNOWN = Uint8Array.of(0x04, 0x01, 0x00);

function sayOddities({ sayBytes }: Session, faults: ReadonlySet<TerminalFault>): void {
  if (faults.has("garbage")) sayBytes(GARBAGE);
  if (faults.has("long-length")) sayBytes(UNFINISHED);
  if (faults.has("unknown-message")) sayBytes(UNKNOWN, { count: 1 });
}

function isSilent(faults: ReadonlySet<TerminalFault>): boolean {
  return faults.has("garbage") || faults.has("long-length") || faults.has("no-answer");
}

interface Holder {
  readonly finish: () => void;
  /** Undefined once the result is acknowledged. */
  readonly hold: (takeBack: (() => void) | undefined) => void;
}

function answer(work: Work, { finish, hold }: Holder): void {
  const { session, faults } = work;
  const { say, drop } = session;
  const approval = ask(work);
  if (approval.type === "refused") {
    const end = { type: "aborted", code: approval.code } as const;
    if (faults.has("decline-host")) {
      say({ type: "status", info: { result: approval.code } }, () => {
        if (work.terminal.takesSlips) say({ type: "print", printed: DECLINED_SLIP });
        say(end, finish);
      });
    } else say(end, finish);
    return;
  }
  hold(approval.takeBack);
  if (faults.has("drop-before-result") || faults.has("power-loss")) {
    drop();
    return;
  }
  if (faults.has("flood")) flood(session);
  sayResult(work, approval.info, () => {
    hold(undefined);
    if (faults.has("drop-before-completion")) drop();
    else complete(work, approval.info, finish);
  });
  if (faults.has("duplicate-result")) say({ type: "status", info: approval.info });
  if (faults.has("drop-after-result")) drop();
}

/** A host's no is on the guest's paper alone. */
const DECLINED_SLIP = {
  lines: ["   Kundenbeleg", "ABGELEHNT"],
  copy: "customer",
  isEnd: true,
} as const;

/** Of a test card, which no bank has given to anybody. */
const CARD_NUMBER = "4111111111111111";

/** Asks the bank, or says no for it. */
function ask({ terminal, command, faults }: Work): Approval {
  const decline = DECLINES.find(([fault]) => faults.has(fault));
  if (decline !== undefined) return { type: "refused", code: decline[1] };
  if (isImpossible(terminal, command)) return { type: "refused", code: NOT_POSSIBLE };
  const deed = deedOf(command, faults);
  const currency = ("currency" in command ? command.currency : 0) || EURO;
  const charged = "amount" in deed ? deed.amount : 0;
  return terminal.bank.approve(deed, {
    currency: currency + (faults.has("wrong-currency") ? 1 : 0),
    ...(faults.has("wrong-amount") ? { amount: charged + 100 } : {}),
    ...(faults.has("control-characters") ? { brand: "\u001B[2Jgiro\u0007card\u009B" } : {}),
    ...(faults.has("full-number") ? { brand: `Visa ${CARD_NUMBER}`, number: CARD_NUMBER } : {}),
    isOffline: faults.has("offline"),
    isLate: faults.has("late-refusal"),
  });
}

function isImpossible({ faults }: Terminal, { type }: Transaction): boolean {
  switch (type) {
    case "pay":
      return false;
    case "refund":
      return faults.has("no-refund");
    case "reverse":
      return faults.has("no-reversal");
    default:
      return faults.has("no-reservation");
  }
}

function deedOf(command: Transaction, faults: ReadonlySet<TerminalFault>): BankDeed {
  const isPartial = faults.has("partial");
  switch (command.type) {
    case "pay":
    case "refund":
    case "reserve": {
      const { type, amount } = command;
      return { type, amount: isPartial ? Math.ceil(amount / 2) : amount };
    }
    case "reverse":
    case "release":
      return { type: command.type, receipt: command.receipt };
    default:
      return { type: command.type, receipt: command.receipt, amount: command.amount };
  }
}

/** A card's name of 99 characters, of which one comes. */
const TOO_LONG_FIELD = [0x8b, 0xf9, 0xf9, 0x78];

function sayResult({ session, faults }: Work, info: StatusInformation, next: () => void): void {
  if (!faults.has("wrong-length")) {
    session.say({ type: "status", info }, next);
    return;
  }
  const { command } = encodeMessage({ type: "status", info });
  const data = Uint8Array.from([...statusInformationBytes(info), ...TOO_LONG_FIELD]);
  session.sayBytes(frameBytes({ command, data }), { count: 1, next });
}

function complete(
  { terminal, session, faults }: Work,
  info: StatusInformation,
  finish: () => void,
) {
  const { say } = session;
  if (terminal.takesSlips) {
    const wish = { copies: ["merchant", "customer"], faults } as const;
    for (const printed of slipsOf(info, wish)) say({ type: "print", printed });
  }
  say({ type: "completion" }, finish);
  if (faults.has("duplicate-completion")) say({ type: "completion" });
}

const FLOOD_BYTES = 10 * 1024 * 1024;
const FLOOD_LINES = 256;
const FLOOD_LINE = "x".repeat(240);

/** Print lines, which nobody waits for. */
function flood({ sayBytes }: Session): void {
  const line = frameBytes(printLineFrame(FLOOD_LINE, { isEnd: false }));
  const chunk = Buffer.concat(Array<Uint8Array>(FLOOD_LINES).fill(line));
  for (let sent = 0; sent < FLOOD_BYTES; sent += chunk.length) {
    sayBytes(chunk, { count: FLOOD_LINES });
  }
}
