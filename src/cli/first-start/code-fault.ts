/** Why a code that somebody typed is none, in the language of the first start. */

import { assertNever } from "../../domain/base/assert-never.ts";
import { type CodeFault } from "../../domain/base/crockford.ts";
import { type FirstStartWords } from "./words.ts";

export function codeFaultSentence(fault: CodeFault, { code }: FirstStartWords): string {
  switch (fault.type) {
    case "code/character":
      return code.character({ character: JSON.stringify(fault.character) });
    case "code/length":
      return code.length({ wanted: fault.wanted, found: fault.found });
    case "code/mistyped":
      return code.mistyped;
    default:
      return assertNever(fault, "code fault");
  }
}
