/**
 * Goes through the exercises with somebody who learns: says what to do, sees when it is done, and
 * counts the keys. It never keeps a key from the register.
 */

import { type InputEvent } from "../key-event.ts";
import { fieldOf, type RegisterState, withField } from "../register-state.ts";
import { type Advance } from "../state-holder.ts";
import { type TillContext } from "../till-context.ts";
import { EXERCISE_IDS, type Exercise, EXERCISES, type Press } from "./exercises.ts";
import { type Act } from "./watched-port.ts";

export interface Coach {
  readonly note: (act: Act) => void;
  /** The register's own step, counted; `:hint`, `:next` and `:again` are the coach's. */
  readonly around: (step: Advance<InputEvent>) => Advance<InputEvent>;
  /** After every change: the state with what there is to be told of the exercises. */
  readonly observe: (till: TillContext, state: RegisterState) => RegisterState;
}

interface Passed {
  readonly pressed: number;
  readonly fewest: number;
}

interface Lesson {
  /** Which of them, from 0; behind the last one all are over. */
  readonly at: number;
  /** Undefined when they are over. */
  readonly exercise: Exercise | undefined;
  /** With those of a log-in, when it began at a locked screen. */
  readonly fewest: ReadonlyArray<Press>;
  readonly acts: ReadonlyArray<Act>;
  readonly pressed: number;
  readonly showsHint: boolean;
  readonly passed: ReadonlyArray<Passed>;
  /** The one before was passed, which is told. */
  readonly isAfterPass: boolean;
  readonly skipped: number;
  readonly leftOut: number;
}

const FIRST: Lesson = {
  at: 0,
  exercise: undefined,
  fewest: [],
  acts: [],
  pressed: 0,
  showsHint: false,
  passed: [],
  isAfterPass: false,
  skipped: 0,
  leftOut: 0,
};

const WORDS = [":hint", ":next", ":again"] as const;
type CoachWord = (typeof WORDS)[number];

export function createCoach(): Coach {
  let lesson: Lesson | undefined;

  return {
    note: (act) => {
      if (lesson?.exercise !== undefined) lesson = { ...lesson, acts: [...lesson.acts, act] };
    },
    around: (step) => (till, state, event) => {
      lesson ??= begun(FIRST, till, state);
      const word = askedWord(state, event);
      if (word !== undefined) {
        lesson = obeyed(lesson, word, { till, state });
        return { ...withField(state, ""), message: undefined };
      }
      lesson = { ...lesson, pressed: lesson.pressed + keysOf(event) };
      return step(till, state, event);
    },
    observe: (till, state) => {
      lesson ??= begun(FIRST, till, state);
      const { exercise, acts, pressed, fewest, passed } = lesson;
      if (exercise?.isDone(acts) === true) {
        const done = { pressed, fewest: pressesOf(fewest) };
        const next = { ...lesson, at: lesson.at + 1, passed: [...passed, done], isAfterPass: true };
        lesson = begun(next, till, state);
      }
      return { ...state, exercise: told(lesson, till) };
    },
  };
}

/** From the one that it is at, the first for which there are goods. */
function begun(lesson: Lesson, till: TillContext, state: RegisterState): Lesson {
  const rest = EXERCISE_IDS.slice(lesson.at).map((id) => EXERCISES[id](till));
  const without = rest.findIndex((exercise) => exercise !== undefined);
  const leftOut = without === -1 ? rest.length : without;
  const exercise = rest[leftOut];
  return {
    ...lesson,
    at: lesson.at + leftOut,
    leftOut: lesson.leftOut + leftOut,
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
  // What was typed to ask is no part of the exercise.
  const pressed = lesson.pressed - word.length;
  if (word === ":hint" || lesson.exercise === undefined) {
    return { ...lesson, pressed, showsHint: true };
  }
  const again = { ...lesson, isAfterPass: false };
  if (word === ":again") return begun(again, till, state);
  return begun({ ...again, at: lesson.at + 1, skipped: lesson.skipped + 1 }, till, state);
}

function told(lesson: Lesson, { words }: TillContext): NonNullable<RegisterState["exercise"]> {
  const { exercise, at, fewest, passed, isAfterPass, skipped, leftOut, showsHint } = lesson;
  const { exercises } = words;
  const before = isAfterPass ? passed.at(-1) : undefined;
  const done = before === undefined ? "" : exercises.done(before.pressed, before.fewest);
  if (exercise === undefined) {
    const text = exercises.summary({
      passed: passed.length,
      keys: passed.reduce((sum, one) => sum + one.pressed, 0),
      fewest: passed.reduce((sum, one) => sum + one.fewest, 0),
      skipped,
      leftOut,
    });
    return { title: done, text };
  }
  const hint = showsHint ? ` ${exercises.hint(fewest.map(pressText).join(" "))}` : "";
  return {
    title: `${exercises.at(at + 1, EXERCISE_IDS.length)} ${done === "" ? exercises.words : done}`,
    text: `${exercise.task(exercises)}${hint}`,
  };
}

/** Of whoever has the shortest number, unless somebody is there or was named. */
function logInKeys({ port }: TillContext, { session, logIn }: RegisterState): ReadonlyArray<Press> {
  const [first] = port.staff().toSorted((one, other) => one.number.length - other.number.length);
  if (session !== undefined || first === undefined) return [];
  const pin: ReadonlyArray<Press> = [{ typed: first.demoPin ?? "" }, { key: "Enter" }];
  return logIn.step === "number" ? [{ typed: first.number }, { key: "Enter" }, ...pin] : pin;
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
