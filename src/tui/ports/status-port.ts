/** How the till, its printers and the other tills are. */

import { type PrinterTrouble } from "../../domain/printers/printer-trouble.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { type BoxFinding } from "./doctor-port.ts";
import { type ShopTill } from "./tills-port.ts";

/** One printer as the status line tells it: `ok`, or what to look at. */
export interface PrinterStatus {
  readonly name: string;
  readonly state: "ok" | "off" | "waiting" | "asking";
  /** Tickets of a station come out of it. */
  readonly isKitchens?: boolean;
  /** Nobody has seen yet how it is. */
  readonly isUnasked?: boolean;
  /** What keeps it from printing, where that is known. */
  readonly trouble?: PrinterTrouble | undefined;
  /** Cash was taken a moment ago, and it can't open its drawer. */
  readonly isDrawerShut?: boolean;
  readonly waitingJobs: number;
  /** Papers that wait for a person to say that they shall be printed. */
  readonly askingJobs: number;
  /** What all of these are; missing where they are of several kinds. */
  readonly papers?: "tickets" | "receipts" | undefined;
  /** For so long the oldest one has waited. */
  readonly waitMinutes?: number;
}

/** A printer that another till drives, which alone knows how it is. */
export interface FarPrinter {
  readonly name: string;
  readonly till: string;
  /** That till is not connected. */
  readonly isAway: boolean;
  /** So many tickets were sent to it long enough ago, and no paper of them is known. */
  readonly tickets: number;
  readonly waitMinutes: number;
}

/** The other tills in a few words. */
export interface MeshFields {
  /** Also when all is well: `single till`, or how many are connected, and on how many the last sale is safe. */
  readonly status: string;
  /** The same where there is no room for that: the longest form first, down to how many are connected. */
  readonly shorter?: ReadonlyArray<string>;
  /** What somebody has to see to: a till that isn't heard, a clock that is wrong, a till that misbehaves. */
  readonly troubles: ReadonlyArray<string>;
}

/** The newest verified backup: `behind` when an hour was missed, `overdue` after a day without one. */
export interface BackupAge {
  readonly hours: number;
  readonly state: "fresh" | "behind" | "overdue";
}

/** In a few words each, for the status line and its lists. */
export interface StatusPort {
  readonly printers: () => ReadonlyArray<PrinterStatus>;
  readonly farPrinters: () => ReadonlyArray<FarPrinter>;
  /** Empty unless another program has the printers and doesn't answer. */
  readonly printStatus: (locale?: Locale) => string;
  /** Empty as long as the clock may be right. */
  readonly clockStatus: (locale?: Locale) => string;
  /** Empty as long as the disk has room. */
  readonly diskStatus: (locale?: Locale) => string;
  /** What the ledger has to say, each in a few words; empty while all is well. */
  readonly ledgerNews: (locale?: Locale) => ReadonlyArray<string>;
  /** The same without what `attention` lists one by one. */
  readonly ledgerTroubles: (locale?: Locale) => ReadonlyArray<string>;
  readonly mesh: (locale?: Locale) => MeshFields;
  /** This one first. */
  readonly tills: () => ReadonlyArray<ShopTill>;
  /** What is well on this box and what is not; takes a moment. */
  readonly findings: (locale?: Locale) => ReadonlyArray<BoxFinding>;
  /** Undefined while no place for backups is set. */
  readonly backup: () => BackupAge | undefined;
}
