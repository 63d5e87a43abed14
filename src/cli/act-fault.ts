/** What a command of an act ends with that was refused, or that nobody can read. */

import { type ShellFault } from "../acts/act.ts";
import { type Till } from "../app/till/till.ts";
import { type Refusal } from "../domain/commands/refusal.ts";
import { COMP_KINDS } from "../domain/events/discount-events.ts";
import { COURSE_MAX } from "../domain/events/register-schemas.ts";
import { SERVICES } from "../domain/goods/catalogue.ts";
import { GOODS_FATES } from "../domain/goods/goods-fate.ts";
import { localQuantity } from "../domain/text/locale.ts";
import { cliWords } from "../words/made/cli/all.ts";
import { cliOrderWords } from "../words/made/cliOrder/all.ts";
import { type CommandFault, usageFault } from "./fault.ts";
import { quoted } from "./one-line.ts";
import { refusalFault } from "./refusal-fault.ts";
import { sentencesOf } from "./sentences-of.ts";

const said = sentencesOf(cliOrderWords);
const inShell = sentencesOf(cliWords);

/** Returns what an act ends with that was refused, or that nobody can read. */
export function actFault(fault: Refusal | ShellFault, till: Till): CommandFault {
  switch (fault.type) {
    case "reason/needed": {
      // The shell says by which option a reason is given.
      const facts = { name: fault.name, knownBy: fault.knownBy };
      return usageFault(said((words) => words.reasonNeeded(facts)));
    }
    case "price":
      return usageFault(said((words) => words.noPrice({ text: quoted(fault.typed) })));
    case "quantity":
      return usageFault(inShell(({ line }) => line.noQuantity({ text: quoted(fault.typed) })));
    case "quantity-option": {
      const text = `--quantity ${quoted(fault.typed)}`;
      return usageFault(inShell(({ line }) => line.noQuantity({ text })));
    }
    case "line":
      return usageFault(inShell(({ line }) => line.noLine({ text: quoted(fault.typed) })));
    case "hold":
      return usageFault(said((words) => words.holdWhat));
    case "course-option":
      return usageFault(
        said((words) => words.noCourseOption({ text: quoted(fault.typed), max: COURSE_MAX })),
      );
    case "discount":
      return usageFault(said((words) => words.noDiscount({ text: quoted(fault.typed) })));
    case "comp-kind":
      return usageFault(
        said((words) => words.noKind({ text: quoted(fault.typed), all: COMP_KINDS })),
      );
    case "line-or-order":
      return usageFault(said((words) => words.lineOrWhole));
    case "line-or-goods":
      return usageFault(said((words) => words.lineOrGoods));
    case "service":
      return usageFault(
        said((words) => words.noneOf({ text: quoted(fault.typed), all: SERVICES })),
      );
    case "goods-option":
      return usageFault(
        said((words) => words.noneOf({ text: quoted(fault.typed), all: GOODS_FATES })),
      );
    case "course":
      return usageFault(
        said((words) => words.noCourse({ text: quoted(fault.typed), max: COURSE_MAX })),
      );
    case "note":
      return usageFault(said((words) => words.noNote({ text: quoted(fault.typed) })));
    case "points":
      return usageFault(said((words) => words.noPoints({ text: quoted(fault.typed) })));
    case "seat":
    case "guests": {
      const { type: what, typed } = fault;
      return usageFault(said(({ table }) => table.noCount({ text: quoted(typed), what })));
    }
    case "amount": {
      const { option, typed } = fault;
      const text = quoted(typed);
      return usageFault(
        inShell(({ pay }) =>
          /^[-−]/u.test(typed) ? pay.belowZero({ option, text }) : pay.noAmount({ option, text }),
        ),
      );
    }
    case "payment":
      return usageFault(paymentSentence(fault.wrong));
    case "part":
      return usageFault(said((words) => words.noPart({ text: quoted(fault.typed) })));
    case "split/how":
      return usageFault(said(({ split }) => split.how({ ways: split.ways })));
    case "split/one-way":
      return usageFault(said(({ split }) => split.oneWay({ ways: split.ways })));
    case "split/seats":
      return usageFault(said(({ split }) => split.noSeats({ text: quoted(fault.typed) })));
    case "split/parts": {
      const { option, typed } = fault;
      return usageFault(said(({ split }) => split.noParts({ option, text: quoted(typed) })));
    }
    case "split/lines": {
      const { option, typed } = fault;
      const facts = { option, text: quoted(typed), isLines: option === "--lines", isSplit: true };
      return usageFault(said((words) => words.noLines(facts)));
    }
    case "exempt":
      return usageFault(said((words) => words.exemptWho));
    case "void/too-many": {
      const { name, quantity, soldBy } = fault;
      return usageFault(
        said((words, locale) =>
          words.tooMany({ name, quantity: localQuantity(quantity, soldBy, locale) }),
        ),
      );
    }
    case "entry/unreadable":
      return usageFault(fault.why);
    default:
      return refusalFault(fault, till);
  }
}

/** Returns why nobody can read how something is paid. */
function paymentSentence(
  wrong: Extract<ShellFault, { readonly type: "payment" }>["wrong"],
): ReturnType<typeof said> {
  switch (wrong) {
    case "cashOrCard":
    case "oneTender":
    case "tipAlone":
      return inShell(({ pay }) => pay[wrong]);
    default:
      return said(({ pay }) => pay[wrong]);
  }
}
