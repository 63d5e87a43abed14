/** A revoked device, as the commands that list devices tell of it. */

import { type Revocation } from "../app/revocation.ts";

export function revocationJson(revocation: Revocation | undefined): {
  readonly revokedReason: string | null;
  readonly replacedBy: string | null;
} {
  return {
    revokedReason: revocation?.reason ?? null,
    replacedBy: revocation?.replacedBy ?? null,
  };
}
