/** The checks of this box, for the screens. */

export type BoxCheck =
  | "shop"
  | "ledger"
  | "durability"
  | "writing"
  | "disk"
  | "key"
  | "memory"
  | "key file"
  | "key change"
  | "day"
  | "numbers"
  | "money in question"
  | "attention"
  | "recovery sheet"
  | "managers"
  | "papers"
  | "unfinished work"
  | "update"
  | "printing"
  | "printers"
  | "printer"
  | "letters"
  | "backup"
  | "paper"
  | "notify"
  | "mesh"
  | "multicast";

export interface BoxFinding {
  readonly check: BoxCheck;
  /** The name of the thing where there are several, such as the printer's; else empty. */
  readonly name: string;
  readonly state: "ok" | "note" | "wrong";
  /** The sentence in the given language. */
  readonly sentence: string;
}
