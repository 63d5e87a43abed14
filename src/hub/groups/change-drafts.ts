/** The ordinary events that bring a shop what a publication changes there. */

import { type Draft, type Kind } from "../../domain/events/kinds.ts";
import { type StreamId } from "../../domain/identity.ts";
import { listOfField, PRICE_FIELD } from "../../domain/state/entry-state.ts";
import { type FieldChange } from "./compare-shop.ts";
import { codeOfField } from "./entry-fields.ts";

/** Returns the events of all changes that are written or adopted, an entry's together. */
export function changeDrafts(changes: ReadonlyArray<FieldChange>): ReadonlyArray<Draft> {
  const written = changes.filter(({ fate }) => fate === "write" || fate === "adopt");
  return [...Map.groupBy(written, ({ stream }) => stream).values()].flatMap(draftsOfEntry);
}

function draftsOfEntry(changes: ReadonlyArray<FieldChange>): ReadonlyArray<Draft> {
  const plain = changes.filter((change) => isPlain(change));
  return [
    ...(plain.length === 0 ? [] : [fieldsSet(plain)]),
    ...changes.filter((change) => !isPlain(change)).flatMap(draftsOfField),
  ];
}

function isPlain({ type, field }: FieldChange): boolean {
  if (type === "setting" || field.includes("@")) return false;
  return listOfField(field) === undefined && codeOfField(field) === undefined;
}

function fieldsSet(changes: ReadonlyArray<FieldChange>): Draft {
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

function draftsOfField(change: FieldChange): ReadonlyArray<Draft> {
  const { type, field, to, over, stream, gone = [] } = change;
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
    const planned = to === null ? [] : [draft("price/planned", stream, { price: to, fromDay })];
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
