/**
 * Goes through the exercises with somebody who learns: says what to do, sees when it is done, and
 * counts the keys. It never keeps a key from the register.
 */

import { type InputEvent } from "../keys/key-event.ts";
import { type StaffTile } from "../ports/refusal-port.ts";
import { fieldOf, type RegisterState, withField } from "../register-state.ts";
import { type Advance } from "../state-holder.ts";
import { type TillContext } from "../till-context.ts";
import { type Exercise, key, type Press, typed } from "./exercise.ts";
import { EXERCISE_IDS, EXERCISES } from "./exercises.ts";
import { type MissingExercises } from "./missing-exercises.ts";
import { missingOnes } from "./missing-exercises.ts";
import { type Progress } from "./progress.ts";
import { type Act } from "./watched-port.ts";

export interface Coach {
  readonly note: (act: Act) => void;
  /** The register's own step, counted; `:hint`, `:next` and `:again` are the coach's. */
  readonly around: (step: Advance<InputEvent>) => Advance<InputEvent>;
  /** After every change: the state with what there is to be told of the exercises. */
  readonly observe: (till: TillContext, state: RegisterState) => RegisterState;
}

interface Lesson {
  readonly progress: Progress;
  /** Undefined when they are over. */
  readonly exercise: Exercise | undefined;
  /** With those of a log-in, when it began at a locked screen. */
  readonly fewest: ReadonlyArray<Press>;
  readonly acts: ReadonlyArray<Act>;
  readonly pressed: number;
  readonly showsHint: boolean;
  /** Those that this shop can't have, told with the first one. */
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

export function createCoach(progress: Progress = NOT_BEGUN): Coach {
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
      return { ...state, exercise: told(lesson, till) };
    },
  };
}

function first(progress: Progress, till: TillContext, state: RegisterState): Lesson {
  const learner = { number: learnerOf(till, state)?.number ?? "", state };
  return begun({ ...FIRST, progress, missing: missingOnes(till, learner) }, till, state);
}

/** From the one that it is at, the first for which there are goods. */
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
  // What was typed to ask is no part of the exercise.
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

function told(lesson: Lesson, { words }: TillContext): NonNullable<RegisterState["exercise"]> {
  const { exercise, fewest, progress, isAfterPass, showsHint, missing } = lesson;
  const { at, passed, skipped, leftOut } = progress;
  const { exercises } = words;
  const before = isAfterPass ? passed.at(-1) : undefined;
  const done =
    before === undefined ? "" : exercises.done({ keys: before.pressed, fewest: before.fewest });
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
    title: `${exercises.at({ number: at + 1, of: EXERCISE_IDS.length })} ${done === "" ? exercises.words : done}`,
    text: `${exercise.task(exercises)}${hint === "" ? without : hint}`,
    progress,
  };
}

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
