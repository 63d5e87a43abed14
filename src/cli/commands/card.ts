/** `till card add|set|remove|test|list`: the card terminals of the shop, and a day's payments at them. */

import { listCards, type ListedCard } from "../../app/cards/card-list.ts";
import { changeTerminal, listTerminals, removeTerminal } from "../../app/cards/terminal-changes.ts";
import { tillName } from "../../app/mesh/mesh-report.ts";
import { moneyText } from "../../app/speech.ts";
import { type Till } from "../../app/till.ts";
import { type TerminalFields } from "../../domain/commands/change-terminals.ts";
import { type Terminal, USUAL_TERMINAL } from "../../domain/terminals/terminals.ts";
import { readTcpPlace } from "../../domain/text/tcp-place.ts";
import { cliCardWords } from "../../words/made/cliCard/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { unreachableFault, usageFault } from "../fault.ts";
import { toFieldText } from "../field-text.ts";
import { oneLine } from "../one-line.ts";
import { isUnchanged, refusalFault, valueOf } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { speechIn } from "../speech-in.ts";
import {
  type DayOptions,
  type JsonOptions,
  type StaffOptions,
  whoActs,
  withTill,
} from "../with-till.ts";
import { dayOf } from "./order.ts";

const said = sentencesOf(cliCardWords);

type ChangeOptions = JsonOptions & StaffOptions;

export function setTerminal(
  [isNew, id, fields]: readonly [boolean, string, ReadonlyArray<string>],
  options: ChangeOptions,
  console: Console,
): Promise<ExitCode> {
  const read = fields.map(toFieldText).map(({ field, text }) => readField(field, text.trim()));
  const wished = Object.assign({}, ...read) as TerminalFields;
  if (isNew && wished.host === undefined) throw usageFault(said(({ set }) => set.noPlace));
  return withTill(options, console, async ({ till }) => {
    const actor = await whoActs(till, options, console);
    const done = changeTerminal(till, actor, { id, isNew, said: wished });
    const isSame = isUnchanged(done, till, "terminal/same");
    const terminal = listTerminals(till).find((other) => other.id === id);
    if (terminal === undefined) throw new Error(`The terminal ${id} is not there.`);
    const word = isSame ? "unchanged" : isNew ? "added" : "changed";
    if (options.json === true) console.json({ done: word, terminal: toJson(till, terminal) });
    else console.out(said(({ set }) => set.done({ name: oneLine(terminal.name), done: word })));
    return EXIT.fine;
  });
}

const WAIT_MAX = 300;

function readField(field: string, text: string): TerminalFields {
  switch (field) {
    case "name":
      return { name: text };
    case "driver":
      if (text !== "zvt") throw wrong(field, text, "zvt");
      return { protocol: text };
    case "at": {
      const place = readTcpPlace(text, USUAL_TERMINAL.port);
      if (place === undefined) throw wrong(field, text, "192.0.2.7:20007");
      return place;
    }
    case "password":
      if (!/^\d{6}$/u.test(text)) throw wrong(field, text, "000000");
      return { password: text };
    case "bound":
      return { isBound: readYes(field, text) };
    case "repeats":
      return { canRepeat: readYes(field, text) };
    case "wait": {
      const seconds = /^\d{1,3}$/u.test(text) ? Number(text) : Number.NaN;
      if (!(seconds <= WAIT_MAX)) throw wrong(field, text, `0 … ${WAIT_MAX}`);
      return { settleSeconds: seconds };
    }
    default:
      throw usageFault(said(({ set }) => set.noField({ text: oneLine(field) })));
  }
}

function readYes(field: string, text: string): boolean {
  if (text !== "yes" && text !== "no") throw wrong(field, text, "yes / no");
  return text === "yes";
}

function wrong(field: string, text: string, form: string): Error {
  return usageFault(said(({ set }) => set.wrong({ field, text: oneLine(text), form })));
}

export function removeTheTerminal(
  id: string,
  options: ChangeOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async ({ till }) => {
    const actor = await whoActs(till, options, console);
    valueOf(removeTerminal(till, actor, id), till);
    if (options.json === true) console.json({ done: "removed", id });
    else console.out(said(({ set }) => set.removed({ id })));
    return EXIT.fine;
  });
}

export function testTheTerminal(
  id: string,
  options: ChangeOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async ({ till, cards }) => {
    await whoActs(till, options, console);
    const asked = await cards.test(id);
    if (!asked.ok) throw refusalFault(asked.fault, till);
    const { terminal, answer } = asked.value;
    const { name } = terminal;
    if (answer.type === "busy") throw unreachableFault(said(({ pay }) => pay.busy({ name })));
    if (answer.type === "lost") {
      const facts = { name, at: placeOf(terminal) };
      throw unreachableFault(said(({ pay }) => pay.noAnswer(facts)));
    }
    const { memory } = answer;
    const receipt = memory.type === "nothing" ? null : memory.says.ref.receipt;
    if (options.json === true) console.json({ id, state: "ready", receipt });
    else {
      const facts = { id, receipt: receipt === null ? "" : String(receipt) };
      console.out(said(({ test }) => test.fine(facts)));
    }
    return EXIT.fine;
  });
}

export function listTheCards(options: DayOptions, console: Console): Promise<ExitCode> {
  return withTill({ ...options, onlyLooks: true }, console, ({ till }) => {
    const day = dayOf(options.day, till);
    const terminals = listTerminals(till);
    const payments = listCards(till, day);
    if (options.json === true) {
      console.json({
        currency: till.currency.code,
        day,
        terminals: terminals.map((terminal) => toJson(till, terminal)),
        payments,
      });
      return EXIT.fine;
    }
    if (terminals.length === 0) console.say(said(({ list }) => list.none));
    for (const terminal of terminals) {
      const facts = {
        id: terminal.id,
        at: placeOf(terminal),
        till: tillName(till.ledger.admission(), terminal.driver),
      };
      console.out(said(({ list }) => list.terminal(facts)));
    }
    for (const payment of payments) console.out(cardLine(till, payment, console));
    return EXIT.fine;
  });
}

/** Returns a payment as a line. */
export function cardLine(till: Till, payment: ListedCard, console: Console): string {
  const { at, order, terminal, brand, last4 } = payment;
  const money = moneyText(payment.sum, speechIn(console, till));
  const card = [brand, last4].filter((part) => part !== null).join(" ");
  return said(({ list, states }) =>
    list.payment({
      at: at?.slice(11, 16) ?? "",
      order,
      money,
      terminal,
      state: states[payment.state],
      card,
    }),
  )(console.locale());
}

function toJson(till: Till, terminal: Terminal) {
  const { id, name, protocol, isBound, canRepeat, settleSeconds, turn } = terminal;
  const { ledger } = till;
  return {
    id,
    name,
    driver: protocol,
    at: placeOf(terminal),
    till: tillName(ledger.admission(), terminal.till),
    drivenBy: tillName(ledger.admission(), terminal.driver),
    turn,
    bound: isBound,
    repeats: canRepeat,
    wait: settleSeconds,
  };
}

function placeOf({ host, port }: Terminal): string {
  return `${host}:${port}`;
}
