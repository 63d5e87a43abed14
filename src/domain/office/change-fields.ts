/**
 * The ordinary events that give fields of entries other values: those that head office publishes, and those that a shop
 * takes from it.
 */

import { type Draft, type Kind, KINDS } from "../events/kinds.ts";
import { type EventId, streamName, type StreamId, streamType } from "../identity.ts";
import { codeOfField, listOfField, PRICE_FIELD } from "../state/entry-state.ts";

/** The entries of the catalogue that head office keeps for a group of shops. */
const CENTRAL_GOODS = ["tax-class", "category", "modifier-group", "price-list", "product"] as const;

/** The entries that head office keeps for a group of shops. */
export type CentralType = "setting" | "role" | "staff" | (typeof CENTRAL_GOODS)[number];

/** Returns the type of an entry; undefined for one that head office keeps for nobody. */
export function centralTypeOf(stream: StreamId): CentralType | undefined {
  const type = streamType(stream);
  if (type === "set") return "setting";
  if (type === "role" || type === "staff") return type;
  const [goods] = streamName(stream).split("/", 1);
  return type === "cat" ? CENTRAL_GOODS.find((it) => it === goods) : undefined;
}

export interface FieldWrite {
  readonly stream: StreamId;
  readonly type: CentralType;
  /** As the entry's state names it, or a barcode by `codeField`. */
  readonly field: string;
  readonly to: unknown;
  /** The open writes that it replaces. */
  readonly over: ReadonlyArray<EventId>;
  /** Prices planned for that day that hold no longer. */
  readonly gone?: ReadonlyArray<EventId>;
  /** The only price that a planned one follows by itself; missing where it follows any. */
  readonly instead?: number;
}

/** Returns the events of all writes, an entry's together. */
export function fieldDrafts(writes: ReadonlyArray<FieldWrite>): ReadonlyArray<Draft> {
  return [...Map.groupBy(writes, ({ stream }) => stream).values()].flatMap(draftsOfEntry);
}

/** Whether this build can write that: what a newer office offers, or a lying one, may be nothing that fits. */
export function isWritable(write: FieldWrite): boolean {
  if (write.type === "staff" && !PERSON_FIELDS.has(write.field)) return false;
  return fieldDrafts([write]).every(
    ({ kind, body }) => KINDS[kind].schema().safeParse(body).success,
  );
}

/** What head office may say of a person: no PIN. */
const PERSON_FIELDS: ReadonlySet<string> = new Set([
  "name",
  "role",
  "active",
  "language",
  "badge",
  "rate",
]);

function draftsOfEntry(changes: ReadonlyArray<FieldWrite>): ReadonlyArray<Draft> {
  const plain = changes.filter((change) => isPlain(change));
  return [
    ...(plain.length === 0 ? [] : [fieldsSet(plain)]),
    ...changes.filter((change) => !isPlain(change)).flatMap(draftsOfField),
  ];
}

function isPlain({ type, field }: FieldWrite): boolean {
  if (type === "setting" || field.includes("@")) return false;
  return listOfField(field) === undefined && codeOfField(field) === undefined;
}

function fieldsSet(changes: ReadonlyArray<FieldWrite>): Draft {
  const [{ type, stream } = noChange()] = changes;
  const set = Object.fromEntries(changes.map(({ field, to }) => [field, to]));
  const over = Object.fromEntries(
    changes.flatMap(({ field, over: writes }) => (writes.length === 0 ? [] : [[field, writes]])),
  );
  return draft(`${type}/set`, stream, { set, over });
}

function noChange(): never {
  throw new Error("An entry without a change has no event.");
}

function draftsOfField(change: FieldWrite): ReadonlyArray<Draft> {
  const { type, field, to, over, stream, gone = [], instead } = change;
  const [name = "", fromDay] = field.split("@");
  if (type === "setting") {
    const body = { value: to, over };
    return fromDay === undefined
      ? [draft("setting/set", stream, body)]
      : [draft("setting/planned", stream, { ...body, fromDay })];
  }
  const list = listOfField(field);
  if (list !== undefined) return [draft("price/listed", stream, { list, price: to, over })];
  const code = codeOfField(field);
  if (code !== undefined) {
    return to === true
      ? [draft("product/code-added", stream, { code, type: "ean" })]
      : [draft("product/code-removed", stream, { targets: over })];
  }
  if (name === PRICE_FIELD) {
    const cancelled = gone.map((target) => draft("price/plan-cancelled", stream, { target }));
    const body = { price: to, fromDay, ...(instead === undefined ? {} : { instead }) };
    const planned = to === null ? [] : [draft("price/planned", stream, body)];
    return [...cancelled, ...planned];
  }
  const overByField = over.length === 0 ? {} : { [name]: over };
  return [draft("tax-class/planned", stream, { set: { [name]: to }, over: overByField, fromDay })];
}

/** The model's own events have said each value, so it fits. */
function draft(kind: Kind, stream: StreamId, body: unknown): Draft {
  const event: unknown = { kind, streams: [stream], body };
  return event as Draft;
}
