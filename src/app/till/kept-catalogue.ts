/** The catalogue that a till has in memory: read once, then only where it changes. */

import { type Catalogue } from "../../domain/goods/catalogue.ts";
import { type BusinessDay } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { readCatalogueInPieces, readChanges } from "../../domain/prices/catalogue-view.ts";
import { type Ledger } from "../../ledger/ledger.ts";

export interface KeptCatalogue {
  /** Returns the catalogue with the prices of the till's business day, kept until either changes. */
  readonly catalogue: () => Catalogue;
  /**
   * Reads some of the catalogue ahead, so that a person who types waits for a few goods and not for
   * 20,000. True while there is more.
   */
  readonly readAhead: () => boolean;
}

interface Known {
  readonly revision: number;
  readonly day: BusinessDay;
  readonly catalogue: Catalogue;
}

/** A catalogue that is being read; changes that come meanwhile are applied afterwards. */
interface Begun extends Pick<Known, "revision" | "day"> {
  readonly reading: Generator<undefined, Catalogue, LedgerView>;
}

/** Keeps the catalogue and reads only the streams that changed; a new business day reads all of it again. */
export function keepCatalogue(ledger: Ledger, firstDay: BusinessDay): KeptCatalogue {
  let known: Known | undefined;
  let begun: Begun | undefined;

  function today(): BusinessDay {
    return ledger.day() ?? firstDay;
  }

  function nextPiece(view: LedgerView, day: BusinessDay): Known | undefined {
    if (begun?.day !== day) {
      const reading = readCatalogueInPieces(view, day);
      begun = { revision: view.revision("cat"), day, reading };
    }
    const { revision, reading } = begun;
    const piece = reading.next(view);
    if (piece.done !== true) return undefined;
    begun = undefined;
    return { revision, day, catalogue: piece.value };
  }

  function whole(view: LedgerView, day: BusinessDay): Known {
    // The catalogue may have 20,000 goods.
    ledger.db.longWork();
    for (;;) {
      const read = nextPiece(view, day);
      if (read !== undefined) return read;
    }
  }

  function current(view: LedgerView): Catalogue {
    const day = today();
    const revision = view.revision("cat");
    let catalogue = upToDate(known, view, day);
    // A reading that was begun long ago may be so old that nobody knows what changed since.
    while (catalogue === undefined) catalogue = upToDate(whole(view, day), view, day);
    if (catalogue !== known?.catalogue || revision !== known.revision) {
      known = { revision, day, catalogue };
    }
    return catalogue;
  }

  return {
    catalogue: () => ledger.read(current),
    readAhead: () =>
      ledger.read((view) => {
        const day = today();
        if (known?.day === day) return false;
        known = nextPiece(view, day) ?? known;
        return known?.day !== day;
      }),
  };
}

/** Applies what changed; undefined where the day is another one, or nobody knows what changed since. */
function upToDate(
  known: Known | undefined,
  view: LedgerView,
  day: BusinessDay,
): Catalogue | undefined {
  if (known?.day !== day) return undefined;
  const streams = view.changedSince("cat", known.revision);
  if (streams === undefined || streams.size === 0) return streams && known.catalogue;
  return readChanges(known.catalogue, view, { day, streams });
}
