/** Areas and tables behind a person in the back office. */

import { decideChangeFloor, decideRemoveFromFloor } from "../../domain/commands/change-floor.ts";
import { ok } from "../../domain/result.ts";
import { type OfficeFloor } from "../../tui/ports/floor-port.ts";
import { floorInQuestion, floorOf } from "../catalogue/floor-changes.ts";
import { type Desk } from "./register-desk.ts";

export function officeFloor(desk: Desk): OfficeFloor {
  const { till } = desk;
  return {
    look: () => floorOf(till),
    inQuestion: (type, id) => floorInQuestion(till, type, id),
    change: (wish) => {
      const done = desk.actBeside("change the tables", (context) =>
        decideChangeFloor(context, wish),
      );
      return done.ok ? ok(undefined) : done;
    },
    remove: (name) => {
      const done = desk.actBeside("remove a table", (context) =>
        decideRemoveFromFloor(context, name),
      );
      return done.ok ? ok(undefined) : done;
    },
  };
}
