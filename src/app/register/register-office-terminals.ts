/** The card terminals of the shop behind a person in the back office. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type TerminalFields } from "../../domain/commands/change-terminals.ts";
import { type Refusal as RefusalFacts } from "../../domain/commands/refusal.ts";
import { type Terminal, USUAL_TERMINAL } from "../../domain/terminals/terminals.ts";
import { readTcpPlace } from "../../domain/text/tcp-place.ts";
import { type Refusal } from "../../tui/ports/refusal-port.ts";
import {
  type OfficeTerminal,
  type OfficeTerminals,
  type TerminalFieldText,
} from "../../tui/ports/terminals-port.ts";
import { wordsFor } from "../../words/screen-words.ts";
import { type TestedTerminal } from "../cards/card-desk.ts";
import { changeTerminal, listTerminals, removeTerminal } from "../cards/terminal-changes.ts";
import { tillName } from "../mesh/mesh-report.ts";
import { tryStore } from "../store-errors.ts";
import { type Desk } from "./register-desk.ts";

/** What a till waits at most for what was sent before. */
const SETTLE_SECONDS_MAX = 300;

export function officeTerminals(desk: Desk): OfficeTerminals {
  const { till, actor, cardsHere } = desk;

  function written(work: () => Result<unknown, RefusalFacts>): Result<void, Refusal> {
    const prepared = desk.prepare();
    if (!prepared.ok) return prepared;
    const done = tryStore(work, desk.locale());
    if (typeof done === "string") return err({ message: done });
    return done.ok ? ok(undefined) : desk.refused(done.fault);
  }

  async function asked(
    asking: Promise<Result<TestedTerminal, RefusalFacts>>,
  ): Promise<Result<string, Refusal>> {
    const done = await asking;
    return done.ok ? answerOf(desk, done.value) : desk.refused(done.fault);
  }

  return {
    list: () => listTerminals(till).map((terminal) => toOffice(desk, terminal)),
    add: (typed) => {
      const place = readPlace(typed);
      if (place === undefined) return wrong(desk, "at");
      const id = freeId(listTerminals(till).map((terminal) => terminal.id));
      const said = { ...place, name: nameOf(id) };
      const done = written(() => changeTerminal(till, actor, { id, isNew: true, said }));
      return done.ok ? ok(id) : done;
    },
    setField: (id, field) => {
      const said = readField(field);
      if (said === undefined) return wrong(desk, field.field);
      return written(() => changeTerminal(till, actor, { id, isNew: false, said }));
    },
    test: (id) => asked(cardsHere.test(id)),
    take: async (id) => {
      const prepared = desk.prepare();
      if (!prepared.ok) return prepared;
      const done = await asked(cardsHere.take(actor, id));
      return done.ok ? ok(undefined) : done;
    },
    remove: (id) => written(() => removeTerminal(till, actor, id)),
  };
}

function wrong(
  desk: Desk,
  field: TerminalFieldText["field"],
): { readonly ok: false; readonly fault: Refusal } {
  const { hints } = wordsFor({ locale: desk.locale() }).officeTerminals;
  return err({ message: hints[field] });
}

function readField({ field, text }: TerminalFieldText): TerminalFields | undefined {
  switch (field) {
    case "at":
      return readPlace(text);
    case "password":
      return /^\d{6}$/u.test(text) ? { password: text } : undefined;
    case "isBound":
    case "canRepeat":
      return { [field]: text === "yes" };
    case "settleSeconds": {
      const settleSeconds = /^\d{1,3}$/u.test(text) ? Number(text) : Number.NaN;
      return settleSeconds <= SETTLE_SECONDS_MAX ? { settleSeconds } : undefined;
    }
    default:
      return { name: text };
  }
}

function readPlace(typed: string): Pick<Terminal, "host" | "port"> | undefined {
  return readTcpPlace(typed.trim(), USUAL_TERMINAL.port);
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
function answerOf(desk: Desk, { terminal, answer }: TestedTerminal): Result<string, Refusal> {
  const { cards, officeTerminals } = wordsFor({ locale: desk.locale() });
  const { name } = terminal;
  switch (answer.type) {
    case "busy":
      return err({ message: officeTerminals.isBusy({ name }) });
    case "lost": {
      const { why } = answer;
      if (why !== undefined) return err({ message: cards[why]({ name }) });
      return err({ message: officeTerminals.noAnswer({ name, at: placeOf(terminal) }) });
    }
    default: {
      const { memory } = answer;
      const receipt = memory.type === "receipt" ? memory.says.ref?.receipt : undefined;
      return ok(receipt === undefined ? "" : String(receipt).padStart(4, "0"));
    }
  }
}

function placeOf({ host, port }: Terminal): string {
  return `${host}:${port}`;
}

function toOffice({ till: { ledger } }: Desk, terminal: Terminal): OfficeTerminal {
  const { id, name, protocol, password, isBound, canRepeat, settleSeconds, driver } = terminal;
  const isOwn = driver === ledger.identity.key.device;
  return {
    id,
    name,
    protocol,
    at: placeOf(terminal),
    drivenBy: isOwn ? undefined : tillName(ledger.admission(), driver),
    password,
    isBound,
    canRepeat,
    settleSeconds,
  };
}
