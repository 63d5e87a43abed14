/**
 * Holds the state of the screens, takes the keys in order, and calls whoever draws it.  A digit
 * waits a moment while a list is open, and a key that repeats itself counts once.
 */

import { type Clock } from "../domain/ports.ts";
import { stepUnseen } from "./kept-screen.ts";
import { type InputEvent } from "./keys/key-event.ts";
import { type RepeatFilter, createRepeatFilter } from "./keys/repeat-filter.ts";
import { takesText } from "./lists/list-rows.ts";
import { takesDigit } from "./office/office-pages.ts";
import { type StaffTile } from "./ports/refusal-port.ts";
import { type RegisterState, fieldOf, withField } from "./register-state.ts";
import { chooseDigit, step, stepHidden } from "./register-step.ts";
import { isRefusedScan } from "./scan.ts";
import {
  type Advance,
  type StateHolder,
  type StateHolderDeps,
  createStateHolder,
} from "./state-holder.ts";
import { hasPaid, takesMoney } from "./takes-money.ts";
import {
  hasOnePane,
  isNarrow,
  isTooSmall,
  LEAST,
  LEAST_AT_COUNTER,
  type TerminalSize,
} from "./terminal/window-size.ts";
import { type TillContext } from "./till-context.ts";
import { isTooSmallFor } from "./too-small-for.ts";
import { type Progress } from "./training-progress.ts";
import {
  type Exercise,
  key,
  paidActs,
  type Press,
  typed,
  type Learner,
} from "./training/exercise.ts";
import { EXERCISE_IDS, EXERCISES, type ExerciseId } from "./training/exercises.ts";
import { watchPort, type Act } from "./training/watched-port.ts";

export interface RegisterStoreDeps extends StateHolderDeps {
  /** A scan was refused: nobody has to look at the screen to know. */
  readonly onRefusedScan?: (() => void) | undefined;
}

export interface RegisterStore extends StateHolder<InputEvent> {
  readonly nowMs: () => number;
  /** In a window that is too small nobody sees what a key does: then typing counts and nothing else. */
  readonly setSize: (size: TerminalSize) => void;
  /** Call it after a takeover, when the person at the till has seen this screen. */
  readonly seen: () => void;
}

export function createRegisterStore(given: RegisterStoreDeps): RegisterStore {
  const coach = given.port.shop.training
    ? createCoach(given.takeover?.screen?.exercises)
    : undefined;
  const deps = coach === undefined ? given : coached(given, coach);
  const { clock, takeover } = deps;
  const listDigit = createListDigit({
    clock,
    onDigit: (sign) => holder.change(chooseDigit(holder.till, holder.getState(), sign)),
  });
  const filter = createRepeatFilter();
  const noteMoney = createMoneyNote(clock, filter);
  const keys: Keys = { clock, listDigit, filter, noteMoney };
  const sight = createSight(keys, { isUnseen: takeover !== undefined });
  const audible = withSound(sight.step, deps.onRefusedScan);
  const holder = createStateHolder<InputEvent>(
    {
      ...deps,
      observe: (till, state) => {
        noteMoney(state);
        return deps.observe?.(till, state) ?? state;
      },
    },
    coach?.around(audible) ?? audible,
  );

  return {
    ...holder,
    get till() {
      return holder.till;
    },
    nowMs: clock.nowMs,
    setSize: (size) => {
      sight.setSize(size);
      const state = holder.getState();
      const isNow = isNarrow(size.columns);
      if (state.isNarrow !== isNow) holder.change({ ...state, isNarrow: isNow });
    },
    seen: sight.seen,
    close: () => {
      holder.close();
      listDigit.cancel();
    },
  };
}

function coached(deps: RegisterStoreDeps, { note, observe }: Coach): RegisterStoreDeps {
  return { ...deps, port: watchPort(deps.port, note), observe };
}

interface Keys {
  readonly clock: Clock;
  readonly filter: RepeatFilter;
  readonly listDigit: ListDigit;
  /** Called with each state, in order. */
  readonly noteMoney: (state: RegisterState) => void;
}

/**
 * Notes when money was taken by a key, or by the digit that a list has waited for: the Enter after
 * it may be one too many.
 */
function createMoneyNote(clock: Clock, filter: RepeatFilter): Keys["noteMoney"] {
  let before: RegisterState | undefined;
  return (state) => {
    // When it is there: a slow disk must not use up the time in which a nervous finger counts once.
    if (before !== undefined && hasPaid(before, state)) {
      filter.tookMoney(clock.nowMs(), state.nextPartAfter !== undefined);
    }
    before = state;
  };
}

interface Sight extends Pick<RegisterStore, "setSize" | "seen"> {
  readonly step: Advance<InputEvent>;
}

/** Keys are handled by whether a person can see what they do. */
function createSight(keys: Keys, { isUnseen }: { readonly isUnseen: boolean }): Sight {
  let size: TerminalSize = LEAST_AT_COUNTER;
  let isToCome = isUnseen;
  return {
    step: (till, state, event) => {
      if (isToCome) return stepUnseen(till, state, event);
      if (isTooSmall(size, LEAST)) return stepHidden(till, state, event);
      if (isTooSmallFor(state, size) && !isWayBack(event)) return state;
      if (hidesGoods(state, size) && isPageKey(event)) return { ...state, showsGoods: true };
      return afterKey({ ...keys, till }, state, event);
    },
    setSize: (next) => {
      size = next;
    },
    seen: () => {
      isToCome = false;
    },
  };
}

/** One pane shows the order alone: its goods come with the first turn of a page, and turn with the next. */
function hidesGoods(state: RegisterState, { columns }: TerminalSize): boolean {
  const { screen, text, list, showsHelp, showsGoods, approval, order } = state;
  const isFree = screen === "register" && text === "" && list === undefined && !showsHelp;
  const hasLines = order !== undefined && order.lines.length > 0;
  return hasOnePane(columns) && isFree && approval === undefined && hasLines && !showsGoods;
}

function isPageKey(event: InputEvent): boolean {
  return event.type === "key" && (event.key === "page-up" || event.key === "page-down");
}

/** A screen that is not drawn is only left. */
function isWayBack(event: InputEvent): boolean {
  return event.type === "key" && (event.key === "escape" || event.key === "ctrl-l");
}

function withSound(
  step: Advance<InputEvent>,
  onRefusedScan: RegisterStoreDeps["onRefusedScan"],
): Advance<InputEvent> {
  return (till, before, event) => {
    const after = step(till, before, event);
    if (isRefusedScan(event, before, after)) onRefusedScan?.();
    return after;
  };
}

/** The key may be one too many, or a digit that waits. */
function afterKey(
  { till, clock, filter, listDigit, noteMoney }: Keys & { readonly till: TillContext },
  before: RegisterState,
  event: InputEvent,
): RegisterState {
  noteMoney(before);
  const inPayment = takesMoney(before);
  if (event.type === "text") filter.typed();
  if (event.type === "key" && !filter.counts(event.key, clock.nowMs(), inPayment)) return before;
  const digit = listDigit.accept(event, isDigitTaken(before));
  let now = before;
  if (digit.typed !== undefined) now = step(till, now, { type: "text", text: digit.typed });
  if (digit.chosen !== undefined) now = chooseDigit(till, now, digit.chosen);
  // An Enter after the digit that took money was meant for that.
  const isTaken = event.type === "key" && event.key === "enter" && hasPaid(before, now);
  return digit.waits || isTaken ? now : step(till, now, event);
}

/** Whether a digit chooses a row: in the floor plan digits are tables, of a terminal's receipt its number. */
function isDigitTaken(state: RegisterState): boolean {
  const { list } = state;
  return (list?.filter === "" && !takesText(list)) || takesDigit(state);
}

/** The next character of a scan comes sooner than this, a finger's later. */
const LIST_DIGIT_MS = 40;
/** The signs that no search begins with: digits, and the signs of a keypad. */
const LIST_SIGN = /^[0-9*+./,-]$/u;

interface ListDigit {
  /** Returns the events to handle before this one, and whether this one waits. */
  readonly accept: (event: InputEvent, isListOpen: boolean) => AcceptedDigit;
  readonly cancel: () => void;
}

interface AcceptedDigit {
  /** The digit that waited counts. */
  readonly chosen?: string;
  /** The digit that waited was text. */
  readonly typed?: string;
  readonly waits: boolean;
}

interface ListDigitDeps {
  readonly clock: Clock;
  /** Nothing came after it. */
  readonly onDigit: (sign: string) => void;
}

/**
 * A digit for a list waits a moment to see whether it was the first character of a scan.
 */
function createListDigit({ clock, onDigit }: ListDigitDeps): ListDigit {
  let held: { readonly sign: string; readonly cancel: () => void } | undefined;

  function accept(event: InputEvent, isListOpen: boolean): AcceptedDigit {
    const before = held;
    cancel();
    if (before !== undefined) {
      const { sign } = before;
      if (event.type === "text") return { typed: sign, waits: false };
      return event.type === "scan" ? { waits: false } : { chosen: sign, waits: false };
    }
    if (!isListOpen || event.type !== "text" || !LIST_SIGN.test(event.text))
      return { waits: false };
    const sign = event.text;
    const stop = clock.after(LIST_DIGIT_MS, () => {
      held = undefined;
      onDigit(sign);
    });
    held = { sign, cancel: stop };
    return { waits: true };
  }

  function cancel(): void {
    held?.cancel();
    held = undefined;
  }

  return { accept, cancel };
}

interface Coach {
  readonly note: (act: Act) => void;
  /** The register's own step, counted; `:hint`, `:next` and `:again` are the coach's. */
  readonly around: (step: Advance<InputEvent>) => Advance<InputEvent>;
  /** Adds the news of the exercises to the state, after every change. */
  readonly observe: (till: TillContext, state: RegisterState) => RegisterState;
}

interface Lesson {
  readonly progress: Progress;
  /** Undefined when they are over. */
  readonly exercise: Exercise | undefined;
  /** The fewest presses, with those of a log-in when it began at a locked screen. */
  readonly fewest: ReadonlyArray<Press>;
  readonly acts: ReadonlyArray<Act>;
  readonly pressed: number;
  readonly showsHint: boolean;
  /** The exercises that this shop can't have, named with the first one. */
  readonly missing: ReadonlyArray<MissingExercises>;
  /** The one before was passed, which is told. */
  readonly isAfterPass: boolean;
}

const NOT_BEGUN: Progress = { at: 0, passed: [], skipped: 0, leftOut: 0 };

const FIRST: Omit<Lesson, "progress"> = {
  exercise: undefined,
  fewest: [],
  acts: [],
  pressed: 0,
  showsHint: false,
  missing: [],
  isAfterPass: false,
};

const WORDS = [":hint", ":next", ":again"] as const;

type CoachWord = (typeof WORDS)[number];

/**
 * Goes through the exercises with somebody who learns: says what to do, sees when it is done, and
 * counts the keys. It never keeps a key from the register.
 */
function createCoach(progress: Progress = NOT_BEGUN): Coach {
  let lesson: Lesson | undefined;

  return {
    note: (act) => {
      if (lesson?.exercise !== undefined) lesson = { ...lesson, acts: [...lesson.acts, act] };
    },
    around: (step) => (till, state, event) => {
      lesson ??= first(progress, till, state);
      const word = askedWord(state, event);
      if (word !== undefined) {
        lesson = obeyed(lesson, word, { till, state });
        return { ...withField(state, ""), message: undefined };
      }
      lesson = { ...lesson, pressed: lesson.pressed + keysOf(event) };
      return step(till, state, event);
    },
    observe: (till, state) => {
      lesson ??= first(progress, till, state);
      const { exercise, acts, pressed, fewest } = lesson;
      if (exercise?.isDone(acts) === true) {
        const done = { pressed, fewest: pressesOf(fewest) };
        const { at, passed } = lesson.progress;
        const next = { ...lesson.progress, at: at + 1, passed: [...passed, done] };
        lesson = begun({ ...lesson, progress: next, isAfterPass: true }, till, state);
      }
      return { ...state, exercise: exerciseText(lesson, till) };
    },
  };
}

function first(progress: Progress, till: TillContext, state: RegisterState): Lesson {
  const learner = { number: learnerOf(till, state)?.number ?? "", state };
  return begun({ ...FIRST, progress, missing: missingOnes(till, learner) }, till, state);
}

/** Begins with its present exercise, or the first one after it for which there are goods. */
function begun(lesson: Lesson, till: TillContext, state: RegisterState): Lesson {
  const learner = { number: learnerOf(till, state)?.number ?? "", state };
  const { progress } = lesson;
  const rest = EXERCISE_IDS.slice(progress.at).map((id) => EXERCISES[id](till, learner));
  const without = rest.findIndex((exercise) => exercise !== undefined);
  const more = without === -1 ? rest.length : without;
  const exercise = rest[more];
  const { at, leftOut } = progress;
  return {
    ...lesson,
    progress: more === 0 ? progress : { ...progress, at: at + more, leftOut: leftOut + more },
    exercise,
    fewest: exercise === undefined ? [] : [...logInKeys(till, state), ...exercise.keys],
    acts: [],
    pressed: 0,
    showsHint: false,
  };
}

function obeyed(
  lesson: Lesson,
  word: CoachWord,
  { till, state }: { readonly till: TillContext; readonly state: RegisterState },
): Lesson {
  // The typed command for a hint is no part of the exercise.
  const pressed = lesson.pressed - word.length;
  if (word === ":hint" || lesson.exercise === undefined) {
    return { ...lesson, pressed, showsHint: true };
  }
  const again = { ...lesson, isAfterPass: false };
  if (word === ":again") return begun(again, till, state);
  const { at, skipped } = lesson.progress;
  const progress = { ...lesson.progress, at: at + 1, skipped: skipped + 1 };
  return begun({ ...again, progress }, till, state);
}

function exerciseText(
  lesson: Lesson,
  { words }: TillContext,
): NonNullable<RegisterState["exercise"]> {
  const { exercise, fewest, progress, isAfterPass, showsHint, missing } = lesson;
  const { at, passed, skipped, leftOut } = progress;
  const { exercises } = words;
  const before = isAfterPass ? passed.at(-1) : undefined;
  const done =
    before === undefined ? "" : exercises.done({ keys: before.pressed, fewest: before.fewest });
  const how = isAstray(lesson) ? exercises.astray : done;
  if (exercise === undefined) {
    const text = exercises.summary({
      passed: passed.length,
      keys: passed.reduce((sum, one) => sum + one.pressed, 0),
      fewest: passed.reduce((sum, one) => sum + one.fewest, 0),
      skipped,
      leftOut,
    });
    return { title: done, text, progress };
  }
  const isFirst = passed.length === 0 && skipped === 0;
  const without =
    isFirst && missing.length > 0
      ? ` ${exercises.without({ parts: missing.map(exercises.lacks).join("; ") })}`
      : "";
  const hint = showsHint ? ` ${exercises.hint({ keys: fewest.map(pressText).join(" ") })}` : "";
  return {
    title: `${exercises.at({ number: at + 1, of: EXERCISE_IDS.length })} ${how === "" ? exercises.words : how}`,
    text: `${exercise.task(exercises)}${hint === "" ? without : hint}`,
    progress,
  };
}

/** Whether all that the exercise takes is paid, and it is not done: nothing that follows can end it. */
function isAstray({ acts, fewest }: Lesson): boolean {
  const wanted = fewest.filter((press) => "key" in press && PAY_KEYS.has(press.key)).length;
  return wanted > 0 && paidActs(acts).length >= wanted;
}

const PAY_KEYS: ReadonlySet<string> = new Set(["F9", "F12"]);

/** Who is there or was named, else whoever has the shortest number. */
function learnerOf(
  { port }: TillContext,
  { session, logIn }: RegisterState,
): Pick<StaffTile, "number" | "demoPin"> | undefined {
  const present = session?.staffNumber ?? (logIn.step === "number" ? undefined : logIn.number);
  const staff = port.staff();
  return (
    staff.find(({ number }) => number === present) ??
    staff.toSorted((one, other) => one.number.length - other.number.length)[0]
  );
}

function logInKeys(till: TillContext, state: RegisterState): ReadonlyArray<Press> {
  const learner = learnerOf(till, state);
  if (state.session !== undefined || learner === undefined) return [];
  const pin = [typed(learner.demoPin ?? ""), key("Enter")];
  return state.logIn.step === "number" ? [typed(learner.number), key("Enter"), ...pin] : pin;
}

function pressText(press: Press): string {
  return "key" in press ? press.key : press.typed;
}

function pressesOf(keys: ReadonlyArray<Press>): number {
  return keys.reduce((sum, press) => sum + ("key" in press ? 1 : press.typed.length), 0);
}

function askedWord(state: RegisterState, event: InputEvent): CoachWord | undefined {
  if (event.type !== "key" || event.key !== "enter") return undefined;
  const typed = fieldOf(state).trim();
  return WORDS.find((word) => word === typed);
}

function keysOf(event: InputEvent): number {
  if (event.type === "scan") return 0;
  return event.type === "text" ? event.text.length : 1;
}

/* Which exercises a shop can't have, and what it lacks for them: told before the first. */

/** The exercises that a shop can't have for one reason, by their numbers: none is dropped in silence. */
interface MissingExercises {
  readonly lacks: "options" | "kitchen" | "other";
  readonly numbers: ReadonlyArray<string>;
}

/** The exercises about receipts of goods that were sold before. */
const ABOUT_RECEIPTS: ReadonlySet<ExerciseId> = new Set(["reprint", "refund"]);

/** Returns the missing exercises by number, those of one reason together. */
function missingOnes(till: TillContext, learner: Learner): ReadonlyArray<MissingExercises> {
  const numbersByLack = new Map<MissingExercises["lacks"], string[]>();
  for (const [at, id] of EXERCISE_IDS.entries()) {
    if (ABOUT_RECEIPTS.has(id) || EXERCISES[id](till, learner) !== undefined) continue;
    const lacks = lackOf(till, id);
    numbersByLack.set(lacks, [...(numbersByLack.get(lacks) ?? []), String(at + 1)]);
  }
  return [...numbersByLack].map(([lacks, numbers]) => ({ lacks, numbers }));
}

function lackOf(till: TillContext, id: ExerciseId): MissingExercises["lacks"] {
  const goods = [...till.catalogue().productsBySku.values()].filter(({ active }) => active);
  if (id === "away" && goods.every(({ modifierGroups }) => modifierGroups.length === 0)) {
    return "options";
  }
  const isOfKitchen = id === "kitchen" || id === "void" || id === "table";
  return isOfKitchen && goods.every(({ station }) => station === "") ? "kitchen" : "other";
}
