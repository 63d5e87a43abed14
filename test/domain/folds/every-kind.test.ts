/** Each kind of event means something to the fold of its home. */

import { expect, test } from "vitest";

import { type Kind, type KnownEvent, KINDS } from "../../../src/domain/events/kinds.ts";
import { foldOf } from "../../../src/domain/folds/folds.ts";
import { toEventId } from "../../../src/domain/identity.ts";
import { schemaDraft } from "../../support/schema-draft.ts";
import { firstOf } from "../../support/schema-sample.ts";
import { createShop, TODAY } from "../../support/shop.ts";

/**
 * Kinds that a fold leaves out on purpose: they only take something back, their stream has to be the one that the body
 * names, or the journal alone shows them.
 */
const LEFT_OUT: ReadonlySet<Kind> = new Set<Kind>([
  "ticket/released",
  "secret/written",
  "secret/destroyed",
  "training/began",
  "training/ended",
  "till/began",
]);

const HOMED = (Object.keys(KINDS) as ReadonlyArray<Kind>).filter((kind) =>
  KINDS[kind].home.startsWith("`"),
);

test.each(HOMED)("the fold of its home notes an event %s, or leaves it out on purpose", (kind) => {
  using shop = createShop("every kind");
  const { origin } = shop.a.ledger().identity;
  const id = toEventId(origin, 9, "00000000");
  const draft = schemaDraft(kind, {
    pick: firstOf,
    hasOptional: () => true,
    id: () => id,
    over: () => [],
    nameOf: () => id,
  });
  const key = { hlc: 1, origin, seq: 9 };
  const act = { by: "1", approved: "", wallMs: 0, offsetMinutes: 0, day: TODAY };
  const event = { ...draft, id, key, v: KINDS[kind].v, act } as KnownEvent;
  const [home] = draft.streams;
  const fold = home && foldOf(home);

  const after = home && fold?.apply(fold.empty, event, home);

  expect(fold).toBeDefined();
  expect(JSON.stringify(after) !== JSON.stringify(fold?.empty)).toBe(!LEFT_OUT.has(kind));
});
