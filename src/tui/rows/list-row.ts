/** A row of the list that is open: what it says, and what is chosen by it. */

import { type DeviceId, type EventId } from "../../domain/identity.ts";
import { type CommandId } from "../commands.ts";
import { type RegisterState } from "../register-state.ts";
import { type SignVerb } from "../sign-verbs.ts";
import { type TillContext } from "../till-context.ts";

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
  /** A row that is only read. */
  | { readonly type: "message" }
  /** The text to type on the line. */
  | { readonly type: "typed"; readonly text: string }
  /** A command, where it can be done now. */
  | { readonly type: "command"; readonly id: CommandId }
  /** As by the key of the command. */
  | { readonly type: "key"; readonly id: CommandId }
  /** The sign of it begins the line. */
  | { readonly type: "sign-verb"; readonly verb: SignVerb }
  | { readonly type: "clear" }
  /** An order that somebody sits at. */
  | { readonly type: "table"; readonly order: EventId }
  /** The typed text, in the form that it has before F7. */
  | { readonly type: "table-typed"; readonly text: string }
  /** The page of a till, in the back office. */
  | { readonly type: "till"; readonly device: DeviceId };

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
  /** What stands below the rows while it is chosen, where that is more than the row says. */
  readonly below?: string;
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
