/** What commands that add up days do on a box that was told today alone. */

import { type Till } from "../app/till/till.ts";
import { hasWholePast } from "../app/whole-past.ts";
import { EXIT } from "./exit-codes.ts";
import { CommandFault } from "./fault.ts";
import { refusalFault } from "./refusal-fault.ts";

/** Throws where the figures of days can't be added up yet: something of them is not here. */
export function requireWholePast(till: Till): void {
  const whole = hasWholePast(till);
  if (whole.ok) return;
  const refused = refusalFault(whole.fault, till);
  throw new CommandFault(EXIT.incomplete, (locale) => refused.sentence(locale));
}
