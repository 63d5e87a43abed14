/** Decides any act: at the register for the order on the screen, from a shell for the order that was named. */

import {
  type ActContext,
  type NamedTender,
  type Performed,
  type ShellAbout,
  type ShellFault,
  type ShellTyped,
  type TextContext,
} from "../../acts/act.ts";
import { type ActId, type ActRequest, actOf, type AnswerOf, type AnyAct } from "../../acts/all.ts";
import { decideOnRow, inputForRow } from "../../acts/on-row.ts";
import { createTexts } from "../../acts/texts.ts";
import { tenderShares } from "../../domain/balance/payment-tenders.ts";
import { lazy } from "../../domain/base/lazy.ts";
import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Decision, type DecisionContext } from "../../domain/commands/decision.ts";
import { frontierOf } from "../../domain/commands/money/drawer.ts";
import { VOUCHER } from "../../domain/commands/money/voucher-credits.ts";
import { type Undo } from "../../domain/commands/order/undo-order.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { createGoodsIndex } from "../../domain/entry/entry-search.ts";
import { isNumbered } from "../../domain/events/kinds.ts";
import { type DeviceId, type EventId, firstOrigin } from "../../domain/identity.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { type OrderState } from "../../domain/state/order-state.ts";
import { type ReceiptView } from "../../domain/views.ts";
import { type Committed } from "../../ledger/ledger.ts";
import { ownTenders } from "../catalogue/catalogue-changes.ts";
import { listOversold } from "../catalogue/oversold.ts";
import { tillNameOf } from "../membership/till-name.ts";
import { receiptViewOf } from "../printing/papers.ts";
import { type Actor, type Till } from "../till/till.ts";
import { voucherByCode, voucherName } from "../vouchers/vouchers.ts";
import {
  findOrder,
  findReceipt,
  lineNumbered,
  type OrderDetails,
  orderState,
  writtenOrder,
} from "./orders.ts";
import { notingRound, repeatedRounds } from "./repeated-rounds.ts";
import { addedAtOf } from "./reprice.ts";

/** An act that is about to be decided. A decision that is retried is decided anew. */
export interface Deciding {
  /** `order` may be missing for acts about the shop, and for those that may begin one. */
  readonly decide: (context: DecisionContext, order: OrderState | undefined) => Decision;
  /** Returns the answer of the last decision; undefined where it was refused. */
  readonly answer: () => unknown;
  /** Returns what takes it back, where the act says so; undefined where it was refused. */
  readonly undo: () => Undo | undefined;
}

interface ActAsked extends Pick<ActContext, "next"> {
  readonly act: AnyAct;
  readonly input: object;
  /** The order whose next round begins with what the act adds; missing for most acts. */
  readonly begins?: EventId | undefined;
}

/** Does what `work` makes of the decision of an act. */
export function deciding<Done>(
  till: Till,
  { act, input, next, begins }: ActAsked,
  work: (deciding: Deciding) => Done,
): Done {
  return notingRound(till, (repeats) => {
    let answer: unknown;
    let undo: Undo | undefined;
    return work({
      decide: (context, order) => {
        answer = undefined;
        undo = undefined;
        const isOfOrder = act.on !== "shop" && act.on !== "order or new";
        if (isOfOrder && order === undefined) return err({ type: "order/none" });
        const whole = actContext(till, context, { next, repeats });
        // An act about an order is only called with one.
        const about = order as OrderState;
        const decided = decideOnRow(act, whole, { order: about, input });
        if (decided.ok) {
          if (begins !== undefined) repeats(begins);
          answer = act.answer?.(whole, about, { drafts: decided.value, input });
          undo = act.undo?.(whole, about, decided.value);
        }
        return decided;
      },
      answer: () => answer,
      undo: () => undo,
    });
  });
}

/** Returns what an act is decided by. */
export function actContext(
  till: Till,
  context: DecisionContext,
  { next, repeats }: Pick<ActContext, "next"> & { readonly repeats: (order: EventId) => void },
): ActContext {
  return {
    ...context,
    next,
    catalogue: till.catalogue,
    addedAt: addedAtOf(till, context.view),
    isOversold: (sku) => listOversold(till).some((one) => one.sku === sku),
    knew: () => frontierOf(till.ledger.present.known()),
    rounds: { of: (order) => repeatedRounds(till.ledger.store, order), repeats },
  };
}

/** A shell has chosen nothing before. */
export const NOTHING_CHOSEN: ActContext["next"] = { service: undefined, course: 0, seat: 0 };

/** The answer of a session once an act is done. */
export type PerformedOf<Id extends ActId> = Performed<AnswerOf<Id>>;

/** The result of an act without a screen. */
export interface DoneBeside<Answer> {
  readonly committed: Committed;
  readonly answer: Answer;
}

/** Does an act without a screen; `about`: the order that it is about, where it is about one. */
export function performBeside<Request extends ActRequest>(
  till: Till,
  actor: Actor,
  { about, ...request }: Request & { readonly about?: EventId },
): Result<DoneBeside<AnswerOf<Request["act"]>>, Refusal> {
  const act = actOf(request.act);
  const world = { act, input: request, next: NOTHING_CHOSEN };
  const order = about ?? orderNamedBy(act, request);
  return deciding(till, world, ({ decide, answer }) => {
    const done = till.act(actor, act.id, (context) =>
      decide(context, order === undefined ? undefined : orderState(context.view, order)),
    );
    // The act that was asked for has given its own answer.
    return done.ok
      ? ok({ committed: done.value, answer: answer() as AnswerOf<Request["act"]> })
      : done;
  });
}

/** Returns the order that the input of an act about any order names. */
export function orderNamedBy({ on }: AnyAct, input: object): EventId | undefined {
  // Acts about any order say which.
  return on === "any order" ? (input as { readonly order: EventId }).order : undefined;
}

export interface ShellAct {
  readonly order: EventId;
  readonly act: AnyAct;
  readonly request: ActRequest;
  readonly isDryRun: boolean;
}

export interface ShellDone extends OrderDetails {
  readonly performed: Performed<unknown>;
  /** The written events; none where nothing was written. */
  readonly events: Committed["events"];
}

/** Does an act from a shell; with `isDryRun` nothing is written. What is fine as it was is no refusal. */
export function performFromShell(
  till: Till,
  actor: Actor,
  { order: id, act, request, isDryRun }: ShellAct,
): Result<ShellDone, Refusal> {
  const perform = isDryRun ? till.ask : till.act;
  const world = { act, input: request, next: NOTHING_CHOSEN };
  return deciding(till, world, ({ decide, answer }) => {
    const done = perform(actor, `${act.id} of order`, (context) =>
      decide(context, orderState(context.view, id)),
    );
    if (!done.ok && done.fault.type !== act.shell?.fine) return done;
    const details = writtenOrder(till, id);
    const performed = { order: details.order, answer: answer() };
    return ok({ ...details, performed, events: done.ok ? (done.value?.events ?? []) : [] });
  });
}

/** Reads what was typed in a shell for an act that is about no order, and does it. */
export function performTypedBeside(
  till: Till,
  actor: Actor,
  { act, typed, texts }: Pick<TypedAct, "act" | "typed" | "texts">,
): Result<DoneBeside<unknown>, Refusal | ShellFault> {
  const read = act.shell?.read(
    typed,
    texts,
    shellAbout(till, { order: undefined, line: undefined }),
  );
  if (read === undefined) throw new Error(`The act ${act.id} has no command.`);
  // The act has read its own input.
  const request = { act: act.id, ...(read.ok ? read.value.input : {}) } as ActRequest;
  return read.ok ? performBeside(till, actor, request) : read;
}

/** The typed input of a shell for an act. */
export interface TypedAct {
  readonly act: AnyAct;
  /** The order as somebody types it: its number of today, a receipt's, or its id. */
  readonly order: string;
  /** The number of a line, as `till order show` counts them, where the act is always about one. */
  readonly line?: number | undefined;
  readonly typed: ShellTyped;
  readonly texts: TextContext;
  readonly isDryRun?: boolean;
}

/** Reads what was typed in a shell for an act about an order. */
export function readTyped(
  till: Till,
  {
    act,
    order,
    line,
    typed,
    texts,
  }: Pick<TypedAct, "act" | "typed" | "texts"> & Partial<Pick<ShellAbout, "order" | "line">>,
): ReturnType<NonNullable<AnyAct["shell"]>["read"]> {
  const read = act.shell?.read(typed, texts, shellAbout(till, { order, line }));
  if (read === undefined) throw new Error(`The act ${act.id} has no command.`);
  return read;
}

/** Reads what was typed in a shell, and does it. */
export function performTyped(
  till: Till,
  actor: Actor,
  { act, order: text, line: at, typed, texts, isDryRun = false }: TypedAct,
): Result<ShellDone, Refusal | ShellFault> {
  const found = findOrder(till, text);
  const line = at === undefined || found === undefined ? undefined : lineNumbered(found, at);
  const order = found?.order;
  const read = readTyped(till, { act, order, line, typed, texts });
  // Unreadable input is reported before a missing order.
  if (!read.ok && !NOT_THERE.has(read.fault.type)) return read;
  if (order === undefined || found === undefined) return err({ type: "order/unknown", text });
  if (!read.ok) return read;
  if (at !== undefined && line === undefined) return err({ type: "line/unknown" });
  const { input, line: named } = read.value;
  if (named !== undefined && !/^[1-9][0-9]{0,2}$/u.test(named)) {
    return err({ type: "line", typed: named });
  }
  const about = named === undefined ? line : lineNumbered(found, Number(named));
  if (named !== undefined && about === undefined) return err({ type: "line/unknown" });
  const whole = { line: about?.id, order: order.id, ...input };
  // The act has read its own input.
  const request = {
    act: act.id,
    ...(about === undefined ? whole : inputForRow(act, about, whole)),
  } as ActRequest;
  return performFromShell(till, actor, { order: order.id, act, request, isDryRun });
}

const NOT_THERE: ReadonlySet<ShellFault["type"]> = new Set([
  "line/unknown",
  "tender/unknown",
  "refund/no-receipt",
  "split/part-unknown",
]);

function shellAbout(till: Till, about: Pick<ShellAbout, "order" | "line">): ShellAbout {
  const { order } = about;
  return {
    ...about,
    tenders: () => [...ownTenders(till), ...(order === undefined ? [] : paidBy(till, order.id))],
    receipt: (number) => findReceipt(till, number),
    voucher: (code) => {
      const found = voucherByCode(till, code);
      if (!found.ok) return found;
      return ok({ voucher: found.value.id, name: till.ledger.read(voucherName) });
    },
  };
}

/**
 * Returns the tenders of the shop's own that an order was paid by, as they were called then. A payment is named for the
 * one voucher that made it, so vouchers are found by their common name, too.
 */
function paidBy(till: Till, order: EventId): ReadonlyArray<NamedTender> {
  const { paymentsById } = till.ledger.read((view) => orderState(view, order));
  return Object.values(paymentsById)
    .flatMap(tenderShares)
    .flatMap(({ method: id, name }) => {
      if (name === undefined) return [];
      return id === VOUCHER
        ? [
            { id, name },
            { id, name: VOUCHER },
          ]
        : [{ id, name }];
    });
}

/** Returns what the sentences of acts need in a shell. */
export function shellTexts(
  till: Till,
  { locale, refusal }: Pick<TextContext, "locale" | "refusal">,
): TextContext {
  const { catalogue, left, stockLeft, currency, wall } = till;
  const rules = till.ledger.read((view) => readSetting(view, "scale-labels"));
  const index = lazy(() => createGoodsIndex(catalogue(), rules));

  function tillName(device: DeviceId): string {
    return tillNameOf(till.ledger.admission(), firstOrigin(device));
  }

  return createTexts({
    locale,
    currency,
    catalogue,
    index,
    left,
    stockLeft,
    refusal,
    tillName,
    wall,
  });
}

/** Returns the receipts and refunds that were issued in these events, of whichever orders. */
export function issuedIn(till: Till, events: Committed["events"]): ReadonlyArray<ReceiptView> {
  const papers = events.filter(({ known }) => isNumbered(known));
  if (papers.length === 0) return [];
  return till.ledger.read((view) =>
    papers.flatMap(({ event: { id: receipt, streams } }) => {
      const [order] = streams;
      return order === undefined ? [] : (receiptViewOf(till, view, { order, receipt }) ?? []);
    }),
  );
}
