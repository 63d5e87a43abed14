/**
 * Which pieces of a line a ticket means, where there are more of them than it names: one rule for what bills
 * have of them, for papers, and for the cards of kitchen and pass. Pieces come and go in the order in which
 * tickets told them first.
 */

/**
 * Returns the pieces that a fire begins, the first one first: those that it names, or, where it names none of the
 * line's, all that wait; of these the ones of its own bill, and then those that were told first.
 */
export function firedFirst<Piece>(
  pieces: ReadonlyArray<Piece>,
  look: {
    readonly isHeld: (piece: Piece) => boolean;
    readonly isNamed: (piece: Piece) => boolean;
    readonly isThere: (piece: Piece) => boolean;
  },
): ReadonlyArray<Piece> {
  const named = pieces.filter(look.isNamed);
  return (named.length > 0 ? named : pieces)
    .filter(look.isHeld)
    .toSorted((one, other) => Number(look.isThere(other)) - Number(look.isThere(one)));
}

/** Returns the pieces as they are taken off: nobody has begun with what waits, then goes what was told last. */
export function takenOffFirst<Piece extends { readonly isHeld: boolean }>(
  pieces: ReadonlyArray<Piece>,
): ReadonlyArray<Piece> {
  return pieces.toReversed().toSorted((one, other) => Number(other.isHeld) - Number(one.isHeld));
}

/** Returns the pieces of other bills as they are carried: from where the ticket says first, then as they are taken off. */
export function carriedFirst<Piece>(
  pieces: ReadonlyArray<Piece>,
  look: {
    readonly isHeld: (piece: Piece) => boolean;
    readonly isFrom: (piece: Piece) => boolean;
  },
): ReadonlyArray<Piece> {
  return pieces
    .toReversed()
    .toSorted(
      (one, other) =>
        Number(look.isFrom(other)) - Number(look.isFrom(one)) ||
        Number(look.isHeld(other)) - Number(look.isHeld(one)),
    );
}

/** Takes a quantity from the first pieces that have some. */
export function takenFrom<Piece extends { readonly quantity: number }>(
  pieces: ReadonlyArray<Piece>,
  quantity: number,
): ReadonlyMap<Piece, number> {
  let left = quantity;
  const taken = new Map<Piece, number>();
  for (const piece of pieces) {
    const some = Math.min(left, piece.quantity);
    left -= some;
    if (some > 0) taken.set(piece, some);
  }
  return taken;
}
