/**
 * Up to where a group's model was read for each publication, as the shop's own ledger says. A model that came back from
 * a copy lacks what it said since: then the shop has values of the office that are newer than the model's, and the model
 * must not put them back.
 */

import * as z from "zod";

import { type Draft } from "../../src/domain/events/kinds.ts";
import {
  chainEndSchema,
  chainPosition,
  type ChainEnd,
  type EventId,
  eventIdSchema,
  type ShopId,
  shopIdSchema,
  toStreamId,
} from "../../src/domain/identity.ts";
import { type LedgerView } from "../../src/domain/ledger-view.ts";
import { VALUE_FIELD } from "../../src/domain/state/entry-state.ts";
import { openWriteIds } from "../../src/domain/state/register.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";

/** A publication: all that the office wrote from that event on, until the next one. */
export interface Mark {
  readonly by: EventId;
  readonly model: ShopId;
  readonly at: ChainEnd;
}

/** A model as it was read. */
export interface ModelSource {
  readonly model: ShopId;
  /** Where it ended; missing where nothing has been said in it. */
  readonly end?: ChainEnd;
  /** Whether the model holds what it ended with then. */
  readonly holds: (end: ChainEnd) => boolean;
}

const KEY = "hub-model";
/** A copy that is older than so many publications is told from the model by none of them. */
const MARKS_MAX = 30;

const markSchema = z.object({ by: eventIdSchema, model: shopIdSchema, at: chainEndSchema });
const valueSchema = markSchema.omit({ by: true }).extend({ before: z.array(markSchema) });

export function marksIn(view: LedgerView): ReadonlyArray<Mark> {
  const { open = [] } = view.state("set", KEY).fields[VALUE_FIELD] ?? {};
  const marks = open.flatMap(({ id, value }): ReadonlyArray<Mark> => {
    const said = valueSchema.safeParse(value).data;
    return said?.before.concat({ by: id, model: said.model, at: said.at }) ?? [];
  });
  return [...new Map(marks.map((mark) => [mark.by, mark])).values()];
}

/** Returns the event that begins a publication of this model; none where the last one was of the same. */
export function markOf(view: LedgerView, { model, end }: ModelSource): ReadonlyArray<Draft> {
  const marks = marksIn(view);
  const last = marks.at(-1);
  if (end === undefined || (last?.model === model && last.at.hash === end.hash)) return [];
  const value = {
    model,
    at: end,
    before: marks.slice(-MARKS_MAX).map(({ by, model: of, at }) => ({ by, model: of, at })),
  };
  const over = openWriteIds(view.state("set", KEY).fields[VALUE_FIELD]);
  return [{ kind: "setting/set", streams: [toStreamId("set", KEY)], body: { value, over } }];
}

/** Reads what tells the model from what was published of it; `marks` are those of all its shops. */
export function sourceOf(model: Ledger, marks: ReadonlyArray<Mark>): ModelSource {
  const { shop, origin } = model.identity;
  const head = model.head(origin);
  const held = new Set(
    marks.flatMap(({ at }) => (model.store.withEnd(at) === undefined ? [] : [at.hash])),
  );
  return {
    model: shop,
    ...(head === undefined ? {} : { end: { origin, seq: head.seq, hash: head.hash } }),
    holds: ({ hash }) => held.has(hash),
  };
}

/** What of the office's own writes the model lacks. */
export interface Lost {
  /** Whether there is any. */
  readonly isAny: boolean;
  /** Returns the publication of a later model that wrote that; undefined where this model holds what it said. */
  readonly of: (write: EventId) => Mark | undefined;
  /** Whether that write of the model was published before the one that was lost: nobody has said it since. */
  readonly isBefore: (write: EventId, lost: Mark) => boolean;
}

export const nothingLost: Lost = { isAny: false, of: () => undefined, isBefore: () => false };

export function lostIn(view: LedgerView, { model, holds }: ModelSource): Lost {
  const marks = marksIn(view);
  const own = marks.filter((mark) => mark.model === model);
  if (own.every(({ at }) => holds(at))) return nothingLost;
  return {
    isAny: true,
    of: (write) => {
      const mark = markBefore(marks, write);
      return mark?.model === model && !holds(mark.at) ? mark : undefined;
    },
    isBefore: (write, lost) => {
      const { origin, seq } = chainPosition(write);
      const before = own.slice(0, own.indexOf(lost)).filter(({ at }) => holds(at));
      return before.some(({ at }) => at.origin === origin && at.seq >= seq);
    },
  };
}

/** Returns the publication that a write of the office belongs to. */
function markBefore(marks: ReadonlyArray<Mark>, write: EventId): Mark | undefined {
  const { origin, seq } = chainPosition(write);
  return marks
    .filter(({ by }) => chainPosition(by).origin === origin && chainPosition(by).seq < seq)
    .toSorted((one, other) => chainPosition(one.by).seq - chainPosition(other.by).seq)
    .at(-1);
}
