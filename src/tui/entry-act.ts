/** The plan of Enter for a line: the preview shows it, and Enter follows it. */

import { type WantedTip } from "../domain/entry/entry-payment.ts";
import { type WantedSplit } from "../domain/entry/entry-split.ts";
import { type GoodsReading } from "../domain/entry/entry.ts";
import { type MinorUnits } from "../domain/money/amounts.ts";
import { type PartView } from "../domain/views.ts";
import { type CommandId } from "./commands.ts";
import { type CustomerAct } from "./customer-plan.ts";
import { type PlannedAct } from "./planned-act.ts";
import { type AskedVoucher, type WeighedGoods } from "./register-state.ts";

export type Act =
  | { readonly type: "add"; readonly goods: GoodsReading }
  | { readonly type: "act"; readonly planned: PlannedAct }
  | CustomerAct
  | { readonly type: "answer"; readonly text: string }
  /** `isMeant`: the object is what the line means, and not how it is spelled there. */
  | {
      readonly type: "verb";
      readonly id: CommandId;
      readonly object: string;
      readonly isMeant?: true;
    }
  | { readonly type: "set-tip"; readonly tip: WantedTip }
  | { readonly type: "split"; readonly wanted: WantedSplit }
  | { readonly type: "choose-part"; readonly part: PartView }
  | { readonly type: "take-cash"; readonly amount: MinorUnits }
  /** Asks first: it is the rest after a part was paid, or a card's sum where no cash is taken. */
  | { readonly type: "ask-sum"; readonly how: "cash" | "card"; readonly amount: MinorUnits }
  | { readonly type: "take-foreign"; readonly currency: string; readonly amount: MinorUnits }
  /** All that is due, without an amount. */
  | { readonly type: "take-card"; readonly amount: MinorUnits }
  | { readonly type: "take-voucher"; readonly asked: AskedVoucher }
  /** The line is about a cash drawer. */
  | { readonly type: "drawer" };

/** The shortage: there is not enough stock of the goods. */
export interface ShortOf {
  readonly why: string;
  readonly act: Act;
}

export type Plan =
  | { readonly type: "idle" }
  /** A name that is unknown may be misspelled. */
  | {
      readonly type: "refused";
      readonly why: string;
      readonly unknownName?: string;
      /** The goods that only lack their weight or their price. */
      readonly weighs?: WeighedGoods;
      /** The effect of other keys. */
      readonly byKeys?: string;
      /** The shortage: the act is done once a person confirms to sell all the same. */
      readonly short?: ShortOf;
    }
  | { readonly type: "ready"; readonly preview: string; readonly act: Act };

type Planned<Type extends Plan["type"]> = Extract<Plan, { readonly type: Type }>;

export function readyPlan(preview: string, act: Act): Planned<"ready"> {
  return { type: "ready", preview, act };
}

export function refusedPlan(why: string): Planned<"refused"> {
  return { type: "refused", why };
}
