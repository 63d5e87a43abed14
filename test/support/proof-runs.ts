/** How often a property is tried: a short while by default, as long as one likes for a proof. */
export function proofRuns(byDefault: number): number {
  const asked = Number(process.env["TILL_PROOF_RUNS"] ?? "");
  return Number.isSafeInteger(asked) && asked > 0 ? asked : byDefault;
}
