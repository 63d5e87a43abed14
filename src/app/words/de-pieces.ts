/** Pieces of German sentences. */

/** Short: in one line with what follows. */
export const LOST = {
  anchor: "Verkäufe fehlen auf dieser Platte.",
  board: "Diese Platte ist eine Kopie oder umgezogen.",
  peer: "Andere wissen mehr von dieser Kasse.",
  person: "Es heißt, Verkäufe fehlen.",
} as const;

/** Rounded up: who waits that long need not wait again. */
export function seconds(ms: number): string {
  return ms <= 1000 ? "1 Sekunde" : `${Math.ceil(ms / 1000)} Sekunden`;
}

export function limits(min: number, max: number): string {
  if (min === max) return `genau ${min}`;
  return min === 0 ? `höchstens ${max}` : `${min} bis ${max}`;
}
