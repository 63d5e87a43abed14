/** What the connections of a simulated terminal share. */

import { type StatusInformation } from "../../src/card/zvt/status-information.ts";
import { type Clock } from "../../src/domain/ports.ts";
import { type Bank, type BankOptions } from "./zvt-bank.ts";
import { type FaultSwitch } from "./zvt-faults.ts";

export interface TerminalOptions extends BankOptions {
  readonly clock: Clock;
  /** How long a guest takes to pay, in milliseconds. */
  readonly approveMs: number;
  /** How long the card stays in once a result was not acknowledged; as long as paying takes by default. */
  readonly cardOutMs?: number;
}

export interface Terminal {
  readonly options: TerminalOptions;
  readonly bank: Bank;
  readonly faults: FaultSwitch;
  /** The connection on which a guest pays, or whose card is still in. */
  worker: object | undefined;
  /** What its memory told when that began. */
  before: StatusInformation | undefined;
  /** What would be printed goes to the till. */
  takesSlips: boolean;
}
