/** The customers of a till that knows nobody, and learns nobody. */

import { err, ok } from "../../src/domain/base/result.ts";
import { type CustomerSession } from "../../src/tui/ports/customer-port.ts";

export const noCustomers: CustomerSession = {
  find: () => ok({ hits: [], only: undefined }),
  byCard: () => [],
  points: () => undefined,
  add: refuse,
};

function refuse() {
  return err({ message: "This till knows no customers." });
}
