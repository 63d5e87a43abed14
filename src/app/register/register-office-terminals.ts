/** The card terminals of the shop behind a person in the back office. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Refusal as RefusalFacts } from "../../domain/commands/refusal.ts";
import {
  readTerminalText,
  slipPrinter,
  terminalPlace,
  type TerminalText,
} from "../../domain/terminals/terminal-text.ts";
import { type Terminal, USUAL_TERMINAL } from "../../domain/terminals/terminals.ts";
import { type Refusal } from "../../tui/ports/refusal-port.ts";
import { type OfficeTerminal, type OfficeTerminals } from "../../tui/ports/terminals-port.ts";
import { wordsFor } from "../../words/screen-words.ts";
import { type TestedTerminal } from "../cards/card-desk.ts";
import { changeTerminal, listTerminals, removeTerminal } from "../cards/terminal-changes.ts";
import { tillName } from "../mesh/mesh-report.ts";
import { tryStore } from "../store-errors.ts";
import { endedText, hasNothingToEnd, lastEndOf } from "./ends-of-day.ts";
import { type Desk } from "./register-desk.ts";
import { troubleOfTested } from "./seen-terminals.ts";

export function officeTerminals(desk: Desk): OfficeTerminals {
  const { till, actor, cardsHere } = desk;

  function written(work: () => Result<unknown, RefusalFacts>): Result<void, Refusal> {
    const prepared = desk.prepare();
    if (!prepared.ok) return prepared;
    const done = tryStore(work, desk.locale());
    if (typeof done === "string") return err({ message: done });
    return done.ok ? ok(undefined) : desk.refused(done.fault);
  }

  return {
    list: () => listTerminals(till).map((terminal) => toOffice(desk, terminal)),
    add: (typed) => {
      const place = readTerminalText("at", typed.trim(), USUAL_TERMINAL.port);
      if (place === undefined) return wrong(desk, "at");
      const id = freeId(listTerminals(till).map((terminal) => terminal.id));
      const said = { ...place, name: nameOf(id) };
      const done = written(() => changeTerminal(till, actor, { id, isNew: true, said }));
      return done.ok ? ok(id) : done;
    },
    setField: (id, { field, text }) => {
      const said = readTerminalText(field, text, USUAL_TERMINAL.port);
      if (said === undefined) return wrong(desk, field);
      return written(() => changeTerminal(till, actor, { id, isNew: false, said }));
    },
    test: async (id) => {
      const done = await cardsHere.test(id);
      return done.ok ? answerOf(desk, done.value) : desk.refused(done.fault);
    },
    take: async (id) => {
      const prepared = desk.prepare();
      if (!prepared.ok) return prepared;
      const done = await cardsHere.take(actor, id);
      if (!done.ok) return desk.refused(done.fault);
      // It is this till's by now, however well it is.
      if (done.value.answer.type === "read") return ok(undefined);
      const answered = answerOf(desk, done.value);
      return answered.ok ? ok(undefined) : answered;
    },
    endDay: async (id) => {
      const prepared = desk.prepare();
      if (!prepared.ok) return prepared;
      const terminal = listTerminals(till).find((one) => one.id === id);
      if (terminal !== undefined && hasNothingToEnd(till, id)) {
        const { nothingToEnd } = wordsFor({ locale: desk.locale() }).officeTerminals;
        return err({ message: nothingToEnd({ name: terminal.name }) });
      }
      const ended = await cardsHere.endDay(actor, id);
      if (ended === undefined) return ok(undefined);
      if (!ended.ok) return desk.refused(ended.fault);
      const said = endedText(till, ended, desk.locale());
      return said.ok ? said : err({ message: said.fault });
    },
    remove: (id) => written(() => removeTerminal(till, actor, id)),
  };
}

function wrong(desk: Desk, field: TerminalText): { readonly ok: false; readonly fault: Refusal } {
  const { hints } = wordsFor({ locale: desk.locale() }).officeTerminals;
  return err({ message: hints[field] });
}

/** `main`, and `terminal-2` for the second one. */
function freeId(taken: ReadonlyArray<string>): string {
  if (!taken.includes("main")) return "main";
  let count = 2;
  while (taken.includes(`terminal-${count}`)) count += 1;
  return `terminal-${count}`;
}

/** `Terminal 2` */
function nameOf(id: string): string {
  const spoken = id.replace("-", " ");
  return spoken.slice(0, 1).toUpperCase() + spoken.slice(1);
}

/** Returns the number of its last receipt, or why it can't be asked. */
function answerOf(desk: Desk, tested: TestedTerminal): Result<string, Refusal> {
  const { terminal, answer } = tested;
  const { cards, officeTerminals } = wordsFor({ locale: desk.locale() });
  const { name } = terminal;
  switch (answer.type) {
    case "busy":
      return err({ message: officeTerminals.isBusy({ name }) });
    case "lost": {
      const { why } = answer;
      if (why !== undefined) return err({ message: cards[why]({ name }) });
      return err({ message: officeTerminals.noAnswer({ name, at: terminalPlace(terminal) }) });
    }
    default: {
      const trouble = troubleOfTested(tested, desk.locale());
      if (trouble !== undefined) return err({ message: trouble.says });
      const { memory } = answer;
      const receipt = memory.type === "receipt" ? memory.says.ref?.receipt : undefined;
      return ok(receipt === undefined ? "" : String(receipt).padStart(4, "0"));
    }
  }
}

function toOffice({ till, locale, cardsHere }: Desk, terminal: Terminal): OfficeTerminal {
  const { ledger } = till;
  const { id, name, protocol, password, isBound, canRepeat, driver } = terminal;
  const { settleSeconds, tabDays } = terminal;
  const isOwn = driver === ledger.identity.key.device;
  return {
    id,
    name,
    protocol,
    at: terminalPlace(terminal),
    drivenBy: isOwn ? undefined : tillName(ledger.admission(), driver),
    password,
    isBound,
    canRepeat,
    settleSeconds,
    tabDays,
    slips: slipPrinter(terminal),
    lastEnd: lastEndOf(till, id, locale()),
    ending: cardsHere.ending(id, locale()),
  };
}
