/** Why somebody was not seated, moved to a seat, let go, or handed over. */

import { type GuestTextFault } from "../order/guest-text.ts";

export type TableRefusal =
  | { readonly type: "covers/invalid"; readonly max: number }
  | { readonly type: "seat/invalid"; readonly max: number }
  | GuestTextFault
  /** Whoever leaves without ordering has nothing on their order. */
  | { readonly type: "order/has-goods" }
  /** Nobody sits there any more. */
  | { readonly type: "order/nobody-there" }
  /** Nobody has said that they left. */
  | { readonly type: "order/there" }
  | { readonly type: "owner/same"; readonly staff: string }
  /** `orders`: numbers of those that one text names. */
  | {
      readonly type: "table/several";
      readonly text: string;
      readonly orders: ReadonlyArray<string>;
    }
  /** Nothing that is open is theirs. */
  | { readonly type: "owner/nothing"; readonly staff: string };
