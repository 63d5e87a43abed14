/** What was looked at on this box, as the screens hear of it. */

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
  | "mesh"
  | "multicast";

export interface BoxFinding {
  readonly check: BoxCheck;
  /** Of several of them, such as the printer's name; empty where there is one. */
  readonly name: string;
  readonly state: "ok" | "note" | "wrong";
  /** In the language that was asked for. */
  readonly sentence: string;
}
