/** Which fold a stream has, by the first word of its name, and its typed state. */

import { KINDS, SCHEMA_REVISION } from "../events/kinds.ts";
import { FIGURES_REVISION } from "../figures/day-sums.ts";
import { type StreamId, streamType } from "../identity.ts";
import { type DrawerState } from "../state/drawer-state.ts";
import { type EntryState } from "../state/entry-state.ts";
import { type Fold } from "../state/fold.ts";
import { type OrderState } from "../state/order-state.ts";
import { type PointsState } from "../state/points-state.ts";
import { type PurchaseState } from "../state/purchase-state.ts";
import { type StockState } from "../state/stock-state.ts";
import { type SheetLineState, type SheetState } from "../state/stocktake-state.ts";
import { type TerminalState } from "../state/terminal-state.ts";
import { type VoucherState } from "../state/voucher-state.ts";
import { attentionFold, type AttentionState } from "./attention-fold.ts";
import { type DayState, dayFold } from "./day-fold.ts";
import { drawerFold } from "./drawer-fold.ts";
import { createEntryFold, customerTag } from "./entry-fold.ts";
import { orderFold } from "./order-fold.ts";
import { pointsFold } from "./points-fold.ts";
import { purchaseFold } from "./purchase-fold.ts";
import { safeFold, type SafeState } from "./safe-fold.ts";
import { secretFold, type SecretState } from "./secret-fold.ts";
import { settlementFold, type SettlementState } from "./settlement-fold.ts";
import { type ShiftState, shiftFold } from "./shift-fold.ts";
import { stockFold } from "./stock-fold.ts";
import { sheetFold, sheetLineFold } from "./stocktake-fold.ts";
import { terminalFold } from "./terminal-fold.ts";
import { ticketFold, type TicketState } from "./ticket-fold.ts";
import { tipsFold, type TipsState } from "./tips-fold.ts";
import { voucherFold } from "./voucher-fold.ts";

export interface StateByType {
  readonly set: EntryState;
  readonly cat: EntryState;
  readonly staff: EntryState;
  readonly role: EntryState;
  readonly customer: EntryState;
  readonly printer: EntryState;
  readonly terminal: TerminalState;
  readonly settlement: SettlementState;
  readonly area: EntryState;
  readonly table: EntryState;
  readonly order: OrderState;
  readonly ticket: TicketState;
  readonly shift: ShiftState;
  readonly tips: TipsState;
  readonly stock: StockState;
  readonly stocktake: SheetState;
  readonly "sheet-line": SheetLineState;
  readonly purchase: PurchaseState;
  readonly voucher: VoucherState;
  readonly points: PointsState;
  readonly day: DayState;
  readonly drawer: DrawerState;
  readonly safe: SafeState;
  readonly attention: AttentionState;
  readonly secret: SecretState;
}

export type StreamType = keyof StateByType;

const FOLDS: { readonly [Type in StreamType]: Fold<StateByType[Type]> } = {
  set: createEntryFold(() => "set"),
  cat: createEntryFold(() => "cat"),
  staff: createEntryFold(() => "staff"),
  role: createEntryFold(() => "role"),
  customer: createEntryFold(customerTag),
  printer: createEntryFold(() => "printer"),
  terminal: terminalFold,
  settlement: settlementFold,
  area: createEntryFold(() => "area"),
  table: createEntryFold(() => "table"),
  order: orderFold,
  ticket: ticketFold,
  shift: shiftFold,
  tips: tipsFold,
  stock: stockFold,
  stocktake: sheetFold,
  "sheet-line": sheetLineFold,
  purchase: purchaseFold,
  voucher: voucherFold,
  points: pointsFold,
  day: dayFold,
  drawer: drawerFold,
  safe: safeFold,
  attention: attentionFold,
  secret: secretFold,
};

/** How this build folds, and which figures it counts: rows that another build flushed are folded anew unless this is equal. */
export function foldVersions(): string {
  const folds = Object.entries(FOLDS).map(([type, { version }]) => `${type} ${version}`);
  const kinds = Object.entries(KINDS).map(([kind, { v }]) => `${kind} ${v}`);
  return [`schemas ${SCHEMA_REVISION}`, `figures ${FIGURES_REVISION}`, ...folds, ...kinds]
    .toSorted()
    .join(",");
}

/** The fold of a stream, or undefined for a type that this build doesn't know. */
export function foldOf(stream: StreamId): Fold<unknown> | undefined {
  const type = streamType(stream);
  // The state is opaque to the ledger, since only the fold itself looks into it.
  return Object.hasOwn(FOLDS, type) ? (FOLDS[type as StreamType] as Fold<unknown>) : undefined;
}
