/**
 * The book of what tills said apart of orders and of their lines: what stands of each field, and what somebody has to
 * be asked. A question is due, or not due, or nobody can tell with pen and paper, as where an order was moved about or
 * discounted, so that the book doesn't say what of it is still to pay.
 */

import { type KnownEvent } from "../../src/domain/events/kinds.ts";
import { type EventId, type StreamId, streamName, toStreamId } from "../../src/domain/identity.ts";
import {
  type Heard,
  heardOf,
  idsOf,
  isContradiction,
  standing,
  type Told,
  type Word,
} from "./apart-heard.ts";
import { isOf, type Of } from "./drawer-books.ts";

export type IsDue = "due" | "not due" | "untold";

export interface BookedQuestion {
  readonly type: string;
  readonly subject: EventId;
  readonly isDue: IsDue;
  /** In words, for whoever reads what is wrong. */
  readonly about: string;
}

/** A field of an order, or of a line of one. */
export interface BookedField {
  readonly of: EventId;
  readonly order: EventId;
  readonly field: string;
  /** By rising key. */
  readonly stands: ReadonlyArray<Word>;
}

const ASKS_OF_ORDER = {
  service: "order/service-contested",
  name: "order/name-contested",
  dueAt: "order/due-contested",
  exempt: "order/exempt-contested",
} as const;
type HeadField = keyof typeof ASKS_OF_ORDER;
const HEAD_FIELDS = Object.keys(ASKS_OF_ORDER) as ReadonlyArray<HeadField>;

const LINE_ASKS = "line/contested";
const LINE_FIELDS = ["seat", "course", "service", "serial"] as const;
/** Of these the book only knows that somebody may be asked. */
const OTHER_FIELDS = ["quantity", "unit", "modifiers", "discount", "place"] as const;
const NOTE = "note";

/** An order of which nothing else was said is simple enough to tell what of it is still to pay. */
const SIMPLE = new Set<KnownEvent["kind"]>([
  "order/opened",
  "order/changed",
  "order/exempted",
  "order/line-added",
  "order/line-changed",
  "order/line-voided",
  "receipt/issued",
  "payment/started",
  "payment/captured",
  "payment/tipped",
  "ticket/issued",
  "bill/printed",
  "attention/resolved",
]);

interface OrderBook {
  readonly id: EventId;
  readonly told: ReadonlyArray<Told>;
  readonly isAlone: boolean;
  readonly isSimple: boolean;
  readonly lines: ReadonlyArray<Told<Of<"order/line-added">>>;
}

export interface ApartBook {
  readonly questions: ReadonlyArray<BookedQuestion>;
  readonly fields: ReadonlyArray<BookedField>;
}

/** `unclear`: streams of which something is lost, or in question. */
export function bookedWords(told: ReadonlyArray<Told>, unclear: ReadonlySet<StreamId>): ApartBook {
  const settles = told.filter((one): one is Told<Of<"attention/resolved">> =>
    isOf("attention/resolved")(one.event),
  );
  const words = wordsByField(told);
  const all = ordersOf(told).filter(({ id }) => !unclear.has(toStreamId("order", id)));
  const book = { words, settles };
  return {
    questions: all.flatMap((order) => [
      ...HEAD_FIELDS.map((field) => headQuestion(order, field, book)),
      ...order.lines.map(({ event }) => lineQuestion(order, event.id, book)),
    ]),
    fields: all.flatMap((order) => fieldsOf(words, order)),
  };
}

type Words = ReadonlyMap<string, ReadonlyArray<Word>>;

interface Book {
  readonly words: Words;
  readonly settles: ReadonlyArray<Told<Of<"attention/resolved">>>;
}

function fieldName(of: string, field: string): string {
  return `${of} ${field}`;
}

function fieldsOf(words: Words, { id: order, lines }: OrderBook): ReadonlyArray<BookedField> {
  const heads = HEAD_FIELDS.map((field) => bookedField(words, { of: order, order, field }));
  const ofLines = lines.flatMap(({ event: { id: of } }) =>
    [...LINE_FIELDS, NOTE].map((field) => bookedField(words, { of, order, field })),
  );
  return [...heads, ...ofLines];
}

function bookedField(words: Words, field: Omit<BookedField, "stands">): BookedField {
  const stands = standing(words.get(fieldName(field.of, field.field)) ?? []);
  return { ...field, stands };
}

function wordsByField(told: ReadonlyArray<Told>): Words {
  const all = told.flatMap((one) =>
    saidBy(one.event).flatMap(({ of, set }) =>
      Object.entries(set).flatMap(([field, value]) =>
        value === undefined ? [] : [{ name: fieldName(of, field), word: { ...one, value } }],
      ),
    ),
  );
  const byName = Map.groupBy(all, ({ name }) => name);
  return new Map([...byName].map(([name, said]) => [name, said.map(({ word }) => word)]));
}

/** Returns what an event says of an order or of a line. */
function saidBy(
  event: KnownEvent,
): ReadonlyArray<{ readonly of: string; readonly set: Readonly<Record<string, unknown>> }> {
  const [home] = event.streams;
  const order = home === undefined ? "" : streamName(home);
  switch (event.kind) {
    case "order/opened": {
      const { service, name } = event.body;
      return [{ of: event.id, set: { service, name } }];
    }
    case "order/changed":
      return [{ of: order, set: event.body.set }];
    case "order/exempted":
      return [{ of: order, set: { exempt: event.body.exempt } }];
    case "order/line-added": {
      const { quantity, unit, note, seat, course, service, modifiers, serial } = event.body;
      return [
        { of: event.id, set: { quantity, unit, note, seat, course, service, modifiers, serial } },
      ];
    }
    case "order/line-changed":
      return [{ of: event.body.line, set: event.body.set }];
    case "order/line-discounted":
      return [{ of: event.body.line, set: { discount: event.body.discount } }];
    case "order/line-placed":
      return [{ of: event.body.line, set: { place: event.body.at } }];
    default:
      return [];
  }
}

function ordersOf(told: ReadonlyArray<Told>): ReadonlyArray<OrderBook> {
  const byOrder = new Map<StreamId, Told[]>();
  for (const one of told) {
    const { kind, id, streams } = one.event;
    const own = kind === "order/opened" ? [toStreamId("order", id)] : [];
    const named = streams.filter((stream) => stream.startsWith("order/"));
    for (const order of new Set([...own, ...named])) {
      byOrder.set(order, [...(byOrder.get(order) ?? []), one]);
    }
  }
  return [...byOrder].map(([stream, own]) => {
    const isAlone = own.every(
      ({ event: { streams } }) => streams.filter((one) => one.startsWith("order/")).length <= 1,
    );
    return {
      id: streamName(stream) as EventId,
      told: own,
      isAlone,
      isSimple: isAlone && own.every(({ event: { kind } }) => SIMPLE.has(kind)),
      lines: own.filter((one): one is Told<Of<"order/line-added">> =>
        isOf("order/line-added")(one.event),
      ),
    };
  });
}

function headQuestion(
  order: OrderBook,
  field: HeadField,
  { words, settles }: Book,
): BookedQuestion {
  const { id: subject } = order;
  const type = ASKS_OF_ORDER[field];
  const all = words.get(fieldName(subject, field)) ?? [];
  const isSettledOf = settledBy(settles, { type, subject }, (heard) => contradicting(all, heard));
  const stands = standing(all);
  const isOpen = isContradiction(stands) && !isSettledOf(stands);
  const matters = field === "dueAt" ? (order.isAlone ? "yes" : "untold") : isToPay(order);
  return { type, subject, isDue: isDue(isOpen, matters), about: aboutText(field, stands) };
}

function lineQuestion(
  order: OrderBook,
  subject: EventId,
  { words, settles }: Book,
): BookedQuestion {
  const all = LINE_FIELDS.map((field) => words.get(fieldName(subject, field)) ?? []);
  const others = OTHER_FIELDS.map((field) => words.get(fieldName(subject, field)) ?? []);
  const isOther = others.some((said) => isContradiction(standing(said)));
  const isSettledOf = settledBy(settles, { type: LINE_ASKS, subject }, (heard) =>
    all.flatMap((said) => contradicting(said, heard)),
  );
  const stands = all.map(standing).filter(isContradiction).flat();
  const isOpen = stands.length > 0 && !isSettledOf(stands);
  const about = aboutText("its line", stands);
  if (isOther) return { type: LINE_ASKS, subject, isDue: "untold", about };
  return { type: LINE_ASKS, subject, isDue: isDue(isOpen, isLineToPay(order, subject)), about };
}

function contradicting(all: ReadonlyArray<Word>, heard: Heard): ReadonlyArray<Word> {
  const stood = standing(heardOf(all, heard));
  return isContradiction(stood) ? stood : [];
}

/** Whoever settles it has seen what stood against each other, as far as their till had heard it. */
function settledBy(
  settles: Book["settles"],
  { type, subject }: Pick<BookedQuestion, "type" | "subject">,
  seen: (heard: Heard) => ReadonlyArray<Word>,
): (stands: ReadonlyArray<Word>) => boolean {
  const own = settles.filter(
    ({ event: { body } }) => body.type === type && body.subject === subject,
  );
  const settled = new Set(own.flatMap(({ heard }) => idsOf(seen(heard))));
  return (stands) => idsOf(stands).every((id) => settled.has(id));
}

type Matters = "yes" | "no" | "untold";

function isDue(isOpen: boolean, matters: Matters): IsDue {
  if (!isOpen || matters === "no") return "not due";
  return matters === "yes" ? "due" : "untold";
}

function aboutText(what: string, stands: ReadonlyArray<Word>): string {
  return `${what}: ${stands.map(({ value }) => JSON.stringify(value)).join(" or ")}`;
}

/** Whether something of the order is still to pay: then it matters how it is served, and to whom. */
function isToPay(order: OrderBook): Matters {
  if (!order.isSimple) return "untold";
  const lines = new Set(order.lines.map(({ event }) => isLineToPay(order, event.id)));
  if (lines.has("yes")) return "yes";
  return lines.has("untold") ? "untold" : "no";
}

function isLineToPay({ isSimple, told }: OrderBook, line: EventId): Matters {
  const events = told.map(({ event }) => event);
  const voided = events.some(
    ({ kind, body }) => kind === "order/line-voided" && body.line === line,
  );
  const handedOut = events.some(({ kind }) => kind === "order/line-handed-out");
  if (voided && !handedOut) return "no";
  if (!isSimple) return "untold";
  const items = events
    .filter(isOf("receipt/issued"))
    .flatMap(({ body }) => body.items)
    .filter((item) => item.line === line);
  const [item, ...more] = items;
  if (item === undefined) return "yes";
  const isTouched = events.some(
    ({ kind, body }) =>
      kind === "order/exempted" ||
      (kind === "order/line-changed" &&
        body.line === line &&
        (body.set.quantity !== undefined || body.set.unit !== undefined)),
  );
  return more.length > 0 || isTouched || item.num !== item.den ? "untold" : "no";
}
