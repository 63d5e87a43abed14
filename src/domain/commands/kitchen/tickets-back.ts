/**
 * Goods that the kitchen was told are void, and that are wanted after all.
 *
 * A void that is taken back must be taken back in the kitchen too, at once: else the order says three and
 * its paper two. The station that was told of the void is told of so much as that took off, as it was
 * (what waited waits), and that it is no order of more.
 */

import { dishLine, isSide } from "../../balance/line-sides.ts";
import { orderBalance } from "../../balance/order-balance.ts";
import { type SentPiece, sentPieces } from "../../balance/sent-pieces.ts";
import { type Draft } from "../../events/kinds.ts";
import { type EventId, streamName } from "../../identity.ts";
import { thousandths } from "../../money/amounts.ts";
import { type OrderState } from "../../state/order-state.ts";
import { type DecisionContext } from "../decision.ts";
import { foldDrafts } from "../order/drafted-order.ts";
import { type KitchenLine } from "./kitchen-stations.ts";
import { tellKitchen } from "./send-order.ts";
import { isUnread, unneeded } from "./unread-tickets.ts";

export interface WantedAgain {
  /** The line that was voided, or made less of. */
  readonly line: EventId;
  /** The line that stands for it from now on, which may be the same. */
  readonly as: EventId;
  /** The events that voided the goods. */
  readonly voids: ReadonlyArray<EventId>;
}

/** Returns the tickets behind drafts that put goods back; none where the kitchen never heard of the void. */
export function ticketsBack(
  context: DecisionContext,
  order: OrderState,
  {
    drafts,
    back,
    after = foldDrafts(context, order, drafts),
  }: {
    readonly drafts: ReadonlyArray<Draft>;
    readonly back: WantedAgain;
    /** The order as the drafts leave it. */
    readonly after?: OrderState;
  },
): ReadonlyArray<Draft> {
  const told = order.sentLines.filter(
    ({ line, act, cause }) =>
      dishLine(line) === back.line && act === "void" && back.voids.includes(cause),
  );
  const voidLines = told.filter(({ line }) => line === back.line);
  const last = voidLines.at(-1);
  if (last === undefined) return [];
  // A line on several bills is named by changes of each of them, so this ticket needs a cause of
  // its own.
  const isShared = drafts.some(({ kind }) => kind === "order/line-placed");
  const own = isShared ? context.idAt(drafts.length) : undefined;
  const lines = linesBack(context, { order, after }, { ...back, voidLines, last, own });
  if (lines.length === 0) return [];
  const tickets = tellKitchen(context, after, { firstIndex: drafts.length, lines });
  const sides = told.filter(({ line }) => isSide(line)).map(({ ticket }) => ticket);
  const papers = [...new Set([last.ticket, ...sides])].map((it) => streamName(it) as EventId);
  const isOnItsWay = !papers.every((paper) => isWithdrawable(context, voidLines, paper));
  if (isOnItsWay) return tickets;
  // The kitchen never read of the void: neither that nor this comes out.
  const backs = tickets.map((_, index) => context.idAt(drafts.length + index));
  return [...tickets, ...[...papers, ...backs].map(unneeded)];
}

/** Whether the paper of the void can be kept back. Not where it says something else besides. */
function isWithdrawable(
  context: DecisionContext,
  voidLines: Voided["voidLines"],
  ticket: EventId,
): boolean {
  const isOwn = context.view
    .state("ticket", ticket)
    .issued?.body.lines.every(
      ({ line, act, cause }) =>
        act === "void" && voidLines.some((it) => it.line === line && it.cause === cause),
    );
  return isOwn === true && isUnread(context, ticket);
}

type SentLine = OrderState["sentLines"][number];

/** The void as the kitchen was sent it, and the last ticket of it. */
interface Voided extends WantedAgain {
  readonly voidLines: ReadonlyArray<SentLine>;
  readonly last: SentLine;
}

function linesBack(
  { view }: DecisionContext,
  { order, after }: Readonly<Record<"order" | "after", OrderState>>,
  { line, as, voidLines, last, own }: Voided & { readonly own: EventId | undefined },
): ReadonlyArray<KitchenLine> {
  const { issued } = view.state("ticket", streamName(last.ticket));
  const balance = orderBalance(after).lines.find(({ id }) => id === as);
  if (balance === undefined || issued === null) return [];
  const had = sentPieces(
    { ...order, sentLines: order.sentLines.filter((it) => !voidLines.includes(it)) },
    line,
  );
  const has = sentPieces(order, line);
  const [begun, held] = [false, true].map((isHeld) => missing({ had, has }, isHeld));
  const { body, wallMs, offsetMinutes } = issued;
  const voided = { of: line, station: body.station, wallMs, offsetMinutes };
  const changed = own ?? balance.line.fields.quantity.open.at(-1)?.id;
  const cause = as === line ? (changed ?? as) : as;
  return [
    { act: "new", quantity: begun, cause } as const,
    // Both entries are of the same line, so each needs its own cause; with one cause they would
    // count as one.
    { act: "held", quantity: held, cause: begun === 0 ? cause : last.cause } as const,
  ].flatMap(({ quantity = 0, ...kitchenLine }): ReadonlyArray<KitchenLine> =>
    quantity <= 0 ? [] : [{ ...kitchenLine, balance, quantity: thousandths(quantity), voided }],
  );
}

interface Parts {
  readonly had: ReadonlyArray<SentPiece>;
  readonly has: ReadonlyArray<SentPiece>;
}

/** How much of what waited, or of what did not, the void took off. */
function missing({ had, has }: Parts, isHeld: boolean): number {
  const [before, now] = [had, has].map((parts) =>
    parts.filter((part) => part.isHeld === isHeld).reduce((sum, { quantity }) => sum + quantity, 0),
  );
  return (before ?? 0) - (now ?? 0);
}
