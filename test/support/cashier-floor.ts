/**
 * A register on its counter, over a real till and a real store, with all that goes on around it: does
 * one step after the other, and looks after each whether anything is wrong that never may be.
 */

import { rm, writeFile, mkdir } from "node:fs/promises";
import path from "node:path";

import { type OpenTill } from "../../src/app/open-till.ts";
import { rollPath } from "../../src/app/printing/printer-drive.ts";
import { assertNever } from "../../src/domain/base/assert-never.ts";
import { seriesCountKey } from "../../src/domain/folds/order-sums.ts";
import { textWidth } from "../../src/domain/text/text-width.ts";
import { toTransaction } from "../../src/ledger/log/stored-transaction.ts";
import { isOfPerson } from "../../src/tui/customer-plan.ts";
import { orderRows } from "../../src/tui/panes/order-rows.ts";
import { sideRows } from "../../src/tui/panes/side-rows.ts";
import { isPinTyped } from "../../src/tui/pin-check.ts";
import { type RegisterState } from "../../src/tui/register-state.ts";
import { planOf } from "../../src/tui/register-step.ts";
import { helpRows } from "../../src/tui/rows/help-rows.ts";
import { statusFields } from "../../src/tui/rows/status-fields.ts";
import { LEAST, LEAST_AT_COUNTER } from "../../src/tui/terminal/window-size.ts";
import { type Cafe } from "./cafe.ts";
import { actBeside } from "./cashier-beside.ts";
import { wrongInBooks } from "./cashier-books.ts";
import { type CashierStep } from "./cashier-steps.ts";
import { openRealRegister, type RealRegister } from "./real-register.ts";

export interface Floor {
  readonly state: () => RegisterState;
  readonly till: () => OpenTill;
  /** How many numbers of receipts were given. */
  readonly issued: () => number;
  /** Throws when something is wrong after it that never may be. */
  readonly perform: (step: CashierStep) => Promise<void>;
  /** The same about all that was sold. */
  readonly checkBooks: () => void;
  /** What the message line has said. */
  readonly messages: ReadonlySet<string>;
  readonly close: () => Promise<void>;
}

/** What the cashier does with keys and scanner: it has done what it does when the call returns. */
type OwnStep = Extract<CashierStep, { readonly type: "press" | "scan" }>;

const SIZE = { width: 40, height: 17, signs: "all", block: "█" } as const;
const HELP_SIZE = { width: 80, height: 17, signs: "all" } as const;
/** Drawing costs more than most keys. */
const DRAWN_EVERY = 6;
/** What others write on the store is on the screen after this long. */
const SEEN_AFTER_MS = 5100;
/** Keys that may take the text off the line: what it says is done, or it goes, one step back. */
const TAKING = new Set([
  "Enter",
  "Ctrl-J",
  "Ctrl-M",
  "Esc",
  "Backspace",
  "Ctrl-H",
  "Tab",
  "Ctrl-I",
]);

const TOO_SMALL = { columns: LEAST.columns - 1, rows: LEAST.rows };

export async function openFloor(cafe: Cafe): Promise<Floor> {
  const beside = cafe.open();
  const messages = new Set<string>();
  let register = openRealRegister(cafe);
  let isSmall = false;
  let steps = 0;
  let seenMs = 0;
  await mkdir(path.dirname(rollPath(cafe.dir, "receipt")), { recursive: true });

  async function restart(): Promise<void> {
    register.store.close();
    await register.open.close();
    register = openRealRegister(cafe);
    register.store.setSize(isSmall ? TOO_SMALL : LEAST_AT_COUNTER);
  }

  /** How many commits it made, without those that a printer's job makes before the next step. */
  function handle(step: OwnStep): number {
    const { store } = register.open.till.ledger;
    const before = store.lastArrival();
    if (step.type === "press") register.press(step.key);
    else register.scan(step.code);
    return store.lastArrival() - before;
  }

  async function act(step: Exclude<CashierStep, OwnStep>): Promise<void> {
    switch (step.type) {
      case "paste":
        register.send(`\u001b[200~${step.text}\u001b[201~`);
        return;
      case "later":
        cafe.clock.advance(step.ms);
        return;
      case "papers":
        await register.open.printing.settle();
        return;
      case "resize":
        isSmall = step.isTooSmall;
        register.store.setSize(isSmall ? TOO_SMALL : LEAST_AT_COUNTER);
        return;
      case "printer": {
        const off = `${rollPath(cafe.dir, step.id)}.off`;
        await (step.isOn ? rm(off, { force: true }) : writeFile(off, ""));
        return;
      }
      case "beside":
        actBeside(beside, step.act, step.nth);
        seenMs = cafe.clock.nowMs() + SEEN_AFTER_MS;
        return;
      case "restart":
        await restart();
        return;
      default:
        assertNever(step, "step");
    }
  }

  async function perform(step: CashierStep): Promise<void> {
    const isHasty = step.type === "press" && step.isHasty === true;
    if (isPinTyped(register.store.getState()) && !isHasty) await register.checked();
    if (register.store.getState().ended) await restart();
    const before = register.store.getState();
    const isOwn = step.type === "press" || step.type === "scan";
    const written = isOwn ? handle(step) : 0;
    if (!isOwn) await act(step);
    const after = register.store.getState();
    // What a log-in was answered is there before the next key.
    for (const { message } of [before, after])
      if (message !== undefined) messages.add(message.text);
    steps += 1;
    if (step.type === "restart" || isPinTyped(before) || isPinTyped(after)) return;
    checkRefusal(register, { before, after, written });
    checkText({ before, after, step, isSmall });
    if (steps % DRAWN_EVERY !== 0) return;
    checkDrawing(register);
    if (cafe.clock.nowMs() >= seenMs) checkOrder(register);
  }

  return {
    state: () => register.store.getState(),
    till: () => register.open,
    issued: () => {
      const { till } = register.open;
      return till.ledger.read((view) => view.sum(seriesCountKey(till.code())));
    },
    perform,
    checkBooks: () => {
      const [first] = wrongInBooks(register.open.till);
      if (first !== undefined) throw new Error(first);
    },
    messages,
    close: async () => {
      await register.checked();
      register.store.close();
      await register.open.printing.settle();
      await register.open.close();
      await beside.close();
    },
  };
}

/** Of the last commits of the register's own till. */
function latestKinds({ open: { till } }: RealRegister, commits: number): ReadonlyArray<string> {
  return [...till.ledger.store.ofOrigin(till.ledger.identity.origin, 1)]
    .slice(0 - commits)
    .flatMap((row) => toTransaction(row).events.map(({ known }) => known?.kind ?? "unknown"));
}

interface Change {
  readonly before: RegisterState;
  readonly after: RegisterState;
}

/** Whoever is told no has changed nothing; that somebody was told no before is noted by and by. */
function checkRefusal(
  register: RealRegister,
  { before, after, written }: Change & { readonly written: number },
): void {
  const isAsked = after.approval !== undefined && before.approval === undefined;
  const { message } = after;
  // What was sent while its printer is in trouble is done, and says so with the sign of a refusal.
  const isNo = message?.level === "error" && message.awaits === undefined;
  const isRefused = isAsked || (message !== before.message && isNo);
  if (!isRefused || written === 0) return;
  const kinds = latestKinds(register, written).filter((kind) => kind !== "journal/noted");
  if (kinds.length > 0) {
    throw new Error(`What was refused has written ${kinds.join(", ")}: ${told(after)}`);
  }
}

/** What is typed goes by a key that says so, or because it was done, and is brought back by Up then. */
function checkText({
  before,
  after,
  step,
  isSmall,
}: Change & { readonly step: CashierStep; readonly isSmall: boolean }): void {
  const [was, is] = [before.text, after.text];
  if (was === is || was === "") return;
  if (step.type === "press" && (TAKING.has(step.key) || step.key.startsWith("Alt-"))) return;
  if (step.type === "press" && isTypedInto(before, step.key)) {
    const kept = before.isTextRefused ? "" : was;
    if (is === (kept + step.key).slice(0, 200)) return;
  }
  // The list under F10 has put a command's sign before it; a customer whom nobody knows is begun.
  const begun = [is.slice(1), is.startsWith("&+") ? is.slice(2).trimEnd() : is];
  if (before.list?.type === "more" && begun.includes(was.trim())) return;
  // A locked till keeps it for whoever typed it; what was typed of a customer is for nobody's eyes.
  const isLaid = isOfPerson(was) || after.laidInput?.text === was;
  // A colleague's number before Ctrl-L asks for the colleague.
  const isColleague = after.leftBy !== undefined && before.leftBy === undefined;
  if (after.screen === "log-in" && (isLaid || isColleague) && is === "") return;
  // The card of a customer who is being added.
  if (step.type === "scan" && was.startsWith("&+") && is === `${was.trim()} /${step.code}`) return;
  if (step.type === "paste" && is.endsWith(step.text.replaceAll(/\p{Cc}+/gu, " ").trim())) return;
  const isTaken = after.paid !== before.paid || after.order?.paid !== before.order?.paid;
  const isSpent = after.lastText === was || isTaken;
  // A sum is moved in or out of a drawer once a digit has said why.
  const isMoved = before.list?.type === "drawer" && after.message?.level === "done";
  // A question about a sum and what Enter refused have been spoken for.
  const isAnswered = step.type === "scan" && was === "?";
  const isSpokenFor = before.confirmedSum !== undefined || before.isTextRefused;
  if (!isSmall && (isSpent || isMoved || isAnswered || isSpokenFor)) return;
  throw new Error(`“${was}” went from the line by ${JSON.stringify(step)}: ${told(after)}`);
}

function isTypedInto({ approval, list, screen }: RegisterState, key: string): boolean {
  const isLine = approval === undefined && list === undefined && screen !== "log-in";
  return isLine && Array.from(key).length === 1;
}

/** It can be drawn, and fits. */
function checkDrawing({ store }: RealRegister): void {
  const state = store.getState();
  const { till: context } = store;
  if (state.screen !== "log-in") planOf(context, state);
  const rows = [...orderRows(context, state, SIZE), ...sideRows(context, state, SIZE)];
  const wide = [
    ...rows.filter(({ text }) => textWidth(text) > SIZE.width),
    ...helpRows(state, HELP_SIZE).filter(({ text }) => textWidth(text) > HELP_SIZE.width),
  ];
  if (wide.length > 0) throw new Error(`A row is too wide: ${wide[0]?.text}`);
  if (statusFields(context, state).some((field) => field === "")) {
    throw new Error("A field of the status line is empty.");
  }
}

/** The screen's order is the ledger's. */
function checkOrder({ store, open: { till } }: RealRegister): void {
  const state = store.getState();
  const { session } = state;
  if (session === undefined) return;
  const order = till.ledger.read(session.order);
  if (JSON.stringify(state.order) !== JSON.stringify(order)) {
    const [shown, stored] = [state.order, order].map((it) => `${it?.number} ${it?.total}`);
    throw new Error(`The screen shows ${shown} where the ledger has ${stored}: ${told(state)}`);
  }
}

function told({ message }: RegisterState): string {
  return message?.text ?? "no message";
}
