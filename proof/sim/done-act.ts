/** The result of an act beside the sales. */

export interface Done {
  readonly ok: boolean;
  readonly fault?: { readonly type: string };
}

/** How often somebody does something of a kind after what they were about. */
export const BESIDE_SHARE = 0.35;

/** For the trace: what was done, and why it was refused. */
export function doneText(what: string, { ok, fault }: Done): string {
  return ok ? what : `${what}: ${fault?.type ?? ""}`;
}
