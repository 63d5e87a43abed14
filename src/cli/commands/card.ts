/** `till card add|set|remove|test|list`: the card terminals of the shop, and a day's payments at them. */

import { listTerminalItems } from "../../app/attention/attention-items.ts";
import { type TestedTerminal } from "../../app/cards/card-desk.ts";
import { listCards, type ListedCard } from "../../app/cards/card-list.ts";
import { changeTerminal, listTerminals, removeTerminal } from "../../app/cards/terminal-changes.ts";
import { newPassphrase, type NewPassphrase } from "../../app/cards/terminal-secret.ts";
import { reasonText } from "../../app/cards/terminal-words.ts";
import { readCertificates } from "../../app/cards/trusted-certificates.ts";
import { tillName } from "../../app/mesh/mesh-report.ts";
import { moneyText } from "../../app/speech.ts";
import { systemRandom } from "../../app/system/random.ts";
import { type Till } from "../../app/till/till.ts";
import {
  type TerminalFields,
  type TerminalWish,
} from "../../domain/commands/cards/change-terminals.ts";
import { type CardAct, poiSchema } from "../../domain/events/card-events.ts";
import {
  KEY_VERSION_MAX,
  TAB_DAYS_MAX,
  TERMINAL_DRIVERS,
} from "../../domain/events/terminal-events.ts";
import { type FieldText } from "../../domain/office/entry-wish.ts";
import { slipText } from "../../domain/terminals/slip-text.ts";
import {
  readTerminalText,
  SLIP_PRINTERS,
  slipPrinter,
  TERMINAL_TEXTS,
  terminalPlace,
  type TerminalText,
  WAIT_MAX,
} from "../../domain/terminals/terminal-text.ts";
import { type Terminal, USUAL_TERMINAL } from "../../domain/terminals/terminals.ts";
import { cliCardWords } from "../../words/made/cliCard/all.ts";
import { type CliCardWords } from "../../words/made/cliCard/words.ts";
import { askSecret, readSecretFile } from "../ask-secret.ts";
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

type ChangeOptions = JsonOptions & StaffOptions & { readonly keyFile?: string };

export function setTerminal(
  [isNew, id, fields]: readonly [boolean, string, ReadonlyArray<string>],
  options: ChangeOptions,
  console: Console,
): Promise<ExitCode> {
  const wished = readFields(fields.map(toFieldText));
  if (isNew && wished.host === undefined) throw usageFault(said(({ set }) => set.noPlace));
  return withTill(options, console, async ({ till }) => {
    const actor = await whoActs(till, options, console);
    const passphrase = await passphraseFor({ till, id, said: wished }, options);
    const done = changeTerminal(till, actor, { id, isNew, said: wished, passphrase });
    const isSame = isUnchanged(done, till, "terminal/same");
    const terminal = listTerminals(till).find((other) => other.id === id);
    if (terminal === undefined) throw new Error(`The terminal ${id} is not there.`);
    const word = isSame ? "unchanged" : isNew ? "added" : "changed";
    if (options.json === true) console.json({ done: word, terminal: toJson(till, terminal) });
    else console.out(said(({ set }) => set.done({ name: oneLine(terminal.name), done: word })));
    return EXIT.fine;
  });
}

/** Returns the passphrase that a person was asked for: of a new Nexo terminal, and with another key. */
async function passphraseFor(
  { till, id, said: wished }: Pick<TerminalWish, "id" | "said"> & { readonly till: Till },
  { keyFile }: ChangeOptions,
): Promise<NewPassphrase | undefined> {
  const before = listTerminals(till).find((terminal) => terminal.id === id);
  const isNexo = (wished.protocol ?? before?.protocol) === "nexo";
  const isOther =
    before?.protocol !== "nexo" ||
    wished.keyName !== undefined ||
    wished.keyVersion !== undefined ||
    keyFile !== undefined;
  if (!isNexo || !isOther) return undefined;
  const text =
    keyFile === undefined
      ? await askSecret(`${said(({ set }) => set.passphrase)(till.shopLocale())}: `)
      : readSecretFile("passphrase", keyFile);
  return newPassphrase(text, systemRandom);
}

const NEXO_PORT = 8443;
const SHORT_MAX = 60;

function readFields(fields: ReadonlyArray<FieldText>): TerminalFields {
  const isNexo = fields.some(({ field, text }) => field === "driver" && text.trim() === "nexo");
  const usualPort = isNexo ? NEXO_PORT : USUAL_TERMINAL.port;
  const read = fields.map(
    ({ field, text }) =>
      readNexoField(field, text.trim()) ?? readField(field, text.trim(), usualPort),
  );
  return Object.assign({}, ...read) as TerminalFields;
}

function readNexoField(field: string, text: string): TerminalFields | undefined {
  switch (field) {
    case "poiid":
      if (!poiSchema.safeParse(text).success) throw wrong(field, text, "V400m-346403161");
      return { poi: text };
    case "key":
      if (text === "" || text.length > SHORT_MAX) throw wrong(field, text, "mykey");
      return { keyName: text };
    case "keyversion": {
      const version = /^\d{1,6}$/u.test(text) ? Number(text) : Number.NaN;
      if (!(version <= KEY_VERSION_MAX)) throw wrong(field, text, `0 … ${KEY_VERSION_MAX}`);
      return { keyVersion: version };
    }
    case "ca":
      return { trust: readTrust(field, text) };
    default:
      return undefined;
  }
}

/** Returns the certificates of a PEM file, or a fingerprint as it is. */
function readTrust(field: string, text: string): string {
  if (/^sha256:(?:[0-9A-Fa-f]{2}:?){32}$/u.test(text)) return text;
  const trust = readCertificates(text);
  if (trust === undefined) throw wrong(field, text, "root.pem / sha256:…");
  return trust;
}

function readField(field: string, text: string, usualPort: number): TerminalFields {
  if (field === "driver") {
    const driver = TERMINAL_DRIVERS.find((name) => name === text);
    if (driver === undefined) throw wrong(field, text, TERMINAL_DRIVERS.join(" / "));
    return { protocol: driver };
  }
  const known = TERMINAL_TEXTS.find((name) => name === field);
  if (known === undefined) {
    throw usageFault(said(({ set }) => set.noField({ text: oneLine(field) })));
  }
  const read = readTerminalText(known, text, usualPort);
  if (read === undefined) throw wrong(field, text, formOf(known, usualPort));
  return read;
}

/** Returns how a field is typed. */
function formOf(field: TerminalText, usualPort: number): string {
  switch (field) {
    case "at":
      return `192.0.2.7:${usualPort}`;
    case "password":
      return "000000";
    case "wait":
      return `0 … ${WAIT_MAX}`;
    case "tabs":
      return `1 … ${TAB_DAYS_MAX}`;
    case "slips":
      return SLIP_PRINTERS.join(" / ");
    case "bound":
    case "repeats":
      return "yes / no";
    default:
      return "…";
  }
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
    const receipt = receiptIn(asked.value);
    const trouble = troubleIn(asked.value);
    if (options.json === true) {
      const state = trouble === null ? "ready" : "trouble";
      console.json({ id, state, trouble, receipt });
    } else if (trouble !== null) {
      const why = reasonText(trouble, console.locale());
      console.out(said(({ test }) => test.trouble({ id, why })));
    } else {
      const facts = { id, receipt: receipt === null ? "" : String(receipt) };
      console.out(said(({ test }) => test.fine(facts)));
    }
    return trouble === null ? EXIT.fine : EXIT.foundWrong;
  });
}

/** Returns the code by which a terminal that answers says that it is not well; null for none. */
function troubleIn({ answer }: TestedTerminal): string | null {
  return (answer.type === "read" ? answer.trouble : undefined) ?? null;
}

type Loss = Extract<TestedTerminal["answer"], { readonly type: "lost" }>["why"];

/** Nothing was asked of the terminal: it is away, or not the one that is meant. */
export function lostFault(terminal: Terminal, why: Loss): Error {
  const facts = { name: terminal.name, at: terminalPlace(terminal) };
  switch (why) {
    case "stranger":
      return unreachableFault(said(({ pay }) => pay.stranger(facts)));
    case "key":
      return unreachableFault(said(({ pay }) => pay.key(facts)));
    case "currency":
      return unreachableFault(said(({ pay }) => pay.currency(facts)));
    default:
      return unreachableFault(said(({ pay }) => pay.noAnswer(facts)));
  }
}

/** Returns the number of its last receipt; null for none. Throws where it is busy or doesn't answer. */
function receiptIn({ terminal, answer }: TestedTerminal): number | null {
  const { name } = terminal;
  if (answer.type === "busy") throw unreachableFault(said(({ pay }) => pay.busy({ name })));
  if (answer.type === "lost") throw lostFault(terminal, answer.why);
  const { memory } = answer;
  return memory.type === "receipt" ? (memory.says.ref?.receipt ?? null) : null;
}

export function takeTheTerminal(
  id: string,
  options: ChangeOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async ({ till, cards }) => {
    const actor = await whoActs(till, options, console);
    const taken = valueOf(await cards.take(actor, id), till);
    const receipt = receiptIn(taken);
    const terminal = listTerminals(till).find((other) => other.id === id);
    if (terminal === undefined) throw new Error(`The terminal ${id} is not there.`);
    if (options.json === true) {
      console.json({ done: "taken", receipt, terminal: toJson(till, terminal) });
    } else {
      const facts = { name: oneLine(terminal.name), receipt: String(receipt ?? "") };
      console.out(said(({ take }) => take.done(facts)));
    }
    return EXIT.fine;
  });
}

export function listTheCards(options: DayOptions, console: Console): Promise<ExitCode> {
  return withTill({ ...options, onlyLooks: true }, console, ({ till }) => {
    const day = dayOf(options.day, till);
    const terminals = listTerminals(till);
    const payments = listCards(till, day);
    const found = listTerminalItems(till, console.locale());
    if (options.json === true) {
      console.json({
        currency: till.currency.code,
        day,
        terminals: terminals.map((terminal) => toJson(till, terminal)),
        found: found.map(({ id, text, amount = 0 }) => ({ id, text, amount })),
        payments,
      });
      return EXIT.fine;
    }
    if (terminals.length === 0) console.say(said(({ list }) => list.none));
    for (const terminal of terminals) {
      const facts = {
        id: terminal.id,
        at: terminalPlace(terminal),
        till: tillName(till.ledger.admission(), terminal.driver),
      };
      console.out(said(({ list }) => list.terminal(facts)));
    }
    for (const { text } of found) console.out(`! ${text}`);
    for (const payment of payments) console.out(cardLine(till, payment, console));
    return EXIT.fine;
  });
}

/** What the terminal did need not be a payment. */
function doneText({ states, done }: CliCardWords, act: CardAct): string {
  switch (act) {
    case "pay":
    case "book":
      return states.captured;
    case "refund":
    case "reverse":
      return done.back;
    default:
      return done[act];
  }
}

/** Returns a payment as a line. */
export function cardLine(till: Till, payment: ListedCard, console: Console): string {
  const { at, order, terminal, brand, last4, slip, missing } = payment;
  const money = moneyText(payment.sum, speechIn(console, till));
  const card = [brand, last4].filter((part) => part !== null).join(" ");
  return said((words) => {
    const { list, states } = words;
    if (terminal === null) {
      const done = doneText(words, payment.act);
      const known = slipText({ slip: slip ?? "", last4: last4 ?? "" });
      return list.typed({ at: at?.slice(11, 16) ?? "", order, money, state: done, slip: known });
    }
    const line = list.payment({
      at: at?.slice(11, 16) ?? "",
      order,
      money,
      terminal,
      state: payment.state === "captured" ? doneText(words, payment.act) : states[payment.state],
      card,
    });
    return missing.length === 0 ? line : list.missing({ line, tills: missing });
  })(console.locale());
}

function toJson(till: Till, terminal: Terminal) {
  const { id, name, protocol, isBound, canRepeat, settleSeconds, tabDays, turn } = terminal;
  const { poi, keyName, keyVersion } = terminal;
  const { ledger } = till;
  return {
    id,
    name,
    driver: protocol,
    at: terminalPlace(terminal),
    till: tillName(ledger.admission(), terminal.till),
    drivenBy: tillName(ledger.admission(), terminal.driver),
    turn,
    ...(protocol === "nexo" ? { poiid: poi, key: keyName, keyversion: keyVersion } : {}),
    bound: isBound,
    repeats: canRepeat,
    wait: settleSeconds,
    tabs: tabDays,
    slips: slipPrinter(terminal),
  };
}
