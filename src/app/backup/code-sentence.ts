/** Why a code that somebody typed or scanned is none: of a recovery sheet, or of an invitation. */

import { assertNever } from "../../domain/assert-never.ts";
import { type CodeFault } from "../../domain/crockford.ts";

export function codeSentence(fault: CodeFault): string {
  switch (fault.type) {
    case "code/character":
      return `No code has the character ${JSON.stringify(fault.character)}: read that place again.`;
    case "code/length":
      return `The code has ${fault.wanted} characters, ${fault.found} were read: look for one too many or too few.`;
    case "code/mistyped":
      return "The code doesn't check: a character is wrong, or two are swapped.";
    default:
      return assertNever(fault, "code fault");
  }
}
