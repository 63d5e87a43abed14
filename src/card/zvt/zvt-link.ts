/**
 * The connections to a ZVT terminal: each is one dialogue's own, so that an answer that comes late belongs to
 * nobody else. Source: ZVT-Protokoll, PA00P015 and PA00P016; CARD 3, rules 6 and 17.
 */

import { connect, type Socket } from "node:net";

import { type TerminalReceipt } from "../../domain/events/card-events.ts";
import { minor } from "../../domain/money/amounts.ts";
import { type TerminalSays } from "../contract.ts";
import { type CardLink, type LinkNews, type ReadAnswer } from "../run-dialogue.ts";
import { createFrameReader, frameBytes } from "./frame.ts";
import {
  acknowledgement,
  encodeCommand,
  readMessage,
  type StatusInformation,
  type TerminalMessage,
  type ZvtCommand,
} from "./messages.ts";

export interface ZvtAddress {
  readonly host: string;
  readonly port: number;
  readonly password: string;
  /** ISO 4217, numeric. */
  readonly currency: number;
}

/** A terminal with one of these has a dialogue under way: it is not at rest. */
const BUSY_CODES: ReadonlySet<number> = new Set([0x9c, 0xa0, 0xdc]);

export function createZvtLink(address: ZvtAddress, onNews: (news: LinkNews) => void): CardLink {
  let line: Line | undefined;
  /** Whether the start is out, and the terminal has not taken it up or refused it yet. */
  let isStartOut = false;

  function hangUp(): void {
    line?.close();
    line = undefined;
  }

  function say(command: ZvtCommand): void {
    line?.say(command);
  }

  async function read(): Promise<ReadAnswer> {
    hangUp();
    const own = openLine(address, (message) => {
      if (line === own) tell(message);
    });
    line = own;
    const answer = await readAtRest(own, address);
    return own.tellFromHere() ? answer : LOST;
  }

  return {
    read,
    // It knows no payment by name, only what it did last.
    ask: read,
    send: ({ sum }) => {
      isStartOut = true;
      say({ type: "pay", amount: sum, currency: address.currency });
    },
    acknowledge: () => line?.acknowledge(),
    askAbort: () => {
      say({ type: "abort" });
    },
    hangUp,
  };

  /** What the terminal says by itself, once it has been asked for money. */
  function tell(message: TerminalMessage | "lost"): void {
    const news = message === "lost" ? LOST : newsOf(message, { address, isStartOut });
    isStartOut = false;
    // A result is acknowledged by whoever judges it, and all else at once.
    if (message !== "lost" && message.type !== "status" && isAsking(message)) line?.acknowledge();
    if (news !== undefined) onNews(news);
  }
}

/** Whether the terminal waits for an acknowledgement of it. */
function isAsking({ type }: TerminalMessage): boolean {
  return type !== "acknowledged" && type !== "refused" && type !== "unreadable";
}

function newsOf(
  message: TerminalMessage,
  { address, isStartOut }: { readonly address: ZvtAddress; readonly isStartOut: boolean },
): LinkNews | undefined {
  switch (message.type) {
    case "intermediate":
      return { type: "working", status: message.status };
    case "print":
      return { type: "working", status: undefined };
    case "status":
      return { type: "result", says: saysOf(message.info, address) };
    case "completion":
      return { type: "completed" };
    case "aborted":
      return { type: "aborted", code: codeText(message.code) };
    // Nothing was begun. What else it may refuse, such as the till's wish to stop, is no answer.
    case "refused":
      return isStartOut ? { type: "aborted", code: codeText(message.code) } : undefined;
    default:
      return undefined;
  }
}

function codeText(code: number): string {
  return code.toString(16).padStart(2, "0");
}

const BUSY = { type: "busy" } as const;
const LOST = { type: "lost" } as const;

const NO_RECEIPT: TerminalReceipt = { receipt: 0, trace: 0, date: "0000" };

function saysOf(info: StatusInformation, { currency }: ZvtAddress): TerminalSays {
  const { result = 0xff, receipt, trace, date, brand, last4, auth, terminalNo } = info;
  const isWhole = receipt !== undefined && trace !== undefined && date !== undefined;
  const ref = isWhole ? { receipt, trace, date } : NO_RECEIPT;
  // A sum in another currency is no sum of this shop's.
  const isOwnMoney = info.currency === undefined || info.currency === currency;
  return {
    act: undefined,
    isApproved: result === 0,
    amount: minor(isOwnMoney ? (info.amount ?? 0) : 0),
    ref,
    code: result === 0 ? "" : codeText(result),
    card: {
      ref,
      ...(brand === undefined ? {} : { brand }),
      ...(last4 === undefined ? {} : { last4 }),
      ...(auth === undefined ? {} : { auth }),
      ...(terminalNo === undefined ? {} : { terminalNo }),
    },
  };
}

/** Registers, and asks for the last receipt between two looks at whether the terminal rests. */
async function readAtRest(line: Line, address: ZvtAddress): Promise<ReadAnswer> {
  const { password, currency } = address;
  const registered = await exchange(line, { type: "register", password, currency });
  if (registered.type !== "done") return registered.type === "busy" ? BUSY : LOST;
  const before = await exchange(line, { type: "status-enquiry", password });
  if (before.type !== "done") return before.type === "lost" ? LOST : BUSY;
  const last = await exchange(line, { type: "repeat-receipt", password });
  if (last.type === "busy") return BUSY;
  if (last.type === "lost") return LOST;
  const after = await exchange(line, { type: "status-enquiry", password });
  if (after.type !== "done") return after.type === "lost" ? LOST : BUSY;
  if (last.type === "refused" || last.info === undefined) {
    return { type: "read", memory: { type: "nothing" } };
  }
  return { type: "read", memory: { type: "receipt", says: saysOf(last.info, address) } };
}

type Exchanged =
  | { readonly type: "done"; readonly info: StatusInformation | undefined }
  | { readonly type: "busy" }
  | { readonly type: "refused" }
  | { readonly type: "lost" };

/** Says a command, and hears the terminal out. */
async function exchange(line: Line, command: ZvtCommand): Promise<Exchanged> {
  let info: StatusInformation | undefined;
  line.say(command);
  for (;;) {
    const message = await line.next();
    if (message === "lost") return LOST;
    if (isAsking(message)) line.acknowledge();
    switch (message.type) {
      case "status":
        info = message.info;
        break;
      case "completion":
        return BUSY_CODES.has(message.state ?? 0) ? BUSY : { type: "done", info };
      case "aborted":
      case "refused":
        return BUSY_CODES.has(message.code) ? BUSY : { type: "refused" };
      default:
    }
  }
}

/** One connection. */
interface Line {
  readonly say: (command: ZvtCommand) => void;
  readonly acknowledge: () => void;
  /** Returns the next message, as long as the line is read from. */
  readonly next: () => Promise<TerminalMessage | "lost">;
  /** From here on messages are told instead; false where the connection is gone. */
  readonly tellFromHere: () => boolean;
  readonly close: () => void;
}

function openLine(
  { host, port }: ZvtAddress,
  onMessage: (message: TerminalMessage | "lost") => void,
): Line {
  const socket: Socket = connect({ host, port, noDelay: true });
  const frames = createFrameReader();
  const waiting: Array<TerminalMessage | "lost"> = [];
  let wake: (() => void) | undefined;
  let isReading = true;
  let isOver = false;

  function hear(message: TerminalMessage | "lost"): void {
    if (!isReading) {
      onMessage(message);
      return;
    }
    waiting.push(message);
    wake?.();
  }

  function end(): void {
    if (isOver) return;
    isOver = true;
    socket.destroy();
    hear("lost");
  }

  const line: Line = {
    say: (command) => {
      if (!isOver) socket.write(frameBytes(encodeCommand(command)));
    },
    acknowledge: () => {
      if (!isOver) socket.write(frameBytes(acknowledgement));
    },
    next: async () => {
      for (;;) {
        const message = waiting.shift();
        if (message !== undefined) return message;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    tellFromHere: () => {
      isReading = false;
      return !isOver;
    },
    close: () => {
      if (isOver) return;
      isOver = true;
      socket.destroy();
      // Whoever still reads is let go; nobody is told of an end that was wished for.
      if (isReading) hear("lost");
    },
  };
  socket.on("data", (bytes) => {
    const read = frames.read(bytes);
    if (!read.ok) {
      end();
      return;
    }
    for (const frame of read.value) if (!isOver) hear(readMessage(frame));
  });
  socket.on("error", end);
  socket.on("close", end);
  return line;
}
