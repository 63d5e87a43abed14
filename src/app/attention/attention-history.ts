/**
 * The facts that the shop keeps for ever, though nobody has to act on them: sales and refunds under
 * a doubt. The events state them, so nothing settles or ends them.
 */

import { type Doubts, doubtsIn, isDoubted } from "../../domain/doubts/doubts.ts";
import { compareInLedger, type InLedger } from "../../domain/events/event.ts";
import { ORDER_DOUBTED_TAG } from "../../domain/folds/order-sums.ts";
import { type BusinessDay, chainPosition, streamName } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { receiptNumber } from "../../domain/order/order-view.ts";
import { type OrderState } from "../../domain/state/order-state.ts";
import { localDate, type Locale } from "../../domain/text/locale.ts";
import { doubtTexts } from "../../words/doubt-text.ts";
import { tillNameOf } from "../membership/till-name.ts";
import { type Till } from "../till/till.ts";

export interface DoubtedAct extends InLedger {
  readonly day: BusinessDay;
  /** Code and name of the till that wrote it. */
  readonly till: string;
  /** `A-000012` of a receipt or a refund, `A12` of an order. */
  readonly number: string;
  readonly doubts: Doubts;
}

/** Returns every order, receipt and refund that was written under a doubt, in the ledger's order. */
export function listDoubted({ ledger }: Till): ReadonlyArray<DoubtedAct> {
  return ledger
    .read((view) => doubtedIn(view))
    .map(({ id, hlc, day, number, doubts }) => {
      const till = tillNameOf(ledger.admission(), chainPosition(id).origin);
      return { id, hlc, day, till, number, doubts };
    });
}

function doubtedIn(view: LedgerView): ReadonlyArray<UnnamedAct> {
  return view
    .tagged(ORDER_DOUBTED_TAG)
    .flatMap((stream) => doubtedOf(view.glance("order", streamName(stream))))
    .toSorted(compareInLedger);
}

function doubtedOf({ opened, receipts, refunds }: OrderState): ReadonlyArray<UnnamedAct> {
  const issued = [...receipts, ...refunds].filter(({ body }) => isDoubted(body));
  return [
    ...(opened === null || !isDoubted(opened)
      ? []
      : [actOf(opened, { number: opened.number, doubts: doubtsIn(opened) })]),
    ...issued.map((receipt) => {
      const { body } = receipt;
      const number = receiptNumber(body.series, body.no);
      return actOf(receipt, { number, doubts: doubtsIn(body) });
    }),
  ];
}

type UnnamedAct = Omit<DoubtedAct, "till">;

function actOf(
  { id, hlc, day }: Pick<DoubtedAct, "id" | "hlc" | "day">,
  { number, doubts }: Pick<DoubtedAct, "number" | "doubts">,
): UnnamedAct {
  return { id, hlc, day, number, doubts };
}

/** Returns a line for each day, till and doubt, the newest first, with the numbers that are in it. */
export function historyToText(
  acts: ReadonlyArray<DoubtedAct>,
  locale: Locale,
): ReadonlyArray<string> {
  const said = acts.map((act) => {
    const { day, till, doubts, number } = act;
    const what = doubtTexts(doubts, locale).join("; ");
    return { number, begin: `${localDate(day, locale)}  ${till}  ${what}` };
  });
  return [...Map.groupBy(said, ({ begin }) => begin)]
    .map(([begin, same]) => `${begin}: ${same.map(({ number }) => number).join(", ")}`)
    .toReversed();
}
