/** A person's number, name or badge, then their PIN: what is typed may be any of them. */

import { type Result, err, ok } from "../domain/base/result.ts";
import { foldText, isDigits } from "../domain/text/entry-text.ts";
import { type Words } from "../words/screen-words.ts";
import { type StaffTile } from "./ports/refusal-port.ts";
import { type LogIn } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

interface AskedPerson extends Pick<LogIn, "step"> {
  /** Who it may be. */
  readonly staff: ReadonlyArray<StaffTile>;
}

/**
 * The longest staff number that is read: more digits are a PIN. Whoever has a longer number leaves
 * the PIN with Esc first.
 */
const NUMBER_LENGTH_MAX = 3;

/** Reads the text where a person is asked for; a PIN names nobody. */
export function readPerson(
  { words, port }: Pick<TillContext, "words" | "port">,
  { staff, step }: AskedPerson,
  typed: string,
): Result<StaffTile, string> | undefined {
  // No PIN is a badge, so one that was typed, or came slowly, is one.
  const [owner, other] = port.badgeOwners(typed);
  if (owner !== undefined) {
    return other === undefined
      ? ok(owner)
      : err(words.logIn.sharedBadge({ names: [owner.name, other.name] }));
  }
  const person = findPerson(words.logIn, staff, typed);
  if (step === "number" || isPersonsName(typed)) {
    if (person.ok || !hasDigit(typed)) return person;
    // The text is not repeated in the message, because a PIN may be in it.
    if (step === "number") return isDigits(foldText(typed)) ? person : err(words.logIn.typeNumber);
    return err(words.logIn.typePin);
  }
  // A PIN is longer than most staff numbers, and digits only.
  return typed.length <= NUMBER_LENGTH_MAX && person.ok ? person : undefined;
}

/** The person's step, and whether their PIN ends the register. */
interface SecretEntry extends Pick<LogIn, "step"> {
  readonly isLeaving?: boolean;
}

/**
 * Whether the typed text may be a PIN, or have one in it, so that no sign of it is shown. A letter or a
 * colon that was typed before a PIN by mistake doesn't show the PIN, nor does the field for a number,
 * where hands that are used to it type their PIN.
 */
export function isPinLike(
  { port }: Pick<TillContext, "port">,
  { step, isLeaving = false }: SecretEntry,
  typed: string,
): boolean {
  if (step !== "number") return hasDigit(typed) || !(typed.startsWith(":") || isPersonsName(typed));
  const longest = Math.max(0, ...port.staff().map(({ number }) => number.length));
  const digits = typed.match(/\d+/gu) ?? [];
  return digits.some(({ length }) => isLeaving || length > longest);
}

function hasDigit(typed: string): boolean {
  return /\p{Nd}/u.test(typed);
}

/** Whether the text is a name, which may be seen while it is typed. */
export function isPersonsName(typed: string): boolean {
  return /^\p{L}/u.test(typed);
}

/** Finds a person by number or by name. */
export function personOf(staff: ReadonlyArray<StaffTile>, typed: string): StaffTile | undefined {
  const folded = foldText(typed);
  return staff.find(({ number, name }) => number === folded || foldText(name) === folded);
}

/** Finds a person by number, by name, or by a beginning of a name that only one person has. */
function findPerson(
  words: Words["logIn"],
  staff: ReadonlyArray<StaffTile>,
  typed: string,
): Result<StaffTile, string> {
  const folded = foldText(typed);
  const exact = personOf(staff, typed);
  if (exact !== undefined) return ok(exact);
  // The digits are not repeated in the message, because they may be a PIN in the wrong place.
  if (isDigits(folded)) return err(words.noNumber);
  const [first, second] = staff.filter(({ name }) => foldText(name).startsWith(folded));
  if (first === undefined) return err(words.noName({ typed: typed.trim() }));
  if (second === undefined) return ok(first);
  return err(words.which({ one: first.name, other: second.name }));
}
