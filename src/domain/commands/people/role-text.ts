/** The rights of a role as typed on the command line: `allow=price,discount`, `limit=10%`. */

import { err, ok, type Result } from "../../base/result.ts";
import { type Permission, PERMISSIONS } from "../../events/permission.ts";
import { parseRate } from "../../money/rates.ts";
import { type FieldText } from "../../office/entry-wish.ts";
import { quoted } from "../../text/quoted.ts";
import { type RoleWish } from "./change-roles.ts";

type Said = Omit<RoleWish, "id" | "isNew">;

/** The fault is a sentence. */
export function readRoleTexts(texts: ReadonlyArray<FieldText>): Result<Said, string> {
  const said: Said[] = [];
  for (const { field, text } of texts) {
    const read = readRoleField(field, text);
    if (!read.ok) return read;
    said.push(read.value);
  }
  return ok(Object.assign({}, ...said) as Said);
}

function readRoleField(field: string, text: string): Result<Said, string> {
  switch (field) {
    case "name":
      return ok({ name: text });
    case "limit": {
      const rate = parseRate(text.trim().replace(/\s*%$/u, ""));
      return rate.ok
        ? ok({ discountLimit: rate.value })
        : err(`Limit ${quoted(text)} is no percentage: 0 to 100, such as 10%.`);
    }
    case "allow":
    case "deny":
    case "permissions": {
      const permissions = readPermissions(text);
      if (!permissions.ok) return permissions;
      if (field !== "permissions") return ok({ [field]: permissions.value });
      const deny = PERMISSIONS.filter((other) => !permissions.value.includes(other));
      return ok({ allow: permissions.value, deny });
    }
    default:
      return err(`There is no field ${quoted(field)}: name, limit, allow, deny, permissions.`);
  }
}

function readPermissions(text: string): Result<ReadonlyArray<Permission>, string> {
  const words = text.split(/[\s,]+/u).filter((word) => word !== "");
  const unknown = words.find((word) => !PERMISSIONS.some((it) => it === word));
  return unknown === undefined
    ? ok(PERMISSIONS.filter((permission) => words.includes(permission)))
    : err(`There is no permission ${quoted(unknown)}: there are ${PERMISSIONS.join(", ")}.`);
}
