/** The name of a person, where the key of the name is here; otherwise the number. */

import { type StaffMember } from "../../domain/people/staff.ts";
import { type Secrets } from "../../ledger/secrets.ts";
import { openText } from "./sealed-text.ts";

export function staffMemberName(
  secrets: Secrets,
  number: string,
  member: StaffMember | undefined,
): string {
  const name = member?.name === undefined ? undefined : openText(member.name, secrets);
  return name ?? `Staff ${number}`;
}
