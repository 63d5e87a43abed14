/** Why a box has not joined: facts, for whoever puts them into words. */

import type { RefusalReason } from "../../mesh/pairing/pairing-messages.ts";

/** The reason that the answering till gave. */
export type JoinRefusal = RefusalReason;

/** `told`: what the till that invites has answered to a code that is not its own. */
export type JoinProblem =
  /** `silence` is the system's code, or that there is no network. */
  | { readonly type: "deaf"; readonly silence: string }
  | { readonly type: "nobody-heard" }
  | { readonly type: "no-such-code"; readonly refusal?: JoinRefusal | undefined }
  | {
      readonly type: "other-code";
      readonly place: string;
      readonly refusal?: JoinRefusal | undefined;
    }
  /** `place` is empty where none was tried. */
  | { readonly type: "nobody-there"; readonly place: string }
  | { readonly type: "impostor" }
  /**
   * The refusal came before the other side proved that it knows the code: anybody on the network
   * may have sent it.
   */
  | { readonly type: "refused"; readonly reason: JoinRefusal }
  /** The inviting till declined. */
  | { readonly type: "declined"; readonly reason: JoinRefusal; readonly message: string }
  | { readonly type: "broken-off"; readonly reason: string }
  | { readonly type: "unfit" };
