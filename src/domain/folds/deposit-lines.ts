/**
 * Deposits that came with goods: their lines have the quantity, the seat, the course, the service and the place of the
 * goods, and are void with them. No event says so: whatever tills do to the goods apart, the deposit can't differ.
 */

import { type EventId } from "../identity.ts";
import { thousandths } from "../money/amounts.ts";
import { emptyLine, type LineState, type OrderState } from "../state/order-state.ts";
import { type Register } from "../state/register.ts";

/** What a deposit has of its goods, whatever was said of it. */
export const FOLLOWED_FIELDS = ["quantity", "seat", "course", "service", "place"] as const;

type Lines = OrderState["linesById"];

/** Returns the lines after something was said of `line`, with its deposits as it is now. */
export function withDepositsOf(lines: Lines, line: EventId): Lines {
  const deposits = Object.entries<LineState>(lines).filter(
    ([, { added }]) => added?.with?.line === line,
  );
  if (deposits.length === 0) return lines;
  const followed = deposits.map(([id]) => [id, following(lines, id as EventId)]);
  return { ...lines, ...(Object.fromEntries(followed) as Lines) };
}

/** Returns a line as it follows the goods that it came with; as it is where it came by itself. */
export function following(lines: Lines, id: EventId): LineState {
  const deposit = lines[id] ?? emptyLine;
  const came = deposit.added?.with;
  const goods = came === undefined ? undefined : lines[came.line];
  if (came === undefined || goods === undefined || goods.added === null) return deposit;
  // A deposit on a deposit, or on itself, would have more of it each time.
  if (goods.added.with !== undefined) return deposit;
  const { quantity, seat, course, service, place } = goods.fields;
  const renamed = { from: came.line, to: id };
  return {
    ...deposit,
    fields: {
      ...deposit.fields,
      quantity: copied(quantity, renamed, (count) => thousandths(count * came.each)),
      seat: copied(seat, renamed),
      course: copied(course, renamed),
      service: copied(service, renamed),
      ...(place === undefined ? {} : { place }),
    },
    ...(goods.came === undefined ? {} : { came: goods.came }),
    voids: [
      ...deposit.voids.filter(({ id: own }) => goods.handedOut?.includes(own) !== true),
      ...goods.voids.filter((one) => deposit.voids.every((own) => own.id !== one.id)),
    ],
  };
}

/** Returns the register of the goods as the deposit's own: what the goods began with is what it began with. */
function copied<Value>(
  register: Register<Value>,
  { from, to }: { readonly from: EventId; readonly to: EventId },
  change: (value: Value) => Value = (value) => value,
): Register<Value> {
  return {
    open: register.open.map(({ id, value, blind }) => ({
      id: id === from ? to : id,
      value: change(value),
      blind,
    })),
    gone: register.gone.map((id) => (id === from ? to : id)),
  };
}
