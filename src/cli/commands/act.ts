/** Does an act from the shell: `till order note A12 3 "no onions"`. */

import { type ShellFault, type TextContext } from "../../acts/act.ts";
import { type ShellAct } from "../../acts/shell-table.ts";
import { correctionText } from "../../app/orders/correction-text.ts";
import {
  issuedIn,
  performTyped,
  performTypedBeside,
  shellTexts,
} from "../../app/orders/perform-act.ts";
import { refusalSentence } from "../../app/register/refusal-sentence.ts";
import { type Till } from "../../app/till.ts";
import { SERVICES } from "../../domain/catalogue.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { COMP_KINDS } from "../../domain/events/order-events.ts";
import { COURSE_MAX } from "../../domain/events/register-schemas.ts";
import { localQuantity } from "../../domain/locale.ts";
import { ok } from "../../domain/result.ts";
import { cliWords } from "../../words/made/cli/all.ts";
import { cliOrderWords } from "../../words/made/cliOrder/all.ts";
import { type ChangeOptions, changeOrder } from "../change-order.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { type CommandFault, usageFault } from "../fault.ts";
import { positionOf } from "../line-words.ts";
import { oneLine, quoted } from "../one-line.ts";
import { refusalFault } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { speechIn } from "../speech-in.ts";
import { withApproval } from "../with-approval.ts";
import { whoActs, withTill } from "../with-till.ts";

const said = sentencesOf(cliOrderWords);
const inShell = sentencesOf(cliWords);

interface TypedWords {
  /** The order's number of today, a receipt number, or its id. */
  readonly order: string;
  /** All behind it, the number of a line first where the act is about one. */
  readonly words: ReadonlyArray<string>;
  readonly options: ChangeOptions & { readonly dryRun?: boolean };
}

export async function performTheAct(
  { on, load, hasDryRun }: ShellAct,
  { order: text, words: all, options: { dryRun = false, ...options } }: TypedWords,
  console: Console,
): Promise<ExitCode> {
  const act = await load();
  const [first = "", ...others] = all;
  const line = on === "line" ? positionOf(first) : undefined;
  const typed = { words: on === "line" ? others : all, options: { ...options } };
  const isDryRun = hasDryRun && dryRun;
  return changeOrder(
    {
      act: (till, by) => {
        const texts = textsOf(till, console);
        const done = performTyped(till, by, {
          act,
          order: text,
          line,
          typed,
          texts,
          isDryRun,
        });
        if (!done.ok) return done;
        return ok({
          ...done.value,
          tell: act.shell?.tell?.({ ...done.value.performed, by }, texts, isDryRun),
        });
      },
      faultOf: actFault,
      outcome: ({ order, tell = {}, events }, till) => ({
        order: order.id,
        issued: issuedIn(till, events),
        more: tell.json ?? {},
        text: ({ corrections }, speech) => {
          const isCorrected = events.some(({ event }) => event.kind === "payment/corrected");
          const made = isCorrected ? corrections.map((it) => correctionText(it, speech)) : [];
          const lines = (tell.lines ?? []).map((it) => it.replaceAll(/\p{Cc}+/gu, " "));
          return [...lines, ...made.map(oneLine)];
        },
      }),
      end: ({ tell }) => {
        const { notDone = [] } = tell ?? {};
        for (const sentence of notDone) console.say(sentence);
        return notDone.length === 0 ? EXIT.fine : EXIT.foundWrong;
      },
    },
    options,
    console,
  );
}

/** Does an act that is about no order, such as `till clock in`. */
export function performTheActBeside(
  { load }: ShellAct,
  { words, options }: Omit<TypedWords, "order">,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const { till } = open;
    const act = await load();
    const by = await whoActs(till, options, console);
    const texts = textsOf(till, console);
    const typed = { words, options: { ...options } };
    const done = await withApproval({ till, actor: by, console }, options, (actor) =>
      performTypedBeside(till, actor, { act, typed, texts }),
    );
    if (!done.ok) throw actFault(done.fault, till);
    const { answer } = done.value;
    const output = act.shell?.tell?.({ order: undefined, answer, by }, texts, false);
    if (options.json === true) console.json(output?.json ?? {});
    else for (const line of output?.lines ?? []) console.out(line);
    return EXIT.fine;
  });
}

function textsOf(till: Till, console: Console): TextContext {
  const { locale } = speechIn(console, till);
  return shellTexts(till, { locale, refusal: (facts) => refusalSentence(facts, till, locale) });
}

/** Returns what an act ends with that was refused, or that nobody can read. */
export function actFault(fault: Refusal | ShellFault, till: Till): CommandFault {
  switch (fault.type) {
    case "reason/needed": {
      // The shell says by which option a reason is given.
      const facts = { name: fault.name, isInKitchen: fault.knownBy === "kitchen" };
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
    case "service":
      return usageFault(
        said((words) => words.noneOf({ text: quoted(fault.typed), all: SERVICES })),
      );
    case "course":
      return usageFault(
        said((words) => words.noCourse({ text: quoted(fault.typed), max: COURSE_MAX })),
      );
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
