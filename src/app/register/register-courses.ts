/**
 * Courses at the register: which one goods are added in, what the kitchen waits with, what it begins, and
 * what it makes again.
 */

import { decideFire, decideHold } from "../../domain/commands/hold-fire.ts";
import { decideRefire } from "../../domain/commands/refire-line.ts";
import { decideSetCourse } from "../../domain/commands/set-course.ts";
import { ok } from "../../domain/result.ts";
import { type OrderView } from "../../domain/views.ts";
import { type TillSession } from "../../tui/ports/till-port.ts";
import { type NextOrder } from "../orders/next-order.ts";
import { orderState } from "../orders/orders.ts";
import { type Desk } from "./register-desk.ts";
import { noteNextCourse } from "./register-undo.ts";

export function courseActions(
  desk: Desk,
  next: NextOrder,
): Pick<TillSession, "course" | "setCourse" | "hold" | "fire" | "refire" | "mayRefire"> {
  function open(): OrderView | undefined {
    const order = desk.current();
    return order?.status === "paid" ? undefined : order;
  }

  return {
    course: () => {
      const order = open();
      return order === undefined ? next.course : (order.course ?? 0);
    },
    setCourse: (course, from) => {
      if (open() !== undefined) {
        const catalogue = desk.till.catalogue();
        return desk.change("set course", (context, order) =>
          decideSetCourse(context, order, { catalogue, course, from }),
        );
      }
      if (next.course === course) return desk.refused({ type: "course/same", course });
      noteNextCourse(desk, next);
      next.course = course;
      return ok(undefined);
    },
    hold: (lines, held) =>
      desk.change("hold", (context, order) => decideHold(context, order, { lines, held })),
    fire: (course) => desk.change("fire", (context, order) => decideFire(context, order, course)),
    refire: (again) =>
      desk.change("refire", (context, order) => decideRefire(context, order, again)),
    mayRefire: (again) => {
      const id = desk.screen.order();
      if (id === undefined) return desk.refused({ type: "order/none" });
      const asked = desk.till.ask(desk.actor, "refire", (context) =>
        decideRefire(context, orderState(context.view, id), again),
      );
      return asked.ok ? ok(undefined) : desk.refused(asked.fault);
    },
  };
}
