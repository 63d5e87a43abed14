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

/** The shift of somebody who works now, or who has left today. */
export interface ShownShift {
  /** Names it for `:clockfix`, such as `1/2026-11-20`. */
  readonly shift: string;
  /** The staff number. */
  readonly staff: string;
  readonly name: string;
  /** `HH:MM`, with its date where that is long ago. */
  readonly since: string;
  /** When the break began that the person is on. */
  readonly breakSince: string | undefined;
  /** When the person left; undefined for who works now. */
  readonly leftAt: string | undefined;
  /** The code and the name of the till at which it began. */
  readonly till: string;
}

/** Whoever is there. */
export interface PeoplePort {
  /** Those who work now first. */
  readonly shifts: () => ReadonlyArray<ShownShift>;
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
