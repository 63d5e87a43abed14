/** How the till refuses, as the screens hear it: a sentence, and who could vouch for it. */

import { type Question } from "../../domain/questions.ts";

/** One sentence for the message line, and what would lift it. */
export interface Refusal {
  readonly message: string;
  /** The same once more says yes. */
  readonly isQuestion?: boolean;
  /** What was done last took money: how it was paid can be put right. */
  readonly isOfPayment?: boolean;
  /** Somebody has to hear why, such as the kitchen. */
  readonly needsReason?: boolean;
  /** Somebody who may do it can vouch for it. */
  readonly approval?: ApprovalNeeded;
  /** The same is done once that is answered. */
  readonly asks?: Question;
  /** Goods lack their serial number, which is typed or scanned next. */
  readonly asksSerial?: true;
  /** It is a receipt of a past that is not here yet: other tills are asked for it. */
  readonly seeksReceipt?: true;
  /** It is past the cut-over: somebody says which of the two days it is. */
  readonly asksDay?: AskedDay;
}

/** To be read, with their weekdays. */
export interface AskedDay {
  readonly from: string;
  readonly to: string;
}

export interface ApprovalNeeded {
  readonly approvers: ReadonlyArray<StaffTile>;
  /** Number of who did last; undefined when that says nothing. */
  readonly usual: string | undefined;
  /** Exactly what would be done. */
  readonly act: string;
  /** And in words, where the key that was pressed doesn't say it. */
  readonly what?: string;
}

export interface StaffTile {
  readonly number: string;
  readonly name: string;
  /** Shown in a demo shop only. */
  readonly demoPin?: string;
}
