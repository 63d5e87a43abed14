/** The rows of roles: what each allows, and to which discount. */

import { formatRate } from "../../domain/money/rates.ts";
import { PERMISSIONS } from "../../domain/people/permission.ts";
import { type OfficeRole } from "../ports/office-port.ts";
import { type RegisterState } from "../register-state.ts";
import { wordsFor } from "../words.ts";
import { isFound, type OfficeRow, readCalled, yesNo } from "./office-row.ts";
import { officeWords } from "./office-words.ts";

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
  const { name, permissions, discountLimit, inQuestion } = role;
  const limit = formatRate(discountLimit);
  const names = wordsFor(state).officePermissions;
  return [
    {
      label: wordsFor(state).officeFields.name,
      detail: name,
      inQuestion: inQuestion.includes("name"),
      target: { type: "role-name", text: name },
    },
    {
      label: w.discountLimit,
      detail: permissions.has("discount") ? limit : w.limitUnused({ rate: limit }),
      inQuestion: inQuestion.includes("discountLimit"),
      target: { type: "role-limit", text: limit },
    },
    ...PERMISSIONS.map((permission): OfficeRow => {
      const allowed = permissions.has(permission);
      return {
        label: names[permission],
        detail: allowed ? w.yes : w.no,
        inQuestion: inQuestion.includes("permissions"),
        target: { type: "role-permission", permission, allowed, choices: yesNo(w) },
      };
    }),
  ];
}
