/** The kitchen's ticket: read from two metres, in a hurry, once. */

import { thousandths } from "../../domain/money/amounts.ts";
import { dueText } from "../../domain/order/due-at.ts";
import { type Locale, withDecimal } from "../../domain/text/locale.ts";
import { type PaperAct, type TicketLineView, type TicketView } from "../../domain/views.ts";
import { type Block, type BlockStyle, type PrintDocument } from "../document.ts";
import { withOwnTexts } from "../encoding/own-text.ts";
import { type PaperWords, paperWords } from "../paper-words.ts";
import { tillNamed } from "../till-named.ts";
import { markBlocks } from "./paper-marks.ts";
import { formatQuantity } from "./printed-quantity.ts";
import { recipientBlocks } from "./text-block.ts";
import { formatWallTime } from "./wall-time.ts";

const BIG = { bold: true, doubleHeight: true, doubleWidth: true } as const;
const TALL = { doubleHeight: true } as const;
/** For what must not be overlooked. Red on printers that have it, which mostly lack the black bar. */
const UNMISSABLE = { bold: true, doubleHeight: true, inverse: true, red: true } as const;
/** Allergies, and what not to cook: twice as wide too. */
const LOUD = { ...UNMISSABLE, doubleWidth: true } as const;

/** The word for allergies in the languages that a till's staff writes notes in. */
const ALLERGY = /al+erg/iu;
/** A cook hears that there is a ticket, where the printer has a buzzer. */
const BUZZES = 2;

const FIRST_COURSE = 1;

interface Said {
  readonly locale: Locale;
  readonly words: PaperWords;
}

/** Lays out a ticket in the shop's language. */
export function ticketToDocument(issued: TicketView, locale: Locale = "en"): PrintDocument {
  const said: Said = { locale, words: paperWords(locale) };
  const view = withOwnTexts(issued);
  const ticket = { ...view, lines: joinedAlike(nowFirst(view.lines)) };
  return {
    kind: "ticket",
    blocks: [
      { type: "buzzer", times: BUZZES },
      ...markBlocks(ticket.marks ?? [], said.words),
      ...titleBlocks(ticket, said),
      ...headBlocks(ticket, said),
      ...ticket.lines.flatMap((line, index) => [
        ...groupBlocks(ticket, index, said),
        ...lineBlocks(ticket, line, said),
      ]),
      { type: "rule" },
      ...alsoAtBlocks(ticket, said),
      ...footBlocks(ticket, said),
      { type: "cut" },
    ],
  };
}

/** Sorts the lines to be made now above those that wait. */
function nowFirst(lines: ReadonlyArray<TicketLineView>): ReadonlyArray<TicketLineView> {
  return lines.toSorted((one, other) => Number(isToWait(one)) - Number(isToWait(other)));
}

/** Joins pieces that are made alike into one line: goods that were scanned five times are five of them. */
function joinedAlike(lines: ReadonlyArray<TicketLineView>): ReadonlyArray<TicketLineView> {
  const groups = Map.groupBy(lines, (line, at) =>
    // Each weighed piece is weighed by itself.
    JSON.stringify([line.soldBy === "weight" ? at : "", { ...line, quantity: 0 }]),
  );
  return [...groups.values()].flatMap(([first, ...more]) => {
    if (first === undefined) return [];
    const quantity = more.reduce((sum, line) => sum + line.quantity, first.quantity as number);
    return [{ ...first, quantity: thousandths(quantity) }];
  });
}

function isToWait({ act, waits }: TicketLineView): boolean {
  return act === "held" || waits === true;
}

/** A ticket that asks for one thing only says so before all else: it is a ticket of its own. */
function titleBlocks(ticket: TicketView, said: Said): ReadonlyArray<Block> {
  const { words } = said;
  const act = onlyAct(ticket);
  const isPlain = act === undefined || (act === "new" && ticket.isAddOn !== true);
  const title = isPlain
    ? []
    : [...voidedBlocks(ticket.lines[0], said), actBlock(ticket, act, words)];
  const own = ticket.lines.filter((line) => line.act !== "void").map(({ note }) => note);
  // What is added later goes to the same guests.
  const before = ticket.isAddOn === true ? (ticket.notesBefore ?? []) : [];
  const hasAllergy = [...own, ...before, ticket.guest?.note ?? ""].some(isAllergy);
  const allergy = ` ! ${words.ticket.allergy} ! `;
  return [
    ...title,
    ...(hasAllergy ? [{ type: "text", text: allergy, align: "center", style: LOUD } as const] : []),
  ];
}

/** Undefined when its lines ask for several. */
function onlyAct({ lines }: TicketView): PaperAct | undefined {
  const [first] = lines;
  return lines.every(({ act }) => act === first?.act) ? first?.act : undefined;
}

function isAllergy(note: string): boolean {
  return ALLERGY.test(note);
}

function headBlocks(ticket: TicketView, { words, locale }: Said): ReadonlyArray<Block> {
  const covers = ticket.covers > 0 ? words.ticket.covers({ count: ticket.covers }) : "";
  const name = movedText([ticket.name, ticket.nameBefore], words, (text) => text);
  const nameStyle = isUnchanged(ticket.name, ticket.nameBefore) ? TALL : UNMISSABLE;
  return [
    ...demoBlocks(ticket, words),
    { type: "row", left: stationText(ticket), right: ticket.orderNumber, style: BIG },
    ...tableBlocks(ticket, words),
    ...dueBlocks(ticket, { words, locale }),
    {
      type: "row",
      left: words.services[ticket.service].toUpperCase(),
      right: covers,
      style: { bold: true, doubleHeight: true },
    },
    ...(name === "" ? [] : [{ type: "row", left: name, right: "", style: nameStyle } as const]),
    ...guestBlocks(ticket),
    ...cancelBlocks(ticket, words),
    { type: "rule", double: true },
  ];
}

/** What is known of the guest holds for all of the order; a delivery is packed for somebody. */
function guestBlocks({ guest, name }: TicketView): ReadonlyArray<Block> {
  if (guest === undefined) return [];
  const { note, to } = guest;
  const style = isAllergy(note) ? LOUD : UNMISSABLE;
  return [
    ...(to === undefined ? [] : recipientBlocks({ ...to, name: to.name === name ? "" : to.name })),
    ...(note === "" ? [] : [{ type: "text", text: ` ${note} `, style } as const]),
  ];
}

/** Goods for another day must not be taken for goods of now. */
function dueBlocks({ dueAt }: TicketView, { words, locale }: Said): ReadonlyArray<Block> {
  if (dueAt === undefined) return [];
  const text = words.ticket.dueAt({ when: dueText(dueAt, locale).toUpperCase() });
  return [{ type: "text", text: ` ${text} `, style: UNMISSABLE }];
}

function stationText({ station, part }: TicketView): string {
  return part === undefined ? station : `${station} ${part.no}/${part.of}`;
}

/** Which paper on the rail is meant. */
function cancelBlocks({ cancels = [] }: TicketView, { ticket }: PaperWords): ReadonlyArray<Block> {
  if (cancels.length === 0) return [];
  const text = ticket.cancels({ ids: cancels.map(shortTicketId).join(", ") });
  return [{ type: "text", text, style: { bold: true } }];
}

/**
 * The table is as large as the order's number, because whoever carries the order out looks for one
 * of the two.
 */
function tableBlocks({ table, tableBefore }: TicketView, words: PaperWords): ReadonlyArray<Block> {
  const isMoved = !isUnchanged(table, tableBefore);
  const moved = isMoved
    ? movedText([table, tableBefore], words, (name) => words.ticket.table({ name }))
    : "";
  return [
    ...(table === ""
      ? []
      : [
          {
            type: "text",
            text: words.ticket.table({ name: table }),
            style: BIG,
            hangs: true,
          } as const,
        ]),
    ...(moved === "" ? [] : [{ type: "text", text: moved, style: UNMISSABLE } as const]),
  ];
}

/** Prints the table or name now, and the earlier one where an earlier ticket had another. */
function movedText(
  [now, before]: readonly [now: string, before: string | undefined],
  { ticket }: PaperWords,
  say: (text: string) => string,
): string {
  function said(text: string, nothing: string): string {
    return text === "" ? nothing : say(text);
  }

  return isUnchanged(now, before)
    ? said(now, "")
    : ticket.moved({ now: said(now, "-"), before: said(before ?? "", "-") });
}

function isUnchanged(now: string, before: string | undefined): boolean {
  return before === undefined || before === now;
}

/**
 * A heading where the act or the course changes; courses only where there are several, or a later one
 * than the first, which other stations may have, or where what the station has is of another one now.
 */
function groupBlocks(ticket: TicketView, index: number, said: Said): ReadonlyArray<Block> {
  const { words } = said;
  const { lines: all } = ticket;
  const [line, before] = [all[index], all[index - 1]];
  if (line === undefined) return [];
  const sameAct = before?.act === line.act;
  const hasCourses = all.some(
    ({ course, courseBefore }) =>
      course !== line.course || course > FIRST_COURSE || courseBefore !== undefined,
  );
  const heading = courseHeading(line, words);
  const sameCourse = sameAct && courseHeading(before, words) === heading;
  const isSameGroup = sameCourse && before.waits === line.waits;
  return [
    ...(sameAct ? [] : actBlocks(ticket, line, said)),
    ...(hasCourses && !isSameGroup
      ? [{ type: "text", text: heading, style: { bold: true } } as const]
      : []),
    // The hold is printed once for a course, and not under each of its goods.
    ...(line.waits === true && !isSameGroup
      ? [{ type: "text", text: ` ${words.acts.held} `, style: UNMISSABLE } as const]
      : []),
  ];
}

/** An act that the whole ticket asks for stands above its head already. */
function actBlocks(ticket: TicketView, line: TicketLineView, said: Said): ReadonlyArray<Block> {
  const { words } = said;
  const isTitle = onlyAct(ticket) === line.act && (line.act !== "new" || ticket.isAddOn === true);
  const served = allServedAnew(ticket, line, words);
  const why = isReasonOfAll(ticket, line) ? reasonBlocks(line) : [];
  const heading = isTitle ? [] : [...voidedBlocks(line, said), actBlock(ticket, line.act, words)];
  return [...heading, ...served, ...why];
}

/** The cook looks for the void of that time on the rail. */
function voidedBlocks(
  line: TicketLineView | undefined,
  { words, locale }: Said,
): ReadonlyArray<Block> {
  if (line?.voidedAt === undefined) return [];
  const text = words.ticket.voidedAt({ time: formatWallTime(line.voidedAt, locale).time });
  return [{ type: "text", text, align: "center", style: { bold: true, doubleHeight: true } }];
}

/** An order that went elsewhere says so once, and not under each of its goods. */
function allServedAnew(
  ticket: TicketView,
  line: TicketLineView,
  words: PaperWords,
): ReadonlyArray<Block> {
  const text = isServedAnewTogether(ticket, line) ? servedAnew(ticket, line, words) : "";
  return text === "" ? [] : [{ type: "text", text: ` ${text} `, style: UNMISSABLE }];
}

function isServedAnewTogether({ lines }: TicketView, line: TicketLineView): boolean {
  return lines
    .filter(({ act }) => act === line.act)
    .every((other) => other.service === line.service && other.serviceBefore === line.serviceBefore);
}

/** An order that is taken off whole has one reason: said once, and not under each of its goods. */
function isReasonOfAll({ lines }: TicketView, { act, reason }: TicketLineView): boolean {
  const alike = lines.filter((line) => line.act === act);
  return alike.length > 1 && alike.every((line) => line.reason === reason);
}

/** Empty for what is served as the station was told. */
function servedAnew(
  ticket: TicketView,
  { service = ticket.service, serviceBefore }: TicketLineView,
  words: PaperWords,
): string {
  if (serviceBefore === undefined) return "";
  const [now, before] = [service, serviceBefore].map((it) => words.services[it].toUpperCase());
  return words.ticket.moved({ now: now ?? "", before: before ?? "" });
}

function courseHeading(
  { course, courseBefore }: TicketLineView,
  { ticket }: Said["words"],
): string {
  const now = course === 0 ? ticket.noCourse : ticket.course({ number: course });
  if (courseBefore === undefined) return now;
  const before = courseBefore === 0 ? ticket.noCourse : ticket.course({ number: courseBefore });
  return ticket.moved({ now, before });
}

/** A plain ticket is expected; everything else must stand out on a rail of tickets. */
function actBlock({ isAddOn = false }: TicketView, act: PaperAct, { acts }: PaperWords): Block {
  const isAdded = act === "new" && isAddOn;
  const text = isAdded ? acts.addOn : acts[act];
  return act === "new" && !isAdded
    ? { type: "text", text, style: { bold: true } }
    : { type: "text", text: ` ${text} `, align: "center", style: LOUD };
}

function lineBlocks(
  ticket: TicketView,
  line: TicketLineView,
  { words, locale }: Said,
): ReadonlyArray<Block> {
  const quantity = withDecimal(formatQuantity(line.quantity, line.soldBy), locale);
  const what = line.act === "void" ? `${words.ticket.void} ` : "";
  const served = servedText(ticket, line, words);
  return [
    {
      type: "text",
      text: `${what}${quantity} x ${line.name}`,
      style: itemStyle(line),
      hangs: true,
    },
    ...(line.combo === undefined
      ? []
      : [{ type: "text", text: `(${line.combo})`, indent: 2, hangs: true } as const]),
    ...(line.dish === undefined
      ? []
      : [
          {
            type: "text",
            text: words.ticket.goesWith({ dish: line.dish }),
            style: TALL,
            indent: 2,
            hangs: true,
          } as const,
        ]),
    ...line.modifiers.map(({ name, count }): Block => ({
      type: "text",
      text: `+ ${count === 1 ? "" : `${count} x `}${name}`,
      style: TALL,
      indent: 2,
      hangs: true,
    })),
    ...seatBlocks(line, words),
    ...(line.isSoldOut === true
      ? [
          {
            type: "text",
            text: ` ${words.ticket.soldOut} `,
            style: UNMISSABLE,
            indent: 2,
          } as const,
        ]
      : []),
    ...(served === ""
      ? []
      : [{ type: "text", text: ` ${served} `, style: UNMISSABLE, indent: 2 } as const]),
    ...noteBlocks(line),
    ...(isReasonOfAll(ticket, line) ? [] : reasonBlocks(line)),
  ];
}

/** Goods that are not to be cooked now are smaller, and never less than double height. */
function itemStyle(line: TicketLineView): BlockStyle {
  if (line.act === "void") return LOUD;
  return isToWait(line) || line.act === "move" ? TALL : BIG;
}

function seatBlocks({ seat = 0 }: TicketLineView, { ticket }: PaperWords): ReadonlyArray<Block> {
  return seat === 0
    ? []
    : [{ type: "text", text: ticket.seat({ number: seat }), style: TALL, indent: 2 }];
}

function noteBlocks({ note }: TicketLineView): ReadonlyArray<Block> {
  if (note === "") return [];
  const text = ` ! ${note} `;
  return isAllergy(note)
    ? [{ type: "text", text, style: LOUD }]
    : [{ type: "text", text, style: UNMISSABLE, indent: 2 }];
}

/** A cook who makes it again wants to know what was wrong with it, and who throws it away why. */
function reasonBlocks({ reason = "" }: TicketLineView): ReadonlyArray<Block> {
  return reason === "" ? [] : [{ type: "text", text: `(${reason})`, style: TALL, indent: 2 }];
}

function servedText(ticket: TicketView, line: TicketLineView, words: PaperWords): string {
  const anew = servedAnew(ticket, line, words);
  if (anew !== "") return isServedAnewTogether(ticket, line) ? "" : anew;
  return line.service === undefined ? "" : words.services[line.service].toUpperCase();
}

function alsoAtBlocks(ticket: TicketView, { words }: Said): ReadonlyArray<Block> {
  if (ticket.alsoAt.length === 0) return [];
  const stations = ticket.alsoAt.map(({ station, pieces }) =>
    words.ticket.piecesAt({ pieces, station }),
  );
  const text = words.ticket.alsoAt({ stations: stations.join(", ") });
  return [{ type: "text", text, style: { bold: true } }];
}

function footBlocks(ticket: TicketView, { words, locale }: Said): ReadonlyArray<Block> {
  const { date, time } = formatWallTime(ticket.at, locale);
  const ordered = ticket.ordered && formatWallTime(ticket.ordered, locale).time;
  return [
    ...(ordered === undefined || ordered === time
      ? []
      : [
          {
            type: "text",
            text: words.ticket.ordered({ ordered, sent: time }),
            style: { bold: true },
          } as const,
        ]),
    { type: "row", left: `${date} ${time}`, right: ticket.cashier },
    {
      type: "row",
      left: words.ticket.ticket({ id: shortTicketId(ticket.id) }),
      right: tillNamed(words.receipt.till, ticket.till),
    },
    ...orderTillBlocks(ticket, words),
    { type: "printer" },
    ...demoBlocks(ticket, words),
  ];
}

/**
 * The cook asks the till that sent the goods about them, and the order's own till about the guest;
 * so both are printed.
 */
function orderTillBlocks(
  { orderNumber, orderTill, till }: TicketView,
  words: PaperWords,
): ReadonlyArray<Block> {
  if (orderTill === till) return [];
  return [
    {
      type: "text",
      text: words.ticket.openedAt({
        number: orderNumber,
        till: tillNamed(words.receipt.till, orderTill),
      }),
    },
  ];
}

/** Number and tag of the event that issued it: enough to tell two papers apart. */
export function shortTicketId(id: TicketView["id"]): string {
  const [, seq = "", tag = ""] = id.split(":");
  return `${seq}-${tag}`;
}

function demoBlocks(ticket: TicketView, words: PaperWords): ReadonlyArray<Block> {
  return ticket.demo
    ? [
        {
          type: "text",
          text: ` ${ticket.training === true ? words.ticket.training : words.ticket.demo} `,
          align: "center",
          style: { bold: true, inverse: true },
        },
      ]
    : [];
}
