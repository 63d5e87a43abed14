/** Somebody of the staff as another person names them: by number or name. */

import { isNamed } from "../../domain/text/entry-text.ts";
import { type NamedStaff, type Till } from "../till/till.ts";

export function staffNamed({ staff }: Pick<Till, "staff">, text: string): NamedStaff | undefined {
  return staff().find(({ number, shownName }) => isNamed(text, number, shownName));
}
