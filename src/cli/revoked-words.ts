/** A revoked device, as the commands that list devices tell of it. */

import { type Revocation, revocationText } from "../app/revocation.ts";

/** `REVOKED (stolen by Joe)`, `REVOKED (replaced by E Bar new)` */
export function revokedWord(revocation: Revocation): string {
  const why = revocationText(revocation);
  return why === "" ? "REVOKED" : `REVOKED (${why})`;
}

export function revocationJson(revocation: Revocation | undefined): {
  readonly revokedReason: string | null;
  readonly replacedBy: string | null;
} {
  return {
    revokedReason: revocation?.reason ?? null,
    replacedBy: revocation?.replacedBy ?? null,
  };
}
