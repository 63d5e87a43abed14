/** Categories and stations as somebody types them. */

import { type Catalogue, type Category, type Station } from "../catalogue.ts";
import { ok, type Result } from "../result.ts";
import { type EntryEdit, type EditFault, type FieldText } from "./entry-wish.ts";
import { readCount, readEntryName, wrongField } from "./field-text.ts";

interface Wish {
  readonly id: string;
  readonly fields: ReadonlyArray<FieldText>;
  readonly catalogue: Catalogue;
}

/** As many as anybody puts in an order. */
const POSITION_MAX = 9999;

export function categoryFields({ name, position }: Category): ReadonlyArray<FieldText> {
  return [
    { field: "name", text: name },
    { field: "position", text: String(position) },
  ];
}

export function stationFields({ name }: Station): ReadonlyArray<FieldText> {
  return [{ field: "name", text: name }];
}

/** A new one comes last. */
export function readCategory({ id, fields, catalogue }: Wish): Result<EntryEdit, EditFault> {
  const before = catalogue.categoriesById.get(id);
  const positions = [...catalogue.categoriesById.values()].map(({ position }) => position);
  let { name, position } = before ?? { name: "", position: Math.max(0, ...positions) + 1 };
  for (const { field, text } of fields) {
    if (field === "name") {
      const read = readEntryName(text);
      if (!read.ok) return wrongField(field, read.fault);
      name = read.value;
    } else if (field === "position") {
      const read = readCount(text, POSITION_MAX);
      if (!read.ok) return wrongField(field, read.fault);
      position = read.value;
    } else return wrongField(field, "is no field: there are name, position");
  }
  return ok({ type: "category", before, after: { id, name, position } });
}

export function readStation({ id, fields, catalogue }: Wish): Result<EntryEdit, EditFault> {
  const before = catalogue.stationsById.get(id);
  let name = before?.name ?? "";
  for (const { field, text } of fields) {
    if (field !== "name") return wrongField(field, "is no field: there is name");
    const read = readEntryName(text);
    if (!read.ok) return wrongField(field, read.fault);
    name = read.value;
  }
  return ok({ type: "station", before, after: { id, name } });
}
