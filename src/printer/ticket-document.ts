/** The kitchen's ticket: read from two metres, in a hurry, once. */

import { type Service } from "../domain/catalogue.ts";
import { type TicketAct, type TicketLineView, type TicketView } from "../domain/views.ts";
import { type Block, type BlockStyle, type PrintDocument } from "./document.ts";
import { formatQuantity } from "./printed-quantity.ts";
import { formatWallTime } from "./wall-time.ts";

const BIG = { bold: true, doubleHeight: true, doubleWidth: true } as const;
const TALL = { doubleHeight: true } as const;
/** For what must not be overlooked: allergies, and what not to cook. */
const UNMISSABLE = { bold: true, doubleHeight: true, inverse: true } as const;

const SERVICE_NAMES: Readonly<Record<Service, string>> = {
  counter: "COUNTER",
  "dine-in": "DINE IN",
  takeaway: "TAKEAWAY",
  delivery: "DELIVERY",
};

export function ticketToDocument(ticket: TicketView): PrintDocument {
  return {
    kind: "ticket",
    blocks: [
      ...headBlocks(ticket),
      ...ticket.lines.flatMap((line, index) => [
        ...groupBlocks(line, ticket.lines[index - 1], ticket.lines),
        ...lineBlocks(line),
      ]),
      { type: "rule" },
      ...alsoAtBlocks(ticket),
      ...footBlocks(ticket),
      { type: "cut" },
    ],
  };
}

function headBlocks(ticket: TicketView): ReadonlyArray<Block> {
  const table = ticket.table === "" ? [] : [`TABLE ${ticket.table}`];
  const where = [SERVICE_NAMES[ticket.service], ...table].join("  ");
  const covers = ticket.covers > 0 ? `${ticket.covers} covers` : "";
  return [
    ...demoBlocks(ticket),
    { type: "row", left: ticket.station, right: ticket.orderNumber, style: BIG },
    { type: "text", text: where, style: { bold: true, doubleHeight: true } },
    ...(ticket.name === "" && covers === ""
      ? []
      : [{ type: "row", left: ticket.name, right: covers, style: TALL } as const]),
    { type: "rule", double: true },
  ];
}

/** A heading where the act or the course changes; courses only where there are several. */
function groupBlocks(
  line: TicketLineView,
  before: TicketLineView | undefined,
  all: ReadonlyArray<TicketLineView>,
): ReadonlyArray<Block> {
  const sameAct = before?.act === line.act;
  const hasCourses = all.some(({ course }) => course !== line.course);
  const sameCourse = !hasCourses || (sameAct && before.course === line.course);
  return [
    ...(sameAct ? [] : [actBlock(line.act)]),
    ...(sameCourse
      ? []
      : [{ type: "text", text: `Course ${line.course}`, style: { bold: true } } as const]),
  ];
}

const ACT_WORDS: Readonly<Record<TicketAct, string>> = {
  new: "NEW",
  held: "HELD - NOT YET",
  fire: "FIRE",
  change: "CHANGE",
  void: "VOID",
  move: "MOVED",
  refire: "MAKE AGAIN",
};

/** What is new is expected; everything else must stand out on a rail of tickets. */
function actBlock(act: TicketAct): Block {
  const text = ACT_WORDS[act];
  return act === "new"
    ? { type: "text", text, style: { bold: true } }
    : { type: "text", text: ` ${text} `, align: "center", style: { ...BIG, inverse: true } };
}

function lineBlocks(line: TicketLineView): ReadonlyArray<Block> {
  const isVoid = line.act === "void";
  const style: BlockStyle = isVoid ? { ...BIG, inverse: true } : BIG;
  const quantity = formatQuantity(line.quantity, line.soldBy);
  return [
    { type: "text", text: `${isVoid ? "VOID " : ""}${quantity} x ${line.name}`, style },
    ...line.modifiers.map(({ name, count }): Block => ({
      type: "text",
      text: `+ ${count === 1 ? "" : `${count} x `}${name}`,
      style: TALL,
      indent: 2,
    })),
    ...(line.service === undefined
      ? []
      : [
          {
            type: "text",
            text: ` ${SERVICE_NAMES[line.service]} `,
            style: UNMISSABLE,
            indent: 2,
          } as const,
        ]),
    ...(line.note === ""
      ? []
      : [{ type: "text", text: ` ! ${line.note} `, style: UNMISSABLE, indent: 2 } as const]),
  ];
}

function alsoAtBlocks(ticket: TicketView): ReadonlyArray<Block> {
  if (ticket.alsoAt.length === 0) return [];
  const stations = ticket.alsoAt.map(({ station, pieces }) => `${station} ${pieces}`).join(", ");
  return [{ type: "text", text: `also at: ${stations}`, style: { bold: true } }];
}

function footBlocks(ticket: TicketView): ReadonlyArray<Block> {
  const { date, time } = formatWallTime(ticket.at);
  return [
    { type: "row", left: `${date} ${time}`, right: ticket.cashier },
    { type: "row", left: `Ticket ${shortTicketId(ticket.id)}`, right: `Till ${ticket.till}` },
    ...demoBlocks(ticket),
  ];
}

/** Number and tag of the event that issued it: enough to tell two papers apart. */
export function shortTicketId(id: TicketView["id"]): string {
  const [, seq = "", tag = ""] = id.split(":");
  return `${seq}-${tag}`;
}

function demoBlocks(ticket: TicketView): ReadonlyArray<Block> {
  return ticket.demo
    ? [{ type: "text", text: " DEMO ", align: "center", style: { bold: true, inverse: true } }]
    : [];
}
