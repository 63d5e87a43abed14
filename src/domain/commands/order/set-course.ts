/**
 * Courses: from here on another one. It belongs to the order, so that whoever goes on with it, at
 * whichever till, goes on in the same course; a product's own course counts as long as nobody says any.
 */

import { courseOf, type LineBalance, orderBalance } from "../../balance/order-balance.ts";
import { err, ok } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { COURSE_MAX } from "../../events/register-schemas.ts";
import { type Catalogue } from "../../goods/catalogue.ts";
import { type EventId } from "../../identity.ts";
import { type OrderState } from "../../state/order-state.ts";
import { registerValue } from "../../state/register.ts";
import { type Decision, type DecisionContext, requirePermission } from "../decision.ts";
import { changeOf } from "./open-line.ts";
import { headChange } from "./order-head.ts";

/** The course that `;3` names: 1 to 9, or 0 for the product's own again. */
export interface CourseFromHere {
  readonly catalogue: Catalogue;
  readonly course: number;
  /** The first line whose course changes with it, and all below it; undefined for none. */
  readonly from?: EventId | undefined;
}

/** Returns the next course, for `;` alone; undefined after the last. */
export function courseAfter(course: number): number | undefined {
  return course < COURSE_MAX ? course + 1 : undefined;
}

/** The course of goods that are added now. */
export function courseFor(said: number | undefined, product: { readonly course: number }): number {
  return said === undefined || said === 0 ? product.course : said;
}

/**
 * Decides the course of lines. Paid lines and returned goods stay where they are; refused where
 * nothing would change.
 */
export function decideSetCourse(
  context: DecisionContext,
  order: OrderState,
  { catalogue, course, from }: CourseFromHere,
): Decision {
  const allowed = requirePermission(context, "sell");
  if (!allowed.ok) return allowed;
  const { status, lines } = orderBalance(order);
  if (status === "paid") return err({ type: "order/paid" });
  const first = lines.findIndex(({ id }) => id === from);
  if (from !== undefined && first === -1) return err({ type: "line/unknown" });
  const changes = (from === undefined ? [] : lines.slice(first)).flatMap((line) => {
    const usualCourse = catalogue.productsBySku.get(line.line.added?.sku ?? "")?.course;
    const to = courseFor(course, { course: usualCourse ?? courseOf(line.line) });
    return moved(order, line, to);
  });
  const drafts = [...changes, ...saidOf(order, course)];
  return drafts.length === 0 ? err({ type: "course/same", course }) : ok(drafts);
}

/** Decides the courses of before: that of new lines, and those of the lines. */
export function decideCourseBack(
  context: DecisionContext,
  order: OrderState,
  before: {
    readonly said: number | undefined;
    readonly lines: ReadonlyArray<{ readonly line: EventId; readonly course: number }>;
  },
): Decision {
  const allowed = requirePermission(context, "sell");
  if (!allowed.ok) return allowed;
  const { status, lines } = orderBalance(order);
  if (status === "paid") return err({ type: "order/paid" });
  const changes = before.lines.flatMap(({ line, course }) => {
    const balance = lines.find(({ id }) => id === line);
    return balance === undefined ? [] : moved(order, balance, course);
  });
  const said = before.said === undefined ? [] : saidOf(order, before.said);
  const drafts = [...changes, ...said];
  return drafts.length === 0 ? err({ type: "course/same", course: before.said ?? 0 }) : ok(drafts);
}

function moved(order: OrderState, line: LineBalance, course: number): ReadonlyArray<Draft> {
  const isFixed = line.voided || !line.kind.sent || line.covered !== 0;
  if (isFixed || courseOf(line.line) === course) return [];
  return [changeOf(order, line, { set: { course } })];
}

function saidOf(order: OrderState, course: number): ReadonlyArray<Draft> {
  const isSaid = (registerValue(order.fields.course) ?? 0) === course;
  return isSaid ? [] : [headChange(order, { course })];
}
