/** The voids that hold, by pen and paper: those of goods that nobody said were handed out all the same. */

import { type KnownEvent } from "../../src/domain/events/kinds.ts";
import { isOf } from "./drawer-books.ts";

type Void = Extract<KnownEvent, { readonly kind: "order/line-voided" }>;

export function standingVoids(events: ReadonlyArray<KnownEvent>): ReadonlyArray<Void> {
  const none = new Set(
    events.filter(isOf("order/line-handed-out")).flatMap(({ body }) => body.voids),
  );
  return events.filter(isOf("order/line-voided")).filter(({ id }) => !none.has(id));
}
