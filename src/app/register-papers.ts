/** The papers of a till as the register lists them, and prints them once more. */

import { assertNever } from "../domain/assert-never.ts";
import { type EventId } from "../domain/identity.ts";
import { err, ok } from "../domain/result.ts";
import { type PaperView, type TillPort } from "../tui/till-port.ts";
import { type OpenTill } from "./open-till.ts";
import { findOrder } from "./orders.ts";
import {
  latestPapers,
  type Paper,
  paperOfReceipt,
  papersOfOrder,
  reprint,
  type ReprintFault,
} from "./reprint.ts";
import { orNoRoom } from "./store-errors.ts";

export function paperActions(open: OpenTill): Pick<TillPort, "papers" | "reprint"> {
  const { till, printing } = open;
  const known = new Map<EventId, Paper>();

  function views(papers: ReadonlyArray<Paper>): ReadonlyArray<PaperView> {
    known.clear();
    return papers.map((paper) => {
      known.set(paper.documentId, paper);
      return { id: paper.documentId, label: paper.label, state: paper.state };
    });
  }

  return {
    papers: (number) => {
      if (number === undefined) return ok(views(latestPapers(open)));
      const receipt = paperOfReceipt(open, number);
      if (receipt !== undefined) return ok(views([receipt]));
      const found = findOrder(till, number) ?? findOrder(till, `${till.code()}${number}`);
      if (found === undefined) {
        return err({ message: `No order and no receipt of today is called ${number}.` });
      }
      return ok(views(papersOfOrder(open, found.order.id)));
    },
    reprint: ({ id, label }) => {
      const paper = known.get(id) ?? { documentId: id };
      const done = orNoRoom(() => reprint(open, paper));
      if (typeof done === "string") return err({ message: done });
      if (!done.ok) return err({ message: reprintSentence(done.fault, label) });
      printing.wake();
      return done;
    },
  };
}

export function reprintSentence(fault: ReprintFault, label: string): string {
  switch (fault) {
    case "paper/unknown":
      return `${label} is not known here any more.`;
    case "paper/waiting":
      return `${label} still waits for its printer: it comes out once, and not twice.`;
    default:
      return assertNever(fault, "fault");
  }
}
