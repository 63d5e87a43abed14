/** A row of the list that is open: what it says, and what is chosen by it. */

import { type BackWhat } from "../../domain/commands/money/refund-receipt.ts";
import { type GoodsFate } from "../../domain/goods/goods-fate.ts";
import { type DeviceId, type EventId } from "../../domain/identity.ts";
import { type MinorUnits } from "../../domain/money/amounts.ts";
import { type CardNoted } from "../../domain/state/order-state.ts";
import { type OwnTender } from "../../domain/tenders/tenders.ts";
import { type OrderView } from "../../domain/views.ts";
import { type DayChoice } from "../close-day.ts";
import { type CommandId } from "../commands.ts";
import { type DrawerChoice } from "../drawer-state.ts";
import { type PlannedAct } from "../planned-act.ts";
import { type AttentionItem } from "../ports/attention-port.ts";
import { type CardWanted, type ShopCard, type ShopTab, type TabAct } from "../ports/card-port.ts";
import { type PaperView } from "../ports/paper-port.ts";
import { type ReturnReasonSaid } from "../register-list.ts";
import { type RegisterState } from "../register-state.ts";
import { type SignVerb } from "../sign-verbs.ts";
import { type TillContext } from "../till-context.ts";

/** A choice in the floor plan, or in the lists behind it. */
export type PlanChoice =
  /** An order that somebody sits at. */
  | { readonly type: "table"; readonly order: EventId }
  /** The typed text, in the form that it has before F7. */
  | { readonly type: "table-typed"; readonly text: string }
  /** Whom it is handed to, by staff number. */
  | { readonly type: "colleague"; readonly staff: string }
  /** The order whose bill it joins; or none, where the orders only share a table. */
  | { readonly type: "move-onto"; readonly order: EventId }
  | { readonly type: "move-beside" }
  /** Bills that are shown are one. */
  | { readonly type: "merge-shown" }
  /** An order that is on this bill no longer. */
  | { readonly type: "joined"; readonly order: EventId }
  /** All of whoever serves it, instead of it alone. */
  | { readonly type: "all-of-theirs" };

/** A row of one of the lists of cards and terminals. */
export type CardChoice =
  | { readonly type: "terminal"; readonly terminal: string; readonly wanted: CardWanted }
  | { readonly type: "card"; readonly card: ShopCard }
  /** `order` shows what the payment is of. */
  | {
      readonly type: "card-answer";
      readonly card: ShopCard;
      readonly answer:
        | "yes"
        | "no"
        | "again"
        | "order"
        | "stop"
        | "bank-took"
        | "bank-refused"
        | "tip"
        | "slip";
    }
  | { readonly type: "card-number"; readonly card: ShopCard; readonly number: string }
  | { readonly type: "card-tip"; readonly card: ShopCard; readonly tip: MinorUnits }
  | { readonly type: "card-slip"; readonly card: ShopCard; readonly slip: CardNoted };

/** A row of one of the lists of tabs by card. */
export type TabChoice =
  | { readonly type: "tab"; readonly tab: ShopTab }
  | { readonly type: "tab-act"; readonly act: TabAct }
  | { readonly type: "tab-other"; readonly wanted: CardWanted };

/** What is done to the screens. */
export type Take = (till: TillContext, state: RegisterState) => RegisterState;

/** What a row of one list does. */
export interface Does {
  readonly type: "does";
  readonly take: Take;
  /** It shows, opens or adds something: a finger is not asked once more. */
  readonly isHarmless?: true;
  /** Goods that were scanned meanwhile are offered behind it. */
  readonly offersScans?: true;
}

export type RowChoice =
  | Does
  | { readonly type: "option"; readonly number: number }
  | { readonly type: "fate"; readonly fate: GoodsFate }
  | { readonly type: "reason"; readonly reason: string }
  | { readonly type: "act-why"; readonly reason: string }
  | { readonly type: "act"; readonly planned: PlannedAct }
  | { readonly type: "all-of-it" }
  /** The text to type on the line. */
  | { readonly type: "typed"; readonly text: string }
  | { readonly type: "order"; readonly order: OrderView }
  | { readonly type: "paper" | "customer-copy" | "gift-receipt"; readonly paper: PaperView }
  | { readonly type: "receipt"; readonly number: string }
  | { readonly type: "return-receipt" | "refire-receipt"; readonly number: string }
  | { readonly type: "not-paid"; readonly number: string }
  | { readonly type: "return-what"; readonly what: BackWhat }
  | { readonly type: "return-line"; readonly line: EventId }
  | { readonly type: "return-all" }
  | { readonly type: "return-for-goods" }
  | {
      readonly type: "return-tender";
      readonly method: string;
      /** By another terminal than the one that took the money. */
      readonly isByHand?: boolean;
    }
  | {
      readonly type: "return-reason";
      readonly reason: string;
      readonly goods: GoodsFate | undefined;
      /** The reason says that the goods were bad. */
      readonly bad: boolean;
    }
  | {
      readonly type: "return-tip";
      readonly why: ReturnReasonSaid;
      readonly tip: "back" | "stays";
    }
  | { readonly type: "other-fate" }
  | { readonly type: "correct-receipt"; readonly number: string }
  /** A row that is only read. */
  | { readonly type: "message" }
  | { readonly type: "item"; readonly item: AttentionItem }
  | {
      readonly type: "answer";
      readonly item: AttentionItem;
      readonly answer: AttentionItem["answers"][number];
      /** The reason, where the answer needs one. */
      readonly why?: string;
    }
  | PlanChoice
  | DrawerChoice
  | DayChoice
  | CardChoice
  | TabChoice
  | { readonly type: "till"; readonly device: DeviceId }
  | { readonly type: "tender"; readonly tender: OwnTender }
  | { readonly type: "command"; readonly id: CommandId }
  /** The sign of it begins the line. */
  | { readonly type: "sign-verb"; readonly verb: SignVerb }
  | { readonly type: "clear" };

export interface ListRow {
  /** The sign that chooses it; empty for a row that only the arrows reach. */
  readonly sign: string;
  readonly label: string;
  readonly detail: string;
  /** The label in parts that stand below those of the other rows; the last one is an amount. */
  readonly cells?: ReadonlyArray<string>;
  /** The effect of Enter, where the label doesn't name it. */
  readonly does?: string;
  /** Why Enter would do nothing. */
  readonly whyNot?: string;
  /** All that there is to say of it, where the list has no room for that. */
  readonly whole?: string;
  /** The words by which it is found besides its label. */
  readonly words?: string;
  /** Its names in other languages: rows found by them come after those found by this one's. */
  readonly elsewhere?: string;
  /** The text by which it is found when no label and no word fits. */
  readonly about?: string;
  readonly choice: RowChoice;
}

export type ListRows = ReadonlyArray<ListRow>;

/** Makes one bill of two, and is not typed into the search of the plan. */
export const MERGE = "+";

/** The first nine by digit. */
export function signAt(at: number): string {
  return at < 9 ? String(at + 1) : "";
}

export const HARMLESS = { isHarmless: true } as const;
export const OFFERS_SCANS = { offersScans: true } as const;

export function does(take: Take, how: Omit<Does, "type" | "take"> = {}): Does {
  return { type: "does", take, ...how };
}

type Unsigned = Omit<ListRow, "sign" | "detail"> & { readonly detail?: string };

/** A row that one sign chooses. */
export function signRow(sign: string, row: Unsigned): ListRow {
  return { detail: "", ...row, sign };
}

/** One row for each of the things: digits choose the first nine. */
export function numbered<Thing>(
  things: ReadonlyArray<Thing>,
  rowOf: (thing: Thing, at: number) => Unsigned,
): ListRows {
  return things.map((thing, at) => signRow(signAt(at), rowOf(thing, at)));
}

export function readOnly(label: string, detail = ""): ListRow {
  return { sign: "", label, detail, choice: { type: "message" } };
}

const PLAN_CHOICES: ReadonlySet<RowChoice["type"]> = new Set<PlanChoice["type"]>([
  "table",
  "table-typed",
  "colleague",
  "move-onto",
  "move-beside",
  "merge-shown",
  "joined",
  "all-of-theirs",
]);

export function isOfPlan(choice: RowChoice): choice is PlanChoice {
  return PLAN_CHOICES.has(choice.type);
}
