/**
 * The connections to a ZVT terminal: each is one dialogue's own, so that an answer that comes late belongs to
 * nobody else. Source: ZVT-Protokoll, PA00P015 and PA00P016; docs/zvt.md.
 *
 * Whatever comes out of a terminal does no harm: what is no frame ends the connection, what is no message is
 * refused, and a connection bears so many bytes and no more.
 */

import { type CardAct, type TerminalReceipt } from "../../domain/events/card-events.ts";
import { type TerminalTotals } from "../../domain/events/settled-events.ts";
import { minor } from "../../domain/money/amounts.ts";
import { type CardRequest, type EndedDay, type EndingDay, type TerminalSays } from "../contract.ts";
import { lastOf } from "../dialogue.ts";
import { type CardLink, type LinkNews, type ReadAnswer } from "../run-dialogue.ts";
import { AMOUNT_MAX, type ZvtCommand } from "./commands.ts";
import { type Completion, type TerminalMessage } from "./messages.ts";
import { resultKey } from "./result-codes.ts";
import { type StatusInformation } from "./status-information.ts";
import { type DayTotals } from "./totals.ts";
import { type LineAddress, openLine, type ZvtLine } from "./zvt-line.ts";

export interface ZvtAddress extends LineAddress {
  readonly password: string;
  /** ISO 4217, numeric. */
  readonly currency: number;
  /** What the terminal would print is sent to the till, which prints it. */
  readonly takesSlips?: boolean;
}

/** A terminal with one of these has a dialogue under way: it is not at rest. */
const BUSY_CODES: ReadonlySet<number> = new Set([0x9c, 0xa0, 0xdc]);

export function createZvtLink(address: ZvtAddress, onNews: (news: LinkNews) => void): CardLink {
  let line: ZvtLine | undefined;
  let slips: ZvtLine["slips"] | undefined;
  /** Whether the start is out, and the terminal has not taken it up or refused it yet. */
  let isStartOut = false;
  let act: CardAct | undefined;

  function hangUp(): void {
    line?.close();
    line = undefined;
  }

  function dial(): ZvtLine {
    hangUp();
    const own = openLine(address, (message) => {
      if (line === own) tell(message);
    });
    line = own;
    ({ slips } = own);
    return own;
  }

  async function read(act?: CardAct): Promise<ReadAnswer> {
    const own = dial();
    const answer = await readAtRest(own, { ...address, act });
    return own.tellFromHere() ? answer : LOST;
  }

  /** What the terminal says by itself, once it has been asked for money. */
  function tell(message: TerminalMessage | "lost"): void {
    const news = message === "lost" ? LOST : newsOf(message, { ...address, act, isStartOut });
    isStartOut = false;
    // A result is acknowledged by whoever judges it, and all else at once.
    if (message !== "lost" && message.type !== "status" && isAsking(message)) line?.acknowledge();
    if (news !== undefined) onNews(news);
  }

  return {
    read: () => read(),
    // It knows no payment by name, only what it did last.
    ask: (request) => read(request.act),
    send: (request) => {
      ({ act } = request);
      // A terminal that was asked for its last receipt may have sent that one's papers.
      line?.forgetSlips();
      const command = commandOf(request, address);
      if (command !== undefined) {
        isStartOut = true;
        line?.say(command);
        return;
      }
      // Nothing went out: it is refused as the terminal would, once the start counts as sent.
      queueMicrotask(() => {
        onNews({ type: "aborted", code: NOT_POSSIBLE });
      });
    },
    acknowledge: () => line?.acknowledge(),
    refuse: () => line?.refuse(GOODS_NOT_ISSUED),
    askAbort: () => line?.say({ type: "abort" }),
    hangUp,
    slips: () => slips?.() ?? [],
    settle: (ending) => {
      const own = dial();
      return endDay(own, address, ending);
    },
  };
}

/** A terminal that ends its day may forget what it did last, so that is read before. */
async function endDay(
  line: ZvtLine,
  address: ZvtAddress,
  { begin, onSign }: EndingDay,
): Promise<EndedDay> {
  const read = await readAtRest(line, { ...address, act: undefined });
  if (read.type !== "read") {
    return {
      type: "not-asked",
      why: read.type === "busy" ? "busy" : (read.why ?? "no-answer"),
    };
  }
  if (begin(lastOf(read.memory)) === undefined) return { type: "not-asked", why: "not-begun" };
  line.forgetSlips();
  const { password } = address;
  return endedDay(await exchange(line, { type: "end-of-day", password }, onSign), address);
}

/** The goods are not handed out: a terminal takes back what it approved. */
const GOODS_NOT_ISSUED = 0x66;
/** The function is not possible. */
const NOT_POSSIBLE = "83";
/** It is at something else, or not ready. */
const BUSY_CODE = "9c";

/** Returns how a terminal is asked for it; undefined for what ZVT can't say. */
function commandOf(
  { act, sum: amount, of }: CardRequest,
  { password, currency }: ZvtAddress,
): ZvtCommand | undefined {
  if (amount > AMOUNT_MAX) return undefined;
  switch (act) {
    case "pay":
    case "reserve":
      return { type: act, amount, currency };
    case "refund":
      return { type: act, password, amount, currency };
    case "reverse":
      return of === undefined ? undefined : { type: act, password, receipt: of.ref.receipt };
    case "release":
      return of === undefined ? undefined : { type: act, receipt: of.ref.receipt, currency };
    case "book": {
      if (of === undefined) return undefined;
      const { receipt, trace } = of.ref;
      return { type: act, receipt, trace, auth: of.auth ?? "", amount, currency };
    }
    // No terminal was found that raises a reservation when a till asks it to.
    default:
      return undefined;
  }
}

function endedDay(ended: Exchanged, { currency }: Pick<ZvtAddress, "currency">): EndedDay {
  switch (ended.type) {
    case "done": {
      const { result = 0, amount, totals, currency: own = currency } = ended.info ?? {};
      if (result !== 0) return { type: "refused", code: codeText(result) };
      // A sum in another currency is no sum of this shop's.
      const isOwnMoney = own === currency;
      return { type: "ended", totals: toTotals(isOwnMoney ? amount : undefined, totals) };
    }
    case "busy":
      return { type: "refused", code: BUSY_CODE };
    default:
      return ended;
  }
}

function toTotals(amount: number | undefined, totals: DayTotals | undefined): TerminalTotals {
  const { brands = [], firstReceipt: from, lastReceipt: to } = totals ?? {};
  const used = brands.filter(({ count, sum }) => count > 0 || sum > 0);
  return {
    amount: amount === undefined ? null : minor(amount),
    brands: used.map(({ brand, count, sum }) => ({ brand, count, sum: minor(sum) })),
    ...(from === undefined || to === undefined ? {} : { receipts: { from, to } }),
  };
}

/** Whether the terminal waits for an acknowledgement of it. */
function isAsking({ type }: TerminalMessage): boolean {
  return type !== "acknowledged" && type !== "refused" && type !== "unreadable";
}

function newsOf(
  message: TerminalMessage,
  { isStartOut, ...asked }: Asked & { readonly isStartOut: boolean },
): LinkNews | undefined {
  switch (message.type) {
    case "intermediate":
      return { type: "working", status: message.status };
    case "print":
      return { type: "working", status: undefined };
    case "status":
      return { type: "result", says: saysOf(message.info, asked) };
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

/** What a terminal was asked for, where that is known, and in which currency. */
interface Asked extends Pick<ZvtAddress, "currency"> {
  readonly act: CardAct | undefined;
}

function saysOf(info: StatusInformation, { currency, act }: Asked): TerminalSays {
  const { result = 0xff, receipt, trace, date, brand, last4, auth, terminalNo } = info;
  const { originalTrace, isOffline } = info;
  const isWhole = receipt !== undefined && trace !== undefined && date !== undefined;
  const ref = isWhole ? { receipt, trace, date } : NO_RECEIPT;
  // A sum in another currency is no sum of this shop's.
  const isOwnMoney = info.currency === undefined || info.currency === currency;
  return {
    // Only what takes another transaction back names that one's trace; a reservation is released, too.
    act: originalTrace === undefined ? undefined : act === "release" ? act : "reverse",
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
      ...(isOffline === true ? { offline: true } : {}),
    },
  };
}

/** Registers, and asks for the last receipt between two looks at whether the terminal rests. */
async function readAtRest(line: ZvtLine, address: ZvtAddress & Asked): Promise<ReadAnswer> {
  const { password, currency } = address;
  const registered = await register(line, address);
  if (registered.type !== "done") return unregistered(registered);
  const before = await exchange(line, { type: "status-enquiry", password });
  if (before.type !== "done") return before.type === "lost" ? LOST : BUSY;
  const last = await exchange(line, { type: "repeat-receipt", password });
  if (last.type === "busy") return BUSY;
  if (last.type === "lost") return LOST;
  const after = await exchange(line, { type: "status-enquiry", password });
  if (after.type !== "done") return after.type === "lost" ? LOST : BUSY;
  const { currency: own = currency } = registered.completion;
  const trouble = own === currency ? troubleIn(after.completion) : codeText(WRONG_CURRENCY);
  const beside = trouble === undefined ? {} : { trouble };
  if (last.type === "refused" || last.info === undefined) {
    return { type: "read", memory: { type: "nothing" }, ...beside };
  }
  return {
    type: "read",
    memory: { type: "receipt", says: saysOf(last.info, address) },
    ...beside,
  };
}

/** A terminal that takes no till of this currency says so when a till registers. */
function unregistered(refused: Exclude<Exchanged, { readonly type: "done" }>): ReadAnswer {
  if (refused.type === "busy") return BUSY;
  const isCurrency = refused.type === "refused" && CURRENCY_CODES.has(refused.code);
  return isCurrency ? { type: "lost", why: "currency" } : LOST;
}

/** The terminal doesn't take the till's currency. */
const WRONG_CURRENCY = 0x6f;
const CURRENCY_CODES: ReadonlySet<string> = new Set(["6f", "c6", "cb"]);

/** Returns the state of a terminal that does not rest well; the low ones are each maker's own. */
function troubleIn({ state = 0 }: Completion): string | undefined {
  const key = resultKey(state);
  const isKnown = key !== "hostDeclined" && key !== "other";
  return state > 0 && isKnown ? codeText(state) : undefined;
}

function register(
  line: ZvtLine,
  { password, currency, takesSlips = false }: ZvtAddress,
): Promise<Exchanged> {
  return exchange(line, { type: "register", password, currency, takesSlips });
}

type Exchanged =
  | {
      readonly type: "done";
      readonly info: StatusInformation | undefined;
      readonly completion: Completion;
    }
  | { readonly type: "busy" }
  | { readonly type: "refused"; readonly code: string }
  | { readonly type: "lost" };

/** Says a command, and hears the terminal out. */
async function exchange(
  line: ZvtLine,
  command: ZvtCommand,
  onSign?: (status: number | undefined) => void,
): Promise<Exchanged> {
  let info: StatusInformation | undefined;
  line.say(command);
  for (;;) {
    const message = await line.next();
    if (message === "lost") return LOST;
    if (isAsking(message)) line.acknowledge();
    onSign?.(message.type === "intermediate" ? message.status : undefined);
    switch (message.type) {
      case "status":
        info = message.info;
        break;
      case "completion":
        return BUSY_CODES.has(message.state ?? 0)
          ? BUSY
          : { type: "done", info, completion: message };
      case "aborted":
      case "refused":
        return BUSY_CODES.has(message.code)
          ? BUSY
          : { type: "refused", code: codeText(message.code) };
      default:
    }
  }
}
