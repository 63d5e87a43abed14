/** Voids of a line, and the word of a person that some of them were none. */

import { type KnownEvent } from "../events/kinds.ts";
import { type LineState } from "../state/order-state.ts";
import { keepOfLine, takeAgain } from "../stock/line-stock.ts";

type Of<Kind extends KnownEvent["kind"]> = Extract<KnownEvent, { readonly kind: Kind }>;

export function voided(line: LineState, event: Of<"order/line-voided">): LineState {
  const { id, act, body } = event;
  const { by, approved } = act;
  return {
    ...line,
    ...keepOfLine(line, event, body.wasted ?? 0),
    voids: [...line.voids, { id, reason: body.reason, by, approved }],
  };
}

/** The voids that are named count no longer; once none does, the line takes of the stock what they gave back. */
export function handedOut(line: LineState, event: Of<"order/line-handed-out">): LineState {
  const named = new Set(event.body.voids);
  const voids = line.voids.filter(({ id }) => !named.has(id));
  const gone = line.voids.flatMap(({ id }) => (named.has(id) ? [id] : []));
  if (gone.length === 0) return line;
  return {
    ...line,
    ...(voids.length === 0 ? takeAgain(line, event) : {}),
    voids,
    handedOut: [...(line.handedOut ?? []), ...gone],
  };
}
