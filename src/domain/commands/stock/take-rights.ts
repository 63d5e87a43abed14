/**
 * The gate of guarded goods: whatever an act takes of them has to be the till's own by right, all ingredients
 * of all its lines added up. Who may sell beyond that says so, and the act notes how much it was.
 * Source: docs/rules/stock.md, S5, S10 and S11.
 */

import { err, ok, type Result } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { INGREDIENTS_MAX } from "../../goods/stock-keeping.ts";
import { inThousandths, stockQuantity } from "../../goods/stock-quantity.ts";
import {
  chainPosition,
  deviceOf,
  type EventId,
  type Origin,
  streamName,
  type StreamId,
  toStreamId,
} from "../../identity.ts";
import { keepingNow, productName } from "../../prices/catalogue-view.ts";
import { freedOf } from "../../stock/line-stock.ts";
import {
  othersWith,
  type Standing,
  standingOf,
  unsaidCredits,
  usableOf,
} from "../../stock/rights.ts";
import { type Decision, type DecisionContext, isSure, requirePermission } from "../decision.ts";
import { type Refusal } from "../refusal.ts";

type Noted = Extract<Draft, { readonly kind: "rights/noted" }>["body"]["of"][number];

/** What the gate looks at: also a till's own acts come by. */
export type GuardContext = Pick<DecisionContext, "view" | "till"> &
  Partial<Pick<DecisionContext, "storedTo" | "sure" | "peer" | "unheard" | "staff">>;

/** Adds to an act what it rests on. Refused where the till has less by right than the act takes. */
export function guardDrafts(context: GuardContext, drafts: ReadonlyArray<Draft>): Decision {
  const taken = takenBy(context, drafts);
  const notes: Noted[] = [];
  for (const [sku, wanted] of taken) {
    if (wanted.quantity + wanted.covers <= 0) continue;
    if (keepingNow(context.view, sku)?.stock !== "guarded") continue;
    const note = noteOf(context, sku, wanted);
    if (!note.ok) return note;
    if (note.value !== undefined) notes.push(note.value);
  }
  const noted: Draft[] = [];
  for (let first = 0; first < notes.length; first += INGREDIENTS_MAX) {
    const of = notes.slice(first, first + INGREDIENTS_MAX);
    const streams = of.map(({ sku }) => toStreamId("stock", sku));
    noted.push({ kind: "rights/noted", streams, body: { of } });
  }
  return ok(noted.length === 0 ? drafts : [...drafts, ...noted]);
}

/** How much an act takes of an article. */
interface Wanted {
  readonly quantity: number;
  /** What of it goes to accounts that are short: what is held back for them is for this. */
  readonly covers: number;
}

/** Undefined where the till has enough, and has said already where it had that from. */
function noteOf(
  context: GuardContext,
  sku: string,
  { quantity, covers }: Wanted,
): Result<Noted | undefined, Refusal> {
  const { view, till, storedTo } = context;
  const standing = standingOf(view, sku, storedTo);
  const { balance, usable } = usableOf(standing, till);
  const isShort = usable < quantity || balance < quantity + covers;
  if (isShort) {
    const { staff } = context;
    const allowed =
      isSure(context, "goods") && staff !== undefined
        ? requirePermission({ staff }, "oversell")
        : err(noneHere(context, sku, { standing, usable, quantity }));
    if (!allowed.ok) return allowed;
  }
  const after = [...unsaidCredits(view, sku, till)];
  const beyond = stockQuantity(isShort ? Math.max(0, quantity - Math.max(0, balance)) : 0);
  return ok(after.length === 0 && beyond === 0 ? undefined : { sku, after, beyond });
}

/** Returns how much an act takes of each article from its till's account; below zero for what it brings. */
function takenBy(at: AtTill, drafts: ReadonlyArray<Draft>): ReadonlyMap<string, Wanted> {
  const taken = new Map<string, Wanted>();
  for (const draft of drafts) {
    const isCover = draft.kind === "rights/given" && draft.body.why === "covers";
    for (const [sku, more] of takings(at, draft)) {
      const { quantity, covers } = taken.get(sku) ?? { quantity: 0, covers: 0 };
      const wanted = isCover
        ? { quantity, covers: covers + more }
        : { quantity: quantity + more, covers };
      taken.set(sku, wanted);
    }
  }
  return taken;
}

type AtTill = Pick<GuardContext, "view" | "till">;
type Takings = ReadonlyArray<readonly [sku: string, quantity: number]>;

function takings(at: AtTill, draft: Draft): Takings {
  const home = draft.streams[0];
  switch (draft.kind) {
    case "order/line-added":
      return (draft.body.uses ?? []).map(({ sku, quantity }) => [sku, quantity]);
    case "order/line-returned":
      return (draft.body.uses ?? []).map(({ sku, quantity }) => [sku, 0 - quantity]);
    case "stock/wasted":
    case "stock/returned":
      return home === undefined ? [] : [[streamName(home), draft.body.quantity]];
    case "stock/made":
      return draft.body.uses.map(({ sku, quantity }) => [sku, quantity]);
    case "rights/given":
      return draft.body.of.map(({ sku, quantity }) => [sku, quantity]);
    case "order/line-voided":
      return freed(at, home, { line: draft.body.line, kept: draft.body.wasted ?? 0 });
    case "order/line-changed": {
      const { line, set, wasted = 0 } = draft.body;
      if (set.quantity === undefined) return [];
      return freed(at, home, { line, kept: set.quantity + wasted });
    }
    default:
      return [];
  }
}

/** What comes free goes back to whoever the line took it from: of another till's line that is no right of this one. */
function freed(
  { view, till }: AtTill,
  home: StreamId | undefined,
  { line: id, kept }: { readonly line: EventId; readonly kept: number },
): Takings {
  if (home === undefined || chainPosition(id).origin !== till) return [];
  const line = view.state("order", streamName(home)).linesById[id];
  if (line === undefined) return [];
  return freedOf(line, kept).map(({ sku, quantity }) => [sku, 0 - quantity]);
}

function noneHere(
  { view, till, peer, unheard }: GuardContext,
  sku: string,
  {
    standing,
    usable,
    quantity,
  }: { readonly standing: Standing; readonly usable: number; readonly quantity: number },
): Refusal {
  const [richest] = othersWith(standing, till);
  const nameOf = peer ?? ((origin: Origin) => ({ till: deviceOf(origin) }));
  return {
    type: "stock/none-here",
    name: productName(view, sku),
    here: inThousandths(usable),
    sku,
    lacks: stockQuantity(Math.max(1, quantity - usable)),
    other:
      richest === undefined
        ? undefined
        : {
            ...nameOf(richest.origin),
            has: inThousandths(richest.balance),
            origin: richest.origin,
          },
    // What was booked at one that is cut off is not known here.
    unheard: richest === undefined ? (unheard?.() ?? []) : [],
  };
}
