/** The rows of roles: what each allows, and to which discount. */

import { formatRate, parseRate } from "../../domain/money/rates.ts";
import { type Permission, PERMISSIONS } from "../../domain/people/permission.ts";
import { err, ok } from "../../domain/result.ts";
import { type OfficeRole, type OfficeSession } from "../ports/office-port.ts";
import { type RegisterState } from "../register-state.ts";
import { wordsFor } from "../words.ts";
import {
  isFound,
  type OfficeRow,
  readCalled,
  type RecordField,
  recordRow,
  yesNo,
} from "./office-row.ts";
import { officeWords, type OfficeWords } from "./office-words.ts";

/** Rows of what a role allows have it in common: tills write all of it together. */
const PERMISSION_FIELD = "permissions";

export function rolesOf({ session }: RegisterState): ReadonlyArray<OfficeRole> {
  return session?.office.roles() ?? [];
}

export function roleOf(state: RegisterState, id: string): OfficeRole | undefined {
  return rolesOf(state).find((role) => role.id === id);
}

/** By what is typed, and a new one of that name last. */
export function roleRows(state: RegisterState, text: string): ReadonlyArray<OfficeRow> {
  const w = officeWords(state);
  const { name: called, isNew } = readCalled(text);
  const rows = rolesOf(state)
    .filter(({ name }) => !isNew && isFound(name, text))
    .map(({ id, name, permissions, discountLimit, people, inQuestion }): OfficeRow => {
      const limit = permissions.has("discount")
        ? [w.offUpTo({ rate: formatRate(discountLimit) })]
        : [];
      const detail = [...limit, w.peopleCount({ count: people })].join(", ");
      const target = { type: "page", page: { type: "role", id } } as const;
      return { label: name, detail, inQuestion: inQuestion.length > 0, target };
    });
  if (!/^[\p{L}\p{N}]/u.test(called) || rows.length > 0) return rows;
  const target = { type: "create", page: { type: "new-role", called } } as const;
  return [{ label: w.newRow({ called }), detail: "", target }];
}

export function rowsOfRole(state: RegisterState, id: string): ReadonlyArray<OfficeRow> {
  const w = officeWords(state);
  const role = roleOf(state, id);
  if (role === undefined) return [];
  const { name, permissions, discountLimit } = role;
  const limit = formatRate(discountLimit);
  const names = wordsFor(state).officePermissions;
  const nameField: RecordField = {
    ...recordOf(w, role, "name"),
    text: name,
    hints: [w.renameHint],
    write: (office, text) => office.changeRole({ id, isNew: false, name: text }),
  };
  const limitField: RecordField = {
    ...recordOf(w, role, "discountLimit"),
    text: limit,
    hints: [w.limitHint],
    read: (typed) => {
      const rate = readLimit(typed);
      return rate.ok ? ok(formatRate(rate.value)) : err(w.noRate({ typed }));
    },
    write: (office, text) => {
      const rate = readLimit(text);
      return rate.ok
        ? office.changeRole({ id, isNew: false, discountLimit: rate.value })
        : err({ message: w.noRate({ typed: text }) });
    },
  };
  return [
    recordRow(nameField, { label: wordsFor(state).officeFields.name }),
    recordRow(limitField, {
      label: w.discountLimit,
      detail: permissions.has("discount") ? limit : w.limitUnused({ rate: limit }),
    }),
    ...PERMISSIONS.map((permission) =>
      recordRow(permissionField(w, role, permission), { label: names[permission] }),
    ),
  ];
}

function permissionField(w: OfficeWords, role: OfficeRole, permission: Permission): RecordField {
  const { id, permissions } = role;
  return {
    ...recordOf(w, role, PERMISSION_FIELD),
    text: permissions.has(permission) ? "yes" : "no",
    choices: yesNo(w),
    hints: [w.nextActHint],
    write: (office, text) =>
      office.changeRole({ id, isNew: false, [text === "yes" ? "allow" : "deny"]: [permission] }),
  };
}

function recordOf(w: OfficeWords, role: OfficeRole, field: string) {
  return {
    field,
    inQuestion: role.inQuestion.includes(field),
    now: (office: OfficeSession) => {
      const now = office.roles().find(({ id }) => id === role.id);
      return now && JSON.stringify([now.name, now.discountLimit, [...now.permissions].toSorted()]);
    },
    warning: (office: OfficeSession) =>
      pinWarning(
        w,
        role,
        office.roles().find(({ id }) => id === role.id),
      ),
  };
}

function readLimit(typed: string): ReturnType<typeof parseRate> {
  return parseRate(typed.replace(/\s*%$/u, ""));
}

/** Whoever may more needs a longer PIN; the one that is there holds, so somebody has to know. */
export function pinWarning(
  w: OfficeWords,
  before: OfficeRole | undefined,
  after: OfficeRole | undefined,
): string | undefined {
  const digits = after?.pinDigitsMin ?? 0;
  return digits > (before?.pinDigitsMin ?? 0) ? w.longerPin({ digits }) : undefined;
}

/** The row of a new role that is asked first. */
export function firstPermission(state: RegisterState, id: string): number {
  const at = rowsOfRole(state, id).findIndex(
    ({ target }) => target.type === "record" && target.field.field === PERMISSION_FIELD,
  );
  return Math.max(0, at);
}
