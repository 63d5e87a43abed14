/** What commands tell of places for backups: one shape for all languages. */

import { type Proof } from "../backup/backup-book.ts";
import { type PlaceStatus } from "../backup/backup-status.ts";

export interface BackupWords {
  readonly none: string;
  /** Behind where the place is. */
  readonly status: (place: PlaceStatus) => string;
  /** A backup that was just made; `size` with its unit. */
  readonly whole: (
    name: string,
    extent: { readonly files: number; readonly megabytes: string },
    proof: Proof,
  ) => string;
  /** Why there is none, and what to do. */
  readonly trouble: (trouble: NonNullable<PlaceStatus["trouble"]>, where: string) => string;
  readonly sameDisk: (name: string) => string;
  readonly added: (name: string) => string;
  readonly removed: (name: string) => string;
}
