/** What the domain refused, as a fault of the command that asked. */

import { refusalSentence, type SentenceContext } from "../app/refusal-sentence.ts";
import { type Refusal } from "../domain/commands/refusal.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { CommandFault } from "./fault.ts";

export function refusalFault(refusal: Refusal, context: SentenceContext): CommandFault {
  return new CommandFault(codeOf(refusal), refusalSentence(refusal, context));
}

function codeOf({ type }: Refusal): ExitCode {
  switch (type) {
    case "permission/missing":
    case "discount/beyond-limit":
    case "staff/inactive":
    case "pin/wrong":
    case "pin/wait":
    case "device/revoked":
    case "chain/no-authority":
      return EXIT.refused;
    case "staff/unknown":
    case "role/unknown":
    case "printer/unknown":
    case "product/unknown":
    case "order/unknown":
    case "line/unknown":
    case "refund/no-receipt":
    case "chain/unknown":
    case "attention/none":
    case "device/unknown":
    case "entry/unknown":
    case "plan/unknown":
    case "dated/unknown":
    case "setting/unknown":
    case "customer/unknown":
    case "customer/erased":
      return EXIT.notFound;
    case "pin/busy":
    case "approval/changed":
    case "entry/taken":
    case "setting/never":
    case "setting/not-here":
    case "staff/number-taken":
    case "staff/already-active":
    case "staff/already-disabled":
    case "staff/language-same":
    case "staff/last-one":
    case "badge/taken":
    case "badge/goods":
    case "badge/same":
    case "staff/same-role":
    case "role/taken":
    case "printer/taken":
    case "role/name-taken":
    case "role/last-one":
    case "shift/already-in":
    case "shift/not-in":
    case "order/paid":
    case "line/paid":
    case "line/voided":
    case "customer/inactive":
    case "customer/unreadable":
    case "customer/card-taken":
    case "customer/there":
    case "customer/nobody":
    case "customer/on-receipts":
    case "refund/nothing-left":
    case "refund/too-much":
    case "refund/only-whole":
    case "refund/beyond-card":
    case "chain/not-settled-so":
    case "device/already-authority":
    case "device/already-revoked":
    case "device/last-authority":
    case "device/no-letters":
      return EXIT.conflict;
    default:
      return EXIT.usage;
  }
}
