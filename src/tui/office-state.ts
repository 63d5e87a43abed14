/** The back office as one value outside React: the page, the row, the typed text. */

import { type Result } from "../domain/base/result.ts";
import { type DeviceId } from "../domain/identity.ts";
import { type EntryName } from "../domain/office/entry-wish.ts";
import { type CatalogueType } from "../domain/prices/catalogue-view.ts";
import { type NewPerson, type OfficeSession } from "./ports/office-port.ts";
import { type NewPrinter } from "./ports/printers-port.ts";
import { type Refusal } from "./ports/refusal-port.ts";

export type OfficePage =
  | {
      readonly type:
        | "menu"
        | "people"
        | "roles"
        | "customers"
        /** Areas and tables. */
        | "floor"
        | "tills"
        | "addresses"
        /** Copies of the shop that this box keeps. */
        | "backups"
        | "printers"
        /** Card terminals. */
        | "terminals"
        /** Articles whose stock is kept. */
        | "stock"
        /**
         * The pages that set up another printer: one for each question, and nothing is written
         * before the last.
         */
        | "printer-find"
        | "printer-at";
    }
  /** The page that invites another box. `earlier`: when an invitation that had ended before it would have. */
  | { readonly type: "invitation"; readonly earlier?: number | undefined }
  | {
      readonly type:
        | "customer"
        | "role"
        | "area"
        | "table"
        | "printer"
        | "terminal"
        | "stock-article";
      readonly id: string;
    }
  | { readonly type: "entries"; readonly of: CatalogueType }
  | { readonly type: "entry"; readonly name: EntryName }
  /** A new entry with a name that still lacks a required field: nothing is written yet. */
  /** `price` and `category`: a product's, said so far. */
  | {
      readonly type: "new-entry";
      readonly of: CatalogueType;
      readonly called: string;
      readonly price?: string;
      readonly category?: string;
    }
  | { readonly type: "settings"; readonly about: "receipt" | "shop" }
  /** `pin`: typed once, to be typed again. */
  | { readonly type: "person"; readonly number: string; readonly pin?: string }
  | ({ readonly type: "new-person"; readonly name: string; readonly pin?: string } & Partial<
      Omit<NewPerson, "name">
    >)
  /**
   * On the second page the recovery sheet makes the till an authority: the text typed there is kept
   * nowhere.
   */
  | { readonly type: "till" | "till-sheet"; readonly device: DeviceId }
  | {
      readonly type:
        | "printer-taken"
        | "printer-width"
        | "printer-use"
        | "printer-drawer"
        | "printer-add";
      readonly chosen: Pick<NewPrinter, "at" | "model"> & Partial<NewPrinter>;
    };

export interface OfficePosition {
  readonly page: OfficePage;
  /** The row that the arrows stand on. */
  readonly at: number;
  readonly text: string;
}

/** A change that Ctrl-Z takes back. */
export interface OfficeChange {
  /** The customer that it is about: erasing them forgets the change too. */
  readonly customer?: string;
  /** The sentence that says what is so again then. */
  readonly what: string;
  readonly takeBack: (office: OfficeSession) => Result<unknown, Refusal>;
}

/** A change with the pages that it was made on and has led to. */
export interface NotedChange extends OfficeChange {
  readonly pages: readonly [OfficePage, OfficePage];
}

export interface OfficeState extends OfficePosition {
  /** Enter was pressed on a name: the typed text is the new one. */
  readonly renames: boolean;
  /** Enter has asked about a change that is for ever: a second Enter on the same does it. */
  readonly asked: string | undefined;
  /** The pages that Esc goes back to, the last one last. */
  readonly trail: ReadonlyArray<OfficePosition>;
  /** The product that was looked at last: a new one is like it. */
  readonly like: string | undefined;
  readonly changes: ReadonlyArray<NotedChange>;
  /** Work that takes its time: keys wait. */
  readonly saving: Saving | undefined;
}

/** Work that takes the time of a hash, or of a printer that is asked. */
export interface Saving {
  readonly work: (office: OfficeSession) => Promise<Result<unknown, Refusal>>;
  /** Shown meanwhile. */
  readonly meanwhile: string;
  /** The message when it fails other than by a refusal. */
  readonly failed: string;
  /** Called once it is done; undefined for no message. */
  readonly done?: (office: OfficeSession) => Saved | undefined;
}

export interface Saved {
  readonly text: string;
  /** `done` where it is left out. */
  readonly level?: "hint";
  /** A page that led here. */
  readonly leadsTo?: OfficePage["type"];
  /** The typed text has done its work, and the next row comes. */
  readonly isRowDone?: true;
  readonly undo?: OfficeChange;
}

export const firstOffice: OfficeState = {
  page: { type: "menu" },
  at: 0,
  text: "",
  renames: false,
  asked: undefined,
  trail: [],
  like: undefined,
  changes: [],
  saving: undefined,
};

/** A text that is typed on these looks for a row. */
export const LIST_PAGES: ReadonlySet<OfficePage["type"]> = new Set([
  "entries",
  "people",
  "roles",
  "customers",
  "tills",
  "printers",
  "floor",
  "stock",
]);

/** A digit alone chooses on these. */
export const DIGIT_PAGES: ReadonlySet<OfficePage["type"]> = new Set([
  "menu",
  "printer-taken",
  "printer-width",
  "printer-use",
  "printer-drawer",
]);

export function isSearchPage(type: OfficePage["type"]): boolean {
  return type === "menu" || LIST_PAGES.has(type);
}

/** A list is searched anew from its first row. */
export function withOfficeText(office: OfficeState, text: string): OfficeState {
  const at = isSearchPage(office.page.type) ? 0 : office.at;
  return { ...office, text, at, asked: undefined };
}
