/** The own evening of whoever is logged in, at the register. */

import { type EveningDesk } from "../../tui/ports/evening-port.ts";
import { eveningLines, eveningTitle, eveningToDocument } from "../day/evening-text.ts";
import { ownEvening } from "../day/own-evening.ts";
import { reportId } from "../reports/report-paper.ts";
import { type Speech } from "../speech.ts";
import { hasWholePast } from "../whole-past.ts";
import { type Desk } from "./register-desk.ts";
import { printDayPaper } from "./register-drawers.ts";

export function eveningActions(desk: Desk): EveningDesk {
  const { till, actor, open } = desk;

  function speech(): Speech {
    return { currency: till.currency, locale: desk.locale() };
  }

  return {
    read: (cells) => {
      const evening = ownEvening(till, actor.number);
      const title = eveningTitle(till, evening, speech());
      const whole = hasWholePast(till);
      return {
        title,
        lines: whole.ok
          ? eveningLines(till, evening, { speech: speech(), cells })
          : [desk.withheld(whole.fault).fault.message],
      };
    },
    print: () => {
      const whole = hasWholePast(till);
      if (!whole.ok) return desk.withheld(whole.fault);
      const document = eveningToDocument(till, ownEvening(till, actor.number), speech());
      return printDayPaper(desk, { id: reportId(open, "evening"), document });
    },
  };
}
