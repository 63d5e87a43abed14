/**
 * The input and result of a decision.  `decide` functions are pure: ids, numbers and the day are
 * handed in, so that the drafts which name them are final. A retry decides anew with new ones.
 */

import { err, ok, type Result } from "../base/result.ts";
import { type Doubts } from "../doubts/doubts.ts";
import { type Draft } from "../events/kinds.ts";
import { type Permission, type Rights } from "../events/permission.ts";
import { SHORT_TEXT_MAX } from "../events/register-schemas.ts";
import { type BusinessDay, type DeviceId, type EventId, type Origin } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { type Peer } from "../membership/peer.ts";
import { type MinorUnits } from "../money/amounts.ts";
import { type CashRule } from "../money/cash-rounding.ts";
import { type PricingRule } from "../money/pricing-rule.ts";
import { type Sure } from "../questions.ts";
import { type ShopMoment } from "../settings/shop-time.ts";
import { type StoredTo } from "../stock/rights.ts";
import { type OffsetAt } from "../text/clock-text.ts";
import { type Refusal } from "./refusal.ts";

export interface ActingStaff extends Rights {
  readonly number: string;
}

export interface DecisionContext {
  readonly view: LedgerView;
  /** The id that the event at this index of the decision will have. */
  readonly idAt: (index: number) => EventId;
  readonly till: Origin;
  readonly device: DeviceId;
  /** The series of this till in this incarnation, as in `A12` and `A-000001`. */
  readonly series: string;
  readonly day: BusinessDay;
  readonly staff: ActingStaff;
  /** The person's own rights, where somebody approves: `staff` has the rights of both then. */
  readonly alone?: Rights;
  /** What the person was asked and has answered; missing for nothing. */
  readonly sure?: ReadonlySet<Sure>;
  /** Returns the sum beyond which a line asks first; zero, or missing, for none. */
  readonly lineLimit?: () => MinorUnits;
  readonly rules: ShopRules;
  /** The moment on the shop's wall by this till's clock; price lists go by it. */
  readonly at: ShopMoment;
  /** This till's clock, and the offsets of the shop's wall, for a time that an answer or a refusal says. */
  readonly wall: { readonly nowMs: number; readonly offsetAt: OffsetAt };
  /** Returns the drawer session that the person sells from; missing means none. */
  readonly drawer?: () => EventId | undefined;
  /** Returns why this till and person may not move the cash of these events; missing means that they may. */
  readonly refusesCash?: (drafts: ReadonlyArray<Draft>) => Refusal | undefined;
  /** The id of the part of a split bill that is paid; undefined for everything that is left. */
  readonly part?: string;
  /** Whether the shop has other tills, which may know what this one has not heard; missing means it has none. */
  readonly hasOtherTills?: boolean;
  /** Returns the number of the last event of a chain that is stored here, counted or not; missing where all is. */
  readonly storedTo?: StoredTo;
  /** Returns the till of a chain, as a sentence names it; missing where nobody reads any. */
  readonly peer?: (origin: Origin) => Peer;
  /** Returns the other tills that are not heard now, of which it is known since when; missing means none is. */
  readonly unheard?: () => ReadonlyArray<Peer>;
  /** Whether the paper of a ticket is in this till's queue, and no byte of it on its way; missing means none is. */
  readonly isQueued?: (ticket: EventId) => boolean;
  /** Returns what makes vouchers; undefined, or missing, where what their codes are kept by is not here yet. */
  readonly vouchers?: () => NewVouchers | undefined;
  /** Returns the hashes that a coupon of that code may be kept by; missing means none. */
  readonly couponCodes?: (code: string) => ReadonlyArray<string>;
  /** Whether another till of the shop is not heard now; missing means none is. */
  readonly isApart?: () => boolean;
  /** Returns the doubts that each order, receipt and refund of the decision records; missing means none. */
  readonly doubts?: () => Doubts;
}

export interface NewVouchers {
  /** Returns the id of a new voucher, whose code this till knows until it has printed it. */
  readonly newId: () => string;
}

/** The settings that change the result of a decision. */
export interface ShopRules {
  readonly pricing: PricingRule;
  readonly cash: CashRule;
  /**
   * The smallest coin in use, in minor units. A sum that is no multiple of it, and not the sum due,
   * was mistyped.
   */
  readonly coin: number;
}

/** Returns the session as events name it: null where no session is open. */
export function drawerHere({ drawer }: Pick<DecisionContext, "drawer">): EventId | null {
  return drawer?.() ?? null;
}

/** Whether the person was asked that, and has answered so. */
export function isSure({ sure }: Pick<DecisionContext, "sure">, of: Sure): boolean {
  return sure?.has(of) === true;
}

export type Decision = Result<ReadonlyArray<Draft>, Refusal>;

export function requirePermission(
  { staff }: Pick<DecisionContext, "staff">,
  permission: Permission,
): Result<undefined, Refusal> {
  return staff.permissions.has(permission)
    ? ok(undefined)
    : err({ type: "permission/missing", permission, staff: staff.number });
}

/** Returns the reason without blanks around it; `missing` refuses one that is empty. */
export function requireReason(reason: string, missing: Refusal): Result<string, Refusal> {
  const why = reason.trim();
  if (why === "") return err(missing);
  const fits = requireShortText("reason", why);
  return fits.ok ? ok(why) : fits;
}

/** Refuses a text that is too long; `what` names it in the sentence, such as `note`. */
export function requireShortText(what: string, text: string): Result<undefined, Refusal> {
  return text.length > SHORT_TEXT_MAX
    ? err({ type: "text/too-long", what, max: SHORT_TEXT_MAX })
    : ok(undefined);
}
