/**
 * The people who may log in to the office's page. They stand in a file of their own, because the rows' database may be
 * dropped and made anew. Commands write it, one at a time; the page reads it at each request.
 */

import path from "node:path";

import * as z from "zod";

import {
  isPin,
  makePinVerifier,
  type PinCost,
  pinVerifierSchema,
  spendPinCheck,
} from "../../src/app/till/pin.ts";
import { err, ok, type Result } from "../../src/domain/base/result.ts";
import { LOCALES } from "../../src/domain/languages/codes.ts";
import { type Random } from "../../src/domain/ports.ts";
import { takeLock } from "../../src/ledger/exclusive-lock.ts";
import { readPrivateJson, writePrivateJson } from "./private-file.ts";

export const NAME_CHARACTERS_MAX = 40;
export const PASSWORD_CHARACTERS_MIN = 12;
/** A longer one would only keep the office busy. */
export const PASSWORD_CHARACTERS_MAX = 256;

const nameSchema = z
  .string()
  .max(NAME_CHARACTERS_MAX)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._@ -]*$/u)
  .refine((name) => name === name.trim());

const userSchema = z.object({
  name: nameSchema,
  /** What scrypt makes of the password, as of PINs. */
  password: pinVerifierSchema,
  /** The groups whose shops the person sees; null for all shops. */
  groups: z.array(z.string()).nullable(),
  /** Null for the language of their browser. */
  language: z.enum(LOCALES).nullable(),
  /** The secret of the app that makes their codes, in base32; null where no code is asked for. */
  codes: z.string().nullable(),
});
export type User = z.infer<typeof userSchema>;

const fileSchema = z.object({ version: z.literal(1), users: z.array(userSchema) });

/** `users/taken`: another command changes the users now. */
export type UsersFault =
  | { readonly type: "users/exists"; readonly name: string }
  | { readonly type: "users/unknown"; readonly name: string }
  | { readonly type: "users/taken" };

/** The file holds no users of this program. */
export class UsersError extends Error {
  readonly file: string;

  constructor(file: string, cause: unknown) {
    super(`${file} holds no users of this program`, { cause });
    this.file = file;
  }
}

export function isUserName(text: string): boolean {
  return nameSchema.safeParse(text).success;
}

/** Returns the users by name. Throws UsersError. */
export function readUsers(hub: string): ReadonlyArray<User> {
  const file = fileOf(hub);
  try {
    const kept = readPrivateJson(file);
    return kept === undefined ? [] : fileSchema.parse(kept).users;
  } catch (cause) {
    throw new UsersError(file, cause);
  }
}

/** Returns undefined for a name that nobody has. */
export function userNamed(hub: string, name: string): User | undefined {
  return readUsers(hub).find((user) => user.name === name);
}

/** Adds somebody. A name is one person's only. */
export function addUser(hub: string, user: User): Result<User, UsersFault> {
  return change(hub, (users) => {
    if (users.some(({ name }) => name === user.name)) {
      return err({ type: "users/exists", name: user.name });
    }
    return ok({ users: [...users, user], changed: user });
  });
}

/** Changes what `parts` names, and leaves the rest. */
export function setUser(
  hub: string,
  name: string,
  parts: Partial<Omit<User, "name">>,
): Result<User, UsersFault> {
  return change(hub, (users) => {
    const before = users.find((user) => user.name === name);
    if (before === undefined) return err({ type: "users/unknown", name });
    const changed = { ...before, ...parts };
    return ok({ users: users.map((user) => (user === before ? changed : user)), changed });
  });
}

export function removeUser(hub: string, name: string): Result<User, UsersFault> {
  return change(hub, (users) => {
    const changed = users.find((user) => user.name === name);
    if (changed === undefined) return err({ type: "users/unknown", name });
    return ok({ users: users.filter((user) => user !== changed), changed });
  });
}

/** Takes about a tenth of a second and 32 MiB. */
export function makePassword(
  name: string,
  password: string,
  { random, cost }: { readonly random: Random; readonly cost?: PinCost | undefined },
): Promise<User["password"]> {
  return makePinVerifier(name, password, { pepper: NO_PEPPER, random, cost });
}

/** Takes as long for a name that nobody has. */
export async function isPassword(
  user: User | undefined,
  claim: { readonly name: string; readonly password: string },
): Promise<boolean> {
  const { name: staff, password: pin } = claim;
  if (user === undefined) {
    await spendPinCheck({ staff, pin });
    return false;
  }
  return isPin(user.password, { staff, pin, peppers: [NO_PEPPER.key] });
}

/** It would lie in the same file, and keep nothing from whoever has that. */
const NO_PEPPER = { id: "", key: new Uint8Array(32) };

function change(
  hub: string,
  decide: (
    users: ReadonlyArray<User>,
  ) => Result<{ readonly users: ReadonlyArray<User>; readonly changed: User }, UsersFault>,
): Result<User, UsersFault> {
  const lock = takeLock(hub, "users");
  if (lock === undefined) return err({ type: "users/taken" });
  try {
    const decided = decide(readUsers(hub));
    if (!decided.ok) return decided;
    const { users, changed } = decided.value;
    const sorted = users.toSorted((one, other) => (one.name < other.name ? -1 : 1));
    writePrivateJson(fileOf(hub), { version: 1, users: sorted });
    return ok(changed);
  } finally {
    lock.release();
  }
}

function fileOf(hub: string): string {
  return path.join(hub, "users", "users.json");
}
