/** Who is at the till, who else may be, and whose word a right takes. */

import { type MilliPercent } from "../../domain/money/amounts.ts";
import { type ShiftNow } from "../../domain/people/time-card.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { type ApprovalNeeded, type StaffTile } from "./refusal-port.ts";

/** What takes a right that not everybody has. */
export type GuardedAct =
  | { readonly permission: "void" | "return" }
  | { readonly permission: "discount"; readonly rate: MilliPercent };

export type Vouching =
  /** The person may do it alone. */
  | { readonly type: "needless" }
  /** None of them: nobody here may. */
  | ({ readonly type: "asked" } & Pick<ApprovalNeeded, "approvers" | "usual">);

export interface ApproverClaim {
  readonly number: string;
  readonly pin: string;
  readonly act: ApprovalNeeded["act"];
}

/** Whoever is there. */
export interface PeoplePort {
  readonly staff: () => ReadonlyArray<StaffTile>;
  /** Who has that code on their card; more than one when two tills apart have said so. */
  readonly badgeOwners: (code: string) => ReadonlyArray<StaffTile>;
  readonly lastStaffNumber: () => string | undefined;
  /** Whose word the person with this number would be asked for. */
  readonly vouching: (staffNumber: string, act: GuardedAct) => Vouching;
}

/** The person at the till. */
export interface PersonSession {
  readonly staffName: string;
  readonly staffNumber: string;
  /** The person's own; undefined for the shop's. */
  readonly locale?: Locale | undefined;
  /** What the person must hear at once, such as why nothing can be sold, or that numbers begin anew. */
  readonly notice?: string;
  /** The person's shift as this till knows it. */
  readonly shift: () => ShiftNow;
}
