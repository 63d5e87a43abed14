/** What commands tell of cash drawers and the safe: one shape for all languages. Amounts come as they are written there. */

import { type LACKS, type MoveKind, type SafeMove } from "../../domain/events/drawer-events.ts";

/** Labels of amounts fit their column (34 cells). */
export interface DrawerWords {
  /** `name`: such as `A1`. */
  readonly drawer: (name: string) => string;
  readonly pouch: (who: string) => string;
  /** `drawer`: one of the two above. */
  readonly opened: (drawer: string, float: string) => string;
  readonly moved: Readonly<Record<MoveKind, (drawer: string, money: string) => string>>;
  readonly noSale: (reason: string) => string;
  readonly taken: (drawer: string) => string;
  readonly counted: (drawer: string, at: string, who: string) => string;
  readonly openSince: (drawer: string, at: string, who: string) => string;
  readonly closed: (drawer: string, at: string, who: string) => string;
  readonly float: string;
  readonly expected: string;
  readonly expectedIn: (currency: string) => string;
  readonly count: string;
  readonly countIn: (currency: string) => string;
  readonly countBy: (at: string, who: string) => string;
  readonly difference: string;
  readonly since: string;
  readonly leaves: string;
  readonly toSafe: string;
  readonly fromSafe: string;
  readonly reason: (text: string) => string;
  readonly lacks: Readonly<Record<Exclude<(typeof LACKS)[number], "nothing">, string>>;
  readonly slips: (tender: string, payments: number) => string;
  readonly moves: Readonly<Record<MoveKind, string>>;
  readonly noSales: (times: number) => string;
  readonly opensToCount: (drawer: string) => string;
  readonly toCount: (times: number) => string;
  readonly byKey: (times: number) => string;
  /** One that was opened by its key while no drawer of the till was open in the books. */
  readonly keyTurned: (till: string) => string;
  readonly none: string;
  readonly safe: Readonly<Record<SafeMove, (money: string) => string>>;
  /** What should lie in the safe. */
  readonly inSafe: (currency: string) => string;
  /** The count stands, the drawer is open. */
  readonly countStands: string;
  readonly z: (name: string, day: string) => string;
  readonly noZ: (day: string) => string;
}
