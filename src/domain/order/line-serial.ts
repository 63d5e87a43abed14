/** The serial number of a line as it stands now. */

import { type LineState } from "../state/order-state.ts";
import { registerValue } from "../state/register.ts";

/** Returns it, empty while nobody has said it; undefined for goods that are sold without. */
export function serialOf({ fields }: Pick<LineState, "fields">): string | undefined {
  return fields.serial && registerValue(fields.serial);
}

/** Returns it for a view, which lacks it where there is none. */
export function withSerial(line: Pick<LineState, "fields">): { readonly serial?: string } {
  const serial = serialOf(line);
  return serial === undefined ? {} : { serial };
}
