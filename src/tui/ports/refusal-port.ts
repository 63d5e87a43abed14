/** How the till refuses, as the screens hear it: a sentence, and who could vouch for it. */

/** One sentence for the message line, and what would lift it. */
export interface Refusal {
  readonly message: string;
  /** The same once more says yes. */
  readonly isQuestion?: boolean;
  /** What was done last took money: how it was paid can be put right. */
  readonly isOfPayment?: boolean;
  /** The kitchen has to hear why. */
  readonly needsReason?: boolean;
  /** Somebody who may do it can vouch for it. */
  readonly approval?: ApprovalNeeded;
  /** There is not enough of it left: whoever says so sells it all the same. */
  readonly isShort?: true;
  /** A line comes to more than usual: whoever says so means it. */
  readonly isUnusualLine?: true;
  /** Not everybody may buy it: whoever says so has found the buyer to be old enough. */
  readonly asksAge?: true;
  /** Goods lack their serial number, which is typed or scanned next. */
  readonly asksSerial?: true;
  /** A card payment of the order may still come: it is taken otherwise all the same where somebody says so. */
  readonly isBesideCard?: true;
  /** It is a receipt of a past that is not here yet: other tills are asked for it. */
  readonly seeksReceipt?: true;
  /** No drawer is open: whoever says so moves the cash all the same. */
  readonly asksDrawer?: true;
  /** All is paid by it while the kitchen holds goods: somebody says whether it makes them now. */
  readonly asksHeld?: true;
  /** It is past the cut-over: somebody says which of the two days it is. */
  readonly asksDay?: AskedDay;
  /** A drawer's count differs beyond the limit: somebody has to say why. */
  readonly isDifference?: true;
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
