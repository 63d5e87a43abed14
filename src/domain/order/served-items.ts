/** Who sold the goods on the receipts and refunds of an order, and what was said of that since. */

import { type HolderMove, holderOf } from "../balance/reassigned.ts";
import { compareInLedger } from "../events/event.ts";
import { type ReceiptItem, type RefundItem } from "../events/order-events.ts";
import { type LedgerView } from "../ledger-view.ts";
import { goodsAmong } from "../lines/line-kinds.ts";
import { type OrderState, type ReceiptState, type RefundState } from "../state/order-state.ts";

type Item = Pick<ReceiptItem | RefundItem, "birth" | "line">;
type Issued = ReceiptState | RefundState;

/** Returns the staff number of the order's server when the line was added. */
export function soldBy(view: LedgerView, { birth, line }: Item): string {
  const order = view.state("order", birth);
  return order.linesById[line]?.owner ?? order.opened?.by ?? "";
}

interface Served {
  /** Staff number of who has it by all that was said. */
  readonly staff: string;
  /** Staff number of who had it when the paper was issued. */
  readonly asIssued: string;
  /** What was said of it since. */
  readonly moves: ReadonlyArray<HolderMove>;
}

/** Returns who sold the goods of a paper of the order: as it was issued, and since. */
export function servedOn(
  view: LedgerView,
  order: Pick<OrderState, "reassigned">,
  { issued, item }: { readonly issued: Issued; readonly item: Item },
): Served {
  const first = soldBy(view, item);
  const { reassigned = [] } = order;
  if (reassigned.length === 0) return { staff: first, asIssued: first, moves: [] };
  const receipt = "of" in issued.body ? issued.body.of : issued.id;
  const said = reassigned.filter(({ body }) => body.receipts.includes(receipt));
  const before = said.filter((word) => compareInLedger(word, issued) < 0);
  const { staff, moves } = holderOf(first, said);
  return {
    staff,
    asIssued: holderOf(first, before).staff,
    moves: moves.filter((move) => compareInLedger(move.said, issued) > 0),
  };
}

/** Returns the goods on the home receipts of an order with who sold them. */
export function servedItems(view: LedgerView, order: OrderState): ReadonlyArray<Served> {
  return order.receipts
    .filter(({ home }) => home)
    .flatMap((issued) =>
      goodsAmong<Item & Pick<ReceiptItem, "kind">>(issued.body.items).map((item) =>
        servedOn(view, order, { issued, item }),
      ),
    );
}
