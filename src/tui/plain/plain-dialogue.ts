/**
 * The register as a dialogue of lines: a line goes in, sentences come out. It holds the same state as
 * the screen, by the same steps; who reads and writes the lines is somebody else.
 */

import { minor } from "../../domain/money/amounts.ts";
import { approvalPrompt } from "../approval.ts";
import { drawerPrompt } from "../entry-line.ts";
import { lock } from "../lock.ts";
import { isPinLike } from "../person-entry.ts";
import { isPinTyped } from "../pin-check.ts";
import { type LogIn, type RegisterState } from "../register-state.ts";
import { partNow, payer } from "../split.ts";
import { type StateHolderDeps, createStateHolder } from "../state-holder.ts";
import { type TillContext } from "../till-context.ts";
import { type Words } from "../words.ts";
import { stepLine } from "./line-step.ts";
import { answerOf, peopleOf } from "./plain-answers.ts";
import { offerOf, reportOf } from "./plain-report.ts";
import { createTroubles } from "./plain-troubles.ts";

export interface PlainDialogue {
  /** Tells where one is, before the first line. */
  readonly begin: () => void;
  /** A line and its Enter; waits its turn while a PIN is checked. */
  readonly take: (line: string) => void;
  /** Somebody types: the lock waits. */
  readonly touched: () => void;
  /** What stands before the next line. */
  readonly prompt: () => string;
  /** Whether nobody may see what is typed so far. */
  readonly isSecret: (typed: string) => boolean;
  /** All lines are done, and no PIN is being checked. */
  readonly isIdle: () => boolean;
  readonly getState: () => RegisterState;
  /** Of whoever is there. */
  readonly words: () => Words;
  /** Locks, and says so; nothing is taken any more. */
  readonly end: () => void;
  readonly close: () => void;
}

export interface PlainDialogueDeps extends StateHolderDeps {
  /** Where nobody sees a prompt, the order's sum is told after each line. */
  readonly hasPrompt: boolean;
  /** What is to be read now. */
  readonly onSay: (sentences: ReadonlyArray<string>) => void;
  /** Everything that was typed is done: the next line may be asked for. */
  readonly onIdle: () => void;
}

export function createPlainDialogue(deps: PlainDialogueDeps): PlainDialogue {
  const { port, hasPrompt, onSay, onIdle } = deps;
  const holder = createStateHolder<string>(deps, stepLine);
  const { getState } = holder;
  const troubles = createTroubles(port);
  let told = getState();
  let toldOffer: string | undefined;
  let lines: ReadonlyArray<string> = [];
  let isTaking = false;
  let isWaiting = false;

  function say(sentences: ReadonlyArray<string>): void {
    if (sentences.length > 0) onSay(sentences);
  }

  function isChecking(): boolean {
    return isPinTyped(getState());
  }

  function onChange(): void {
    const [before, after] = [told, getState()];
    told = after;
    const isByLine = isTaking || isWaiting;
    const change = { before, after, tellsOrder: !hasPrompt, isByLine, toldOffer };
    toldOffer = offerOf(holder.till, after);
    say([...reportOf(holder.till, change), ...troubles.news(holder.till)]);
    // The PIN has been checked: what was typed meanwhile goes on.
    if (isWaiting && !isTaking && !isChecking()) takeAll();
  }

  function takeAll(): void {
    isTaking = true;
    while (!isChecking() && !getState().ended) {
      const [line, ...rest] = lines;
      if (line === undefined) break;
      lines = rest;
      takeOne(line);
    }
    isTaking = false;
    isWaiting = isChecking();
    if (!isWaiting) onIdle();
  }

  function takeOne(line: string): void {
    const answer = answerOf(holder.till, getState(), line);
    say(answer ?? []);
    // An answer changes nothing; but somebody is there.
    holder.dispatch(answer === undefined ? [line] : []);
  }

  holder.subscribe(onChange);

  return {
    begin: () => say([...whereOneIs(holder.till), ...troubles.news(holder.till)]),
    take: (line) => {
      lines = [...lines, line];
      if (!isTaking && !isWaiting) takeAll();
    },
    touched: () => holder.dispatch([]),
    prompt: () => promptOf(holder.till, getState()),
    isSecret: (typed) => isSecret(getState(), typed),
    isIdle: () => !isTaking && !isWaiting,
    getState,
    words: () => holder.till.words,
    end: () => {
      const { order } = getState();
      told = lock(holder.till, getState());
      holder.change(told);
      say([inputEnded(holder.till, order?.number)]);
    },
    close: holder.close,
  };
}

/** A demo shop tells its PINs at once, as on its screen. */
function whereOneIs(till: TillContext): ReadonlyArray<string> {
  const { name, device } = till.port.shop;
  const where = till.words.plain.lockedAt({ shop: name, device });
  const isDemo = till.port.staff().some(({ demoPin }) => demoPin !== undefined);
  return isDemo ? [where, ...peopleOf(till)] : [where];
}

function inputEnded({ words: { plain } }: TillContext, order: string | undefined): string {
  return order === undefined
    ? plain.inputEnded
    : `${plain.inputEnded} ${plain.staysOpen({ order })}`;
}

function promptOf(till: TillContext, state: RegisterState): string {
  const { approval } = state;
  const training = till.port.shop.training ? `${till.words.plain.trainingPrompt} ` : "";
  if (approval !== undefined) return training + approvalPrompt(till.words, approval).trimStart();
  return `${training}${placeOf(till, state)} > `;
}

function placeOf(till: TillContext, state: RegisterState): string {
  const { screen, list, logIn, order, weighs } = state;
  const { plain, logIn: who } = till.words;
  if (list !== undefined) return plain.listPrompt;
  if (screen === "log-in") return logIn.step === "number" ? who.numberPrompt : "PIN";
  if (weighs !== undefined && screen === "register") {
    return weighs.lacks === "price"
      ? plain.pricePrompt({ name: weighs.name })
      : plain.weightPrompt({ name: weighs.name });
  }
  if (screen === "drawer") return drawerPrompt(till, state.drawer);
  if (order === undefined) return plain.newOrderPrompt;
  if (screen === "payment") {
    const due = payer(state)?.cashDue() ?? order.due;
    const part = partNow(state);
    const title =
      part === undefined ? "" : `, ${till.words.splits.title({ no: part.no, of: part.of })}`;
    return plain.payPrompt({ number: order.number + title, due: till.money(minor(Math.abs(due))) });
  }
  const lines = order.lines.filter(({ voided }) => !voided).length;
  return plain.orderPrompt({ number: order.number, lines, total: till.money(order.total) });
}

/** Who is to say who they are: somebody who logs in, or who vouches for another. */
function askedPerson({ approval, screen, list, logIn }: RegisterState): LogIn | undefined {
  if (approval !== undefined) return approval.person;
  return screen === "log-in" && list === undefined ? logIn : undefined;
}

function isSecret(state: RegisterState, typed: string): boolean {
  const person = askedPerson(state);
  return person !== undefined && isPinLike(person, typed);
}
