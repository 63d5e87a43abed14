/** Papers that wait, as the screens see them, and what a person may make of one. */

import { type Result } from "../../domain/base/result.ts";
import { type PrinterTrouble } from "../../domain/printers/printer-trouble.ts";
import { type Refusal } from "./refusal-port.ts";

export interface QueuedPaper {
  readonly job: number;
  readonly kind: "receipt" | "refund" | "ticket" | "report" | "bill" | "slip";
  /** `A-000012`, `A12 Bar`; empty where it has none. */
  readonly name: string;
  /** As it is called; undefined where no printer serves such a paper. */
  readonly printer: string | undefined;
  /** `14:02` */
  readonly since: string;
  /** `gone`: it waits no more. */
  readonly state: "queued" | "sending" | "uncertain" | "stale" | "failed" | "gone";
  /** What keeps its printer from printing, where that is known. */
  readonly trouble: PrinterTrouble | undefined;
  /** Printers of this till that it could come out of instead. */
  readonly others: ReadonlyArray<{ readonly id: string; readonly name: string }>;
}

/** Each act may come too late: then it is refused, and nothing has changed. */
export interface QueueSession {
  /** Now; what may be on paper comes marked. */
  readonly print: (job: number) => Result<void, Refusal>;
  readonly move: (job: number, printer: string) => Result<void, Refusal>;
  readonly cancel: (job: number, reason: string) => Result<void, Refusal>;
}
