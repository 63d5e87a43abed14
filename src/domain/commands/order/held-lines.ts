/**
 * Which lines the kitchen is to wait with. What somebody has said of a line holds; else later courses
 * wait for their turn, where the shop serves in courses. Once the kitchen has begun with a course, what
 * is added to it goes at once.
 */

import { courseOf, type LineBalance, orderBalance } from "../../balance/order-balance.ts";
import { sentPieces } from "../../balance/sent-pieces.ts";
import { COURSE_MAX } from "../../events/register-schemas.ts";
import { type Service } from "../../goods/catalogue.ts";
import { type LedgerView } from "../../ledger-view.ts";
import { readSetting } from "../../settings/settings.ts";
import { type OrderState } from "../../state/order-state.ts";
import { registerValue } from "../../state/register.ts";

export interface HoldRule {
  readonly waitsIn: (service: Service) => boolean;
  /** The last course that the kitchen has begun with; before that the first one of the order. */
  readonly begun: number;
}

export function holdRule(view: LedgerView, order: OrderState): HoldRule {
  const holds = readSetting(view, "hold-courses");
  const lines = orderBalance(order).lines.filter(isForKitchen);
  const begun = coursesOf(lines.filter(({ id }) => hasBegun(order, id)));
  return {
    waitsIn: (service) => holds === "always" || holds === service,
    begun: begun.length > 0 ? Math.max(...begun) : Math.min(...coursesOf(lines), COURSE_MAX),
  };
}

function coursesOf(lines: ReadonlyArray<LineBalance>): ReadonlyArray<number> {
  return lines.map(({ line }) => courseOf(line)).filter((course) => course > 0);
}

/** Whether the kitchen is to hold what it was not sent yet of a line. */
export function isToWait(rule: HoldRule, order: OrderState, balance: LineBalance): boolean {
  const parts = sentPieces(order, balance.id);
  if (parts.length > 0) return parts.every(isHeld);
  const said = explicitHold(balance);
  if (said !== undefined) return said;
  return rule.waitsIn(balance.service) && courseOf(balance.line) > rule.begun;
}

/** Undefined where nobody has said anything, or that its course is to say it. */
export function explicitHold({ line }: LineBalance): boolean | undefined {
  return line.fields.held === undefined
    ? undefined
    : (registerValue(line.fields.held) ?? undefined);
}

/** Whether the kitchen may be at it. */
export function hasBegun(order: OrderState, line: LineBalance["id"]): boolean {
  return sentPieces(order, line).some((part) => !part.isHeld);
}

export function isForKitchen({ line, kind, voided }: LineBalance): boolean {
  return !voided && kind.sent && line.added !== null && line.added.station !== "";
}

function isHeld(part: { readonly isHeld: boolean }): boolean {
  return part.isHeld;
}
