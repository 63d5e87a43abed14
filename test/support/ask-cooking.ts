/** The café as it would be whose cook never guesses: how a steak is done has to be chosen. */

import { type Till } from "../../src/app/till/till.ts";
import { ok } from "../../src/domain/base/result.ts";
import { toStreamId } from "../../src/domain/identity.ts";
import { openWriteIds } from "../../src/domain/state/register.ts";

export function askCooking({ ledger, catalogue }: Till): void {
  const group = catalogue().modifierGroupsById.get("cooking");
  if (group === undefined) throw new Error("Nothing is cooked here.");
  const options = group.options.map(({ id, name, price }) => ({
    id,
    name,
    price,
    byDefault: false,
  }));
  const entry = "modifier-group/cooking";
  ledger.commit({
    by: "",
    name: "ask how it is cooked",
    decide: ({ view }) => {
      const over = { options: openWriteIds(view.state("cat", entry).fields["options"]) };
      const body = { set: { options }, over };
      const streams = [toStreamId("cat", entry)];
      return ok({ events: [{ kind: "modifier-group/set", streams, body }] });
    },
  });
}
