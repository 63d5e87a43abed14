/**
 * How a catalogue entry, a setting or a person stands in its row. Most of its fields were written by one
 * event, whose id is longer than what it wrote: ids stand there once, and whatever the first of them
 * wrote and nobody else did needs no more than its value. A shop of 20,000 goods is read in a third of
 * the time for it.
 */

import { type EventId } from "../identity.ts";
import { type EntryState } from "./entry-state.ts";
import { type RowForm } from "./fold.ts";
import { type Register } from "./register.ts";

/** Value, place of the id, and 1 for a blind one. */
type PackedWrite = readonly [value: unknown, id: number, blind?: 1];
type PackedField =
  /** Of the first id, and alone. */
  | readonly [field: string, value: unknown]
  | readonly [field: string, open: ReadonlyArray<PackedWrite>, gone: ReadonlyArray<number>];

interface PackedEntry extends Omit<EntryState, "fields" | "codes"> {
  readonly ids: ReadonlyArray<EventId>;
  readonly fields: ReadonlyArray<PackedField>;
  readonly codes: ReadonlyArray<readonly [code: string, id: number]>;
}

export const entryRow: RowForm<EntryState> = {
  pack,
  unpack: (packed) => unpack(packed as PackedEntry),
};

function pack({ fields, codes, ...rest }: EntryState): PackedEntry {
  const places = new Map<EventId, number>();

  function placeOf(id: EventId): number {
    const place = places.get(id) ?? places.size;
    places.set(id, place);
    return place;
  }

  function packField([field, { open, gone }]: readonly [string, Register<unknown>]): PackedField {
    const writes = open.map(({ value, id, blind }): PackedWrite =>
      blind ? [value, placeOf(id), 1] : [value, placeOf(id)],
    );
    const [only, another] = writes;
    const isPlain = another === undefined && gone.length === 0;
    if (isPlain && only?.[1] === 0 && only[2] !== 1) return [field, only[0]];
    return [field, writes, gone.map(placeOf)];
  }

  const packed = {
    fields: Object.entries(fields).map(packField),
    codes: codes.map(({ code, id }) => [code, placeOf(id)] as const),
  };
  return { ids: [...places.keys()], ...packed, ...rest };
}

function unpack({ ids, fields, codes, ...rest }: PackedEntry): EntryState {
  function idAt(place: number): EventId {
    const id = ids[place];
    if (id === undefined) throw new RangeError(`No id at ${place}.`);
    return id;
  }

  function unpackField(packed: PackedField): [string, Register<unknown>] {
    if (packed.length === 2) {
      return [packed[0], { open: [{ id: idAt(0), value: packed[1], blind: false }], gone: [] }];
    }
    const [field, writes, gone] = packed;
    const open = writes.map(([value, id, blind]) => ({ id: idAt(id), value, blind: blind === 1 }));
    return [field, { open, gone: gone.map(idAt) }];
  }

  return {
    fields: Object.fromEntries(fields.map(unpackField)),
    codes: codes.map(([code, id]) => ({ id: idAt(id), code })),
    ...rest,
  };
}
