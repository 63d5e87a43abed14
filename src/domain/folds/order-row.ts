/**
 * How an order stands in its row. Its state says most things twice: what a line's own event wrote of its
 * fields is in what was added, and the ids of the order and of its lines, longer than what they name,
 * come again wherever something is said of them. In the row a field that is as its line was added isn't
 * there, and the order is 0 and its lines 1, 2, 3…: half of the text, which each flush writes and each
 * look at an order that isn't in memory reads.
 */

import { type ReceiptItem } from "../events/order-events.ts";
import { type EventId, type StreamId } from "../identity.ts";
import { type RowForm } from "../state/fold.ts";
import {
  emptyLine,
  emptyOrder,
  fieldsAsAdded,
  type LineFields,
  type LineState,
  type OrderState,
  type ReceiptState,
  type SentLine,
} from "../state/order-state.ts";
import { type Register } from "../state/register.ts";

/** Place of the order or of a line; the id itself of anything else. */
type PackedId = number | EventId;
/** 0 for the order or line that the field is of; 1 for a blind one. */
type PackedWrite = readonly [value: unknown, id: 0 | EventId, blind?: 1];
type PackedField =
  /** A field that was added and has no write any more. */
  | readonly [field: string]
  /** The one write of a field, by the event that the row is named for. */
  | readonly [field: string, value: unknown]
  | readonly [field: string, open: ReadonlyArray<PackedWrite>, gone: ReadonlyArray<EventId>];

type PackedLine = readonly [
  id: EventId,
  by: string,
  added: LineState["added"],
  fields: ReadonlyArray<PackedField>,
  hlc: number,
  voids?: LineState["voids"],
  more?: Pick<
    LineState,
    "owner" | "afterBill" | "billed" | "stock" | "handedOut" | "undone" | "again" | "came"
  >,
];

type PackedItem = readonly [
  birth: PackedId,
  line: PackedId,
  at: PackedId,
  num: ReceiptItem["num"],
  den: ReceiptItem["den"],
  gross: ReceiptItem["gross"],
  off: ReceiptItem["off"],
  offWrite: ReceiptItem["offWrite"],
  net: ReceiptItem["net"],
  pieces?: ReceiptItem["pieces"] | null,
  row?: PackedId | null,
  kind?: ReceiptItem["kind"] | null,
  deals?: ReceiptItem["deals"] | null,
  promo?: ReceiptItem["promo"] | null,
  coupons?: ReceiptItem["coupons"] | null,
  taxes?: ReceiptItem["taxes"],
];

interface PackedReceipt extends Omit<ReceiptState, "body"> {
  readonly body: Omit<ReceiptState["body"], "items"> & {
    readonly items: ReadonlyArray<PackedItem>;
  };
}

type PackedSentLine = readonly [
  /** 0 for that of the one before. */
  ticket: StreamId | 0,
  line: PackedId,
  act: SentLine["act"],
  cause: PackedId,
  quantity: SentLine["quantity"],
  making: SentLine["making"],
];

interface PackedOrder extends Omit<OrderState, "fields" | "linesById" | "receipts" | "sentLines"> {
  readonly fields: ReadonlyArray<PackedField>;
  readonly lines: ReadonlyArray<PackedLine>;
  readonly receipts: ReadonlyArray<PackedReceipt>;
  readonly sentLines: ReadonlyArray<PackedSentLine>;
}

export const orderRow: RowForm<OrderState> = {
  pack,
  unpack: (packed) => unpack(packed as PackedOrder),
};

function pack({ fields, linesById, receipts, sentLines, ...rest }: OrderState): PackedOrder {
  const lines = Object.entries(linesById).map(([id, line]) => [id as EventId, line] as const);
  const orderId = rest.opened?.id;
  const indexById = new Map(lines.map(([id], index) => [id, index + 1]));
  if (orderId !== undefined) indexById.set(orderId, 0);
  function packId(id: EventId): PackedId {
    return indexById.get(id) ?? id;
  }

  return {
    ...rest,
    fields: packFields(fields, orderId, orderFields),
    lines: lines.map(([id, line]) => packLine(id, line)),
    receipts: receipts.map(({ body, ...receipt }) => ({
      ...receipt,
      body: { ...body, items: body.items.map((item) => packItem(item, packId)) },
    })),
    sentLines: sentLines.map(({ ticket, line, act, cause, quantity, making }, index) => [
      ticket === sentLines[index - 1]?.ticket ? 0 : ticket,
      packId(line),
      act,
      packId(cause),
      quantity,
      making,
    ]),
  };
}

function unpack({ fields, lines, receipts, sentLines, ...rest }: PackedOrder): OrderState {
  const ids = [rest.opened?.id, ...lines.map(([id]) => id)];
  function idAt(index: PackedId): EventId {
    const id = typeof index === "number" ? ids[index] : index;
    if (id === undefined) throw new RangeError(`No id at ${index}.`);
    return id;
  }

  return {
    ...rest,
    fields: unpackFields(fields, rest.opened?.id, orderFields),
    linesById: Object.fromEntries(lines.map(unpackLine)),
    receipts: receipts.map(({ body, ...receipt }) => ({
      ...receipt,
      body: { ...body, items: body.items.map((item) => unpackItem(item, idAt)) },
    })),
    sentLines: unpackSentLines(sentLines, idAt),
  };
}

function packItem(item: ReceiptItem, packId: (id: EventId) => PackedId): PackedItem {
  const { birth, line, at, num, den, gross, off, offWrite, net, ...more } = item;
  const { pieces, row, kind, deals, promo, coupons, taxes, ...others } = more;
  // A new field of an item must be added here too: it would be lost otherwise.
  others satisfies Record<string, never>;
  const ids = [packId(birth), packId(line), packId(at)] as const;
  const packed = [...ids, num, den, gross, off, offWrite, net] as const;
  const packedRow = row === undefined ? null : packId(row);
  if (taxes !== undefined) {
    const dealt = [deals ?? null, promo ?? null, coupons ?? null] as const;
    return [...packed, pieces ?? null, packedRow, kind ?? null, ...dealt, taxes];
  }
  if (promo !== undefined) {
    const whole = [
      ...packed,
      pieces ?? null,
      packedRow,
      kind ?? null,
      deals ?? null,
      promo,
    ] as const;
    return coupons === undefined ? whole : [...whole, coupons];
  }
  if (kind !== undefined) return [...packed, pieces ?? null, packedRow, kind];
  if (row !== undefined) return [...packed, pieces ?? null, packId(row)];
  return pieces === undefined ? packed : [...packed, pieces];
}

function unpackItem(packed: PackedItem, idAt: (index: PackedId) => EventId): ReceiptItem {
  const [birth, line, at, num, den, gross, off, offWrite, net, ...more] = packed;
  const [pieces, row, kind, deals, promo, coupons, taxes] = more;
  const ids = { birth: idAt(birth), line: idAt(line), at: idAt(at) };
  const own = { ...ids, num, den, gross, off, offWrite, net };
  return {
    ...own,
    ...(pieces === undefined || pieces === null ? {} : { pieces }),
    ...(row === undefined || row === null ? {} : { row: idAt(row) }),
    ...(kind === undefined || kind === null ? {} : { kind }),
    ...(deals === undefined || deals === null ? {} : { deals }),
    ...(promo === undefined || promo === null ? {} : { promo }),
    ...(coupons === undefined || coupons === null ? {} : { coupons }),
    ...(taxes === undefined ? {} : { taxes }),
  };
}

function unpackSentLines(
  packed: ReadonlyArray<PackedSentLine>,
  idAt: (index: PackedId) => EventId,
): ReadonlyArray<SentLine> {
  const sentLines: SentLine[] = [];
  for (const [name, line, act, cause, quantity, making] of packed) {
    const ticket = name === 0 ? sentLines.at(-1)?.ticket : name;
    if (ticket === undefined) throw new RangeError("No ticket before the first.");
    sentLines.push({ ticket, line: idAt(line), act, cause: idAt(cause), quantity, making });
  }
  return sentLines;
}

function packLine(id: EventId, { by, added, fields, hlc, voids, ...more }: LineState): PackedLine {
  const packed = packFields(fields, id, lineFields(added));
  if (Object.keys(more).length > 0) return [id, by, added, packed, hlc, voids, more];
  return voids.length === 0 ? [id, by, added, packed, hlc] : [id, by, added, packed, hlc, voids];
}

function unpackLine([id, by, added, packed, hlc, voids = [], more]: PackedLine): [
  EventId,
  LineState,
] {
  const fields = unpackFields(packed, id, lineFields(added));
  return [id, { added, hlc, by, ...more, fields, voids }];
}

type Fields = OrderState["fields"] | LineFields;

/** The fields that a row leaves out: some always exist, and others the row's own event has written. */
interface Expected<Some extends Fields> {
  readonly always: Some;
  readonly written: Readonly<Record<string, unknown>>;
}

const orderFields: Expected<OrderState["fields"]> = { always: emptyOrder.fields, written: {} };

function lineFields(added: LineState["added"]): Expected<LineFields> {
  return { always: emptyLine.fields, written: added === null ? {} : fieldsAsAdded(added) };
}

function packFields<Some extends Fields>(
  fields: Some,
  own: EventId | undefined,
  expected: Expected<Some>,
): ReadonlyArray<PackedField> {
  const { always, written } = expected;
  const packed: PackedField[] = [];
  for (const [field, register] of Object.entries<Register<unknown>>({ ...fields })) {
    const value = written[field];
    const alone = writeOf(register, own);
    if (alone !== undefined) {
      if (!isSame(alone.value, value)) packed.push([field, alone.value]);
      continue;
    }
    const { open, gone } = register;
    const isEmpty = open.length === 0 && gone.length === 0;
    if (isEmpty && value === undefined && Object.hasOwn(always, field)) continue;
    packed.push([field, open.map((write) => packWrite(write, own)), gone]);
  }
  for (const field of namesOf(expected)) if (!Object.hasOwn(fields, field)) packed.push([field]);
  return packed;
}

/** The one write of a register that only its own event has written. */
function writeOf(
  { open, gone }: Register<unknown>,
  own: EventId | undefined,
): Register<unknown>["open"][number] | undefined {
  const [write] = open;
  if (open.length !== 1 || gone.length > 0) return undefined;
  return write === undefined || write.id !== own || write.blind ? undefined : write;
}

function packWrite(
  { value, id, blind }: Register<unknown>["open"][number],
  own: EventId | undefined,
): PackedWrite {
  const index = id === own ? 0 : id;
  return blind ? [value, index, 1] : [value, index];
}

function unpackFields<Some extends Fields>(
  packed: ReadonlyArray<PackedField>,
  own: EventId | undefined,
  expected: Expected<Some>,
): Some {
  const fields: Record<string, Register<unknown>> = { ...expected.always };
  for (const [field, value] of Object.entries(expected.written)) {
    if (value !== undefined) fields[field] = writtenAlone(value, own);
  }
  for (const [field, value, gone] of packed) {
    if (gone !== undefined) fields[field] = unpackRegister(value as PackedWrites, gone, own);
    else if (value === undefined) delete fields[field];
    else fields[field] = writtenAlone(value, own);
  }
  return fields as Some;
}

type PackedWrites = ReadonlyArray<PackedWrite>;

function unpackRegister(
  writes: PackedWrites,
  gone: ReadonlyArray<EventId>,
  own: EventId | undefined,
): Register<unknown> {
  const open = writes.map(([value, index, blind]) => ({
    id: index === 0 ? nameOf(own) : index,
    value,
    blind: blind === 1,
  }));
  return { open, gone };
}

function writtenAlone(value: unknown, own: EventId | undefined): Register<unknown> {
  return { open: [{ id: nameOf(own), value, blind: false }], gone: [] };
}

function nameOf(own: EventId | undefined): EventId {
  if (own === undefined) throw new RangeError("An order that nobody opened has written nothing.");
  return own;
}

function namesOf({ always, written }: Expected<Fields>): ReadonlyArray<string> {
  const names = Object.keys(always);
  for (const field of Object.keys(written)) {
    if (written[field] !== undefined && !Object.hasOwn(always, field)) names.push(field);
  }
  return names;
}

/** Whether both values are the same, which they mostly are, or equal, as one that was read from a row is. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  return typeof one === "object" && JSON.stringify(one) === JSON.stringify(other);
}
