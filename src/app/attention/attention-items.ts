/**
 * Everything in the shop that needs a person, one item each, with what may be made of it: money in
 * question, what tills did to an order apart, goods that were sold twice, papers that ask.
 *
 * Nothing of it is stored: an item is there as long as what it is about is, and nobody has settled it.
 */

import { deviceName } from "../../domain/commands/office/change-device.ts";
import { deviceOf } from "../../domain/identity.ts";
import { type Addressee, HANDLED_BY } from "../../domain/state/attention.ts";
import { durationText } from "../../domain/text/duration-text.ts";
import { localDay, type Locale, localMoney } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { journalWords } from "../../words/made/journal/all.ts";
import { tillWords } from "../../words/made/till/all.ts";
import { type TillWords } from "../../words/made/till/words.ts";
import { createBackupBook } from "../backup/backup-book.ts";
import { listOversold } from "../catalogue/oversold.ts";
import { type DifferedPresent, listDiffering } from "../membership/differing-present.ts";
import { type MeshView } from "../membership/mesh-view.ts";
import { seriesTillName } from "../membership/till-name.ts";
import {
  tillName,
  CLOCK_OFF_MS,
  clockAheadMs,
  forgottenTills,
  officesOf,
  otherTills,
  strayClocks,
} from "../mesh/mesh-report.ts";
import {
  type ViolationDeps,
  violationSentence,
  openViolations,
  type SeenViolation,
} from "../mesh/violations.ts";
import { hookState } from "../notify/hook-state.ts";
import { type OpenTill } from "../open-till.ts";
import {
  canPrintHere,
  doubtedTickets,
  type DoubtedTicket,
  unheardTickets,
} from "../papers/doubted-tickets.ts";
import { askingPapers, type AskingPaper } from "../papers/reprint.ts";
import { listRefusedOften, type RefusedOften } from "../people/refused-often.ts";
import { listMissedPins, type PinsTried } from "../till/missed-pins.ts";
import { cashRule, type Till } from "../till/till.ts";
import { refusedAct } from "../words/refused-act.ts";
import { listAttention, type SettledAttention } from "./attention.ts";
import { centralItems } from "./central-items.ts";
import { drawerItems } from "./drawer-items.ts";
import { itemId } from "./item-id.ts";
import { type NonsenseOf, unseenNonsense } from "./nonsense.ts";
import { answerOf, type BoxKind, type ItemContext, type OpenItem, withEnd } from "./open-item.ts";
import { orderItems } from "./order-items.ts";
import { purchaseItems } from "./purchase-items.ts";
import {
  type Flood,
  gatherQuestions,
  type OpenQuestion,
  openQuestions,
  settlings,
} from "./questions.ts";
import { serialItems } from "./serial-items.ts";
import { shiftItems } from "./shift-items.ts";
import { stockItems } from "./stock-items.ts";
import { tabItems } from "./tab-items.ts";
import { terminalItems } from "./terminal-items.ts";
import { tipItems } from "./tip-items.ts";
import { toldText } from "./told-text.ts";
import { voucherItems } from "./voucher-items.ts";
import { wrongClock } from "./wrong-clock.ts";

export function listAttentionItems(
  open: Pick<OpenTill, "till" | "jobs">,
  locale: Locale,
): ReadonlyArray<OpenItem> {
  const { till } = open;
  const context = contextOf(till, locale);
  const { single, floods } = gatherQuestions(openQuestions(till));
  const items = [
    ...floods.map((flood) => floodItem(context, flood)),
    ...single.map((question) => questionItem(context, question)),
    ...till.ledger.read((view) => orderItems(context, view)),
    ...till.ledger.read((view) => drawerItems(context, till, view)),
    ...till.ledger.read((view) => terminalItems(context, view, till.days().now)),
    ...till.ledger.read((view) => tipItems(context, view, till)),
    ...till.ledger.read((view) => shiftItems(context, view, till)),
    ...till.ledger.read((view) => tabItems(context, view, till.days().now)),
    ...listAttention(till).map((settled) => chainItem(context, settled)),
    ...listMissedPins(till.ledger).map((tried) => pinsItem(context, tried)),
    ...listRefusedOften(till.ledger).map((refused) => refusedItem(context, refused, locale)),
    ...listDiffering(till.ledger).map((told) => toldItem(context, till, told)),
    ...till.ledger.read((view) => centralItems(context, view, till)),
    ...goodsItems(context, till, locale),
    ...stockItems(till, locale),
    ...till.ledger.read((view) => serialItems(context, view)),
    ...till.ledger.read((view) => purchaseItems(context, view, till)),
    ...voucherItems(context, till),
    ...paperItems(context, open),
  ];
  return items.map((item) => withEnd(context.words, item));
}

/** Returns the items of card terminals alone. */
export function listTerminalItems(till: Till, locale: Locale): ReadonlyArray<OpenItem> {
  const context = contextOf(till, locale);
  return till.ledger.read((view) => terminalItems(context, view, till.days().now));
}

function contextOf(till: Till, locale: Locale): ItemContext {
  return {
    words: wordsIn(tillWords, locale).attention,
    money: (amount) => localMoney(amount, till.currency, locale),
    locale,
    cash: till.ledger.read((view) => cashRule(view, till.days().now)),
    tillOf: (series) => seriesTillName(till.ledger.admission(), series),
    tillBehind: (written) => till.ledger.admission().get(deviceOf(written))?.name ?? "",
  };
}

/** Returns the papers of this till that ask, and the tickets of any till. */
function paperItems(
  context: ItemContext,
  open: Pick<OpenTill, "till" | "jobs">,
): ReadonlyArray<OpenItem> {
  const own = askingPapers(open);
  const known = new Set(own.map(({ documentId }) => documentId));
  const ticketsOfOthers = doubtedTickets(open).filter(({ ticket }) => !known.has(ticket));
  return [
    ...own.map((paper) => paperItem(context.words, paper)),
    ...ticketsOfOthers.map((paper) => ticketItem(context.words, paper, canPrintHere(open))),
  ];
}

/**
 * Returns the items that only this box knows: its own troubles, violations by other tills, and
 * tickets that it hears nothing of.
 */
export function listTillItems(
  open: Pick<OpenTill, "till" | "jobs" | "clock"> & ViolationDeps,
  locale: Locale,
): ReadonlyArray<OpenItem> {
  const words = wordsIn(tillWords, locale).attention;
  const items = [
    ...unheardTickets(open).map((paper) => ticketItem(words, paper, canPrintHere(open))),
    ...openViolations(open).map((violation) =>
      violationItem({ words, locale }, open.till, violation),
    ),
    ...unseenNonsense(open.till.ledger).map((said) => nonsenseItem(words, open.till, said)),
    ...listBoxItems(open, open.printing.mesh(), { words: words.box, locale }).map(boxItem),
  ];
  return items.map((item) => withEnd(words, item));
}

function questionItem({ words, money }: ItemContext, question: OpenQuestion): OpenItem {
  const { id, till, receipts, total, reason } = question;
  const shown = money(total);
  const may = settlings(question);
  return {
    id,
    kind: reason,
    addressee: "manager",
    amount: total,
    text: words.question({ till, receipts: receipts.length, money: shown }),
    answers: [
      ...(may.includes("chain/admitted") ? [answerOf(words, "admit", shown)] : []),
      ...(may.includes("chain/retired") ? [answerOf(words, "retire", shown)] : []),
    ],
    subject: { type: "question", question },
  };
}

/** Nobody looks at twenty voices of a till one by one: they are retired together. */
function floodItem({ words, money }: ItemContext, flood: Flood): OpenItem {
  const { device, till, questions, mayBeRetired, total } = flood;
  const shown = money(total);
  return {
    id: itemId(["chain/flood", device]),
    kind: "chain/flood",
    addressee: "manager",
    amount: total,
    text: words.flood({ till, chains: questions.length, money: shown }),
    answers: [
      ...(mayBeRetired ? [answerOf(words, "retire", shown)] : []),
      answerOf(words, "open-till", { shown: till, object: device }),
    ],
    subject: { type: "flood", flood },
  };
}

function chainItem({ words }: ItemContext, settled: SettledAttention): OpenItem {
  const { origin, item, till, numbersTwice } = settled;
  const text =
    item.type === "chain/both-admitted"
      ? words.bothAdmitted({ till, numbers: numbersTwice })
      : words.admittedAndRetired({ till });
  return settledItem(words, settled, { of: [origin, item.subject], text });
}

function pinsItem({ words }: ItemContext, tried: PinsTried): OpenItem {
  const { origin, staff, till, name, misses, isBurst } = tried;
  const text = isBurst
    ? words.missedPinsHour({ misses, till })
    : words.missedPins({ misses, person: name ?? words.nobodysNumber, till });
  return settledItem(words, tried, { of: [origin, staff], text });
}

function refusedItem({ words }: ItemContext, refused: RefusedOften, locale: Locale): OpenItem {
  const { item, name, what, count, tills } = refused;
  const text = wordsIn(journalWords, locale).refusedOften({
    person: name ?? words.nobodysNumber,
    act: refusedAct(what, locale),
    day: localDay(item.day, locale),
    tills: tills.join(", "),
    count,
  });
  return settledItem(words, refused, { of: [item.day, item.subject], text });
}

function toldItem(context: ItemContext, till: Till, told: DifferedPresent): OpenItem {
  const text = toldText(context, till, told);
  return settledItem(context.words, told, { of: [told.origin, told.item.subject], text });
}

/** Returns the item of what happened and can't be mended: somebody has seen it. */
function settledItem(
  words: TillWords["attention"],
  settled: Extract<OpenItem["subject"], { readonly type: "origin" }>["settled"],
  { of, text }: { readonly of: ReadonlyArray<string>; readonly text: string },
): OpenItem {
  const { type } = settled.item;
  return {
    id: itemId([type, ...of]),
    kind: type,
    addressee: HANDLED_BY[type].addressee,
    amount: undefined,
    text,
    answers: [answerOf(words, "settle", "")],
    subject: { type: "origin", settled },
  };
}

function goodsItems({ words }: ItemContext, till: Till, locale: Locale): ReadonlyArray<OpenItem> {
  return listOversold(till, locale).map(({ sku, name, ...sold }) => ({
    id: itemId(["goods/oversold", sku]),
    kind: "goods/oversold",
    addressee: "cashier",
    amount: undefined,
    text: words.oversold({ name, ...sold }),
    answers: [answerOf(words, "none-left", name), answerOf(words, "say-left", name)],
    subject: { type: "goods", sku },
  }));
}

function paperItem(
  words: TillWords["attention"],
  { documentId, kind, name, asks }: ItemPaper,
  canPrint = true,
): OpenItem {
  return {
    // A ticket has the same id at every till.
    id: itemId(["paper", documentId]),
    kind: `paper/${asks}`,
    addressee: "cashier",
    amount: undefined,
    text: words.paper[asks]({ paper: `${words.paperName[kind]} ${name}`.trim() }),
    answers: [...(canPrint ? [answerOf(words, "print", "")] : []), answerOf(words, "dismiss", "")],
    subject: { type: "paper", document: documentId },
  };
}

type ItemPaper = Pick<AskingPaper, "documentId" | "kind" | "name"> & {
  readonly asks: (AskingPaper | DoubtedTicket)["asks"];
};

function ticketItem(
  words: TillWords["attention"],
  { ticket, name, asks }: DoubtedTicket,
  hasPrinter: boolean,
): OpenItem {
  // A ticket that may be there twice is not printed once more.
  const canPrint = hasPrinter && asks !== "twice";
  return paperItem(words, { documentId: ticket, kind: "ticket", name, asks }, canPrint);
}

function violationItem(
  { words, locale }: { readonly words: TillWords["attention"]; readonly locale: Locale },
  { ledger }: Till,
  violation: SeenViolation,
): OpenItem {
  const { device, count } = violation;
  const name = tillName(ledger.admission(), device);
  const said = words.violation({ till: name, count });
  const text = violationSentence(violation, words, { name, said, locale });
  return tillItem(words, { kind: "till/misbehaves", device, name, text });
}

function nonsenseItem(
  words: TillWords["attention"],
  { ledger }: Till,
  { device, events }: NonsenseOf,
): OpenItem {
  const name = tillName(ledger.admission(), device);
  const text = words.nonsense({ till: name, count: events.length });
  return tillItem(words, { kind: "till/nonsense", device, name, text });
}

function tillItem(
  words: TillWords["attention"],
  {
    kind,
    device,
    name,
    text,
  }: Record<"name" | "text", string> &
    SeenTill & { readonly kind: "till/misbehaves" | "till/nonsense" },
): OpenItem {
  return {
    id: itemId([kind, device]),
    kind,
    addressee: "manager",
    amount: undefined,
    text,
    answers: [
      answerOf(words, "settle", ""),
      answerOf(words, "open-till", { shown: name, object: device }),
    ],
    subject: { type: "till", device },
  };
}

type SeenTill = Pick<SeenViolation, "device">;

function boxItem({ id, kind, addressee, text }: BoxItem): OpenItem {
  const subject = { type: "box" } as const;
  return { id, kind, addressee, text, amount: undefined, answers: [], subject };
}

interface BoxItem {
  readonly id: string;
  readonly kind: BoxKind;
  readonly addressee: Addressee;
  readonly text: string;
}

interface BoxContext {
  readonly words: TillWords["attention"]["box"];
  readonly locale: Locale;
}

/** `of`: whose box it is about. */
type Mended = Omit<BoxItem, "id"> & { readonly of: string };

/**
 * Returns the troubles of the box itself, such as a wrong clock or sales that are nowhere else.
 * Nobody answers them: they go once they are mended, and say how.
 */
function listBoxItems(
  open: Pick<OpenTill, "till" | "clock">,
  view: MeshView | undefined,
  context: BoxContext,
): ReadonlyArray<BoxItem> {
  const { words } = context;
  const all = [
    ...clockItems(open, view, context),
    ...unopenedItems(open.till, view, words),
    ...copiedItems(open.till, view, words),
    ...backupItems(open.till, words),
    ...notifyItems(open, words),
  ];
  return all.map(({ kind, addressee, text, of }) => {
    return { id: itemId([kind, of]), kind, addressee, text };
  });
}

function clockItems(
  open: Pick<OpenTill, "till" | "clock">,
  view: MeshView | undefined,
  { words, locale }: BoxContext,
): ReadonlyArray<Mended> {
  const { ledger } = open.till;
  const devices = ledger.admission();
  const self = ledger.identity.key.device;
  const says = wrongClock(open, locale);
  const aheadMs = (view && clockAheadMs(view)) ?? 0;
  const strays = (view === undefined ? [] : strayClocks(view)).map(
    ({ device, aheadMs: off }): Mended => ({
      kind: "clock/off",
      addressee: "manager",
      text: words.clockOffAt({
        till: tillName(devices, device),
        off: durationText(off, locale),
        isAhead: off > 0,
      }),
      of: device,
    }),
  );
  // A clock that cannot be right says nothing of the others.
  if (says !== undefined) {
    const text = words.clockWrong({ says });
    return [{ kind: "clock/wrong", addressee: "cashier", text, of: self }];
  }
  if (Math.abs(aheadMs) <= CLOCK_OFF_MS) return strays;
  const [only, ...more] = view?.peers.filter(({ isConnected }) => isConnected) ?? [];
  const off = durationText(aheadMs, locale);
  // Two clocks that differ do not show which of them is right.
  const text =
    only !== undefined && more.length === 0
      ? words.clocksDiffer({ till: tillName(devices, only.device), off, isAhead: aheadMs > 0 })
      : words.clockOff({ off, isAhead: aheadMs > 0 });
  return [{ kind: "clock/off", addressee: "manager", text, of: self }, ...strays];
}

function unopenedItems(
  { ledger }: Till,
  view: MeshView | undefined,
  words: TillWords["attention"]["box"],
): ReadonlyArray<Mended> {
  const forgotten = view === undefined ? [] : forgottenTills(ledger, view);
  return forgotten.map((till): Mended => ({
    kind: "till/unopened",
    addressee: "manager",
    text: words.unopened({ till: deviceName(till) }),
    of: till.device,
  }));
}

function copiedItems(
  { ledger }: Till,
  view: MeshView | undefined,
  words: TillWords["attention"]["box"],
): ReadonlyArray<Mended> {
  return (view?.copied ?? []).map((device): Mended => ({
    kind: "till/copied",
    addressee: "manager",
    text: words.copied({ till: tillName(ledger.admission(), device) }),
    of: device,
  }));
}

/** A till of several has its sales at the other tills too, and one with a head office there. */
function backupItems(
  { ledger, founding }: Till,
  words: TillWords["attention"]["box"],
): ReadonlyArray<Mended> {
  const isAlone = otherTills(ledger).length === 0 && officesOf(ledger).length === 0;
  if (founding.demo || !isAlone) return [];
  if (createBackupBook(ledger).places().length > 0) return [];
  const { shop } = ledger.identity;
  return [{ kind: "backup/no-place", addressee: "manager", text: words.noBackupPlace, of: shop }];
}

/** A hook that has failed for minutes: whoever it should reach hears of nothing. */
function notifyItems(
  { till, clock }: Pick<OpenTill, "till" | "clock">,
  words: TillWords["attention"]["box"],
): ReadonlyArray<Mended> {
  const { hook, why, failing, tries } = hookState(till, clock.nowMs()) ?? NO_HOOK;
  if (tries < TRIES_ENDURED) return [];
  const text = words.notifyFails({ hook, why, count: failing });
  const of = till.ledger.identity.key.device;
  return [{ kind: "notify/fails", addressee: "manager", text, of }];
}

/** The third try comes three minutes after the first one. */
const TRIES_ENDURED = 3;
const NO_HOOK = { hook: "", why: "", failing: 0, tries: 0 };
