/** What somebody wants an entry of the catalogue to say, field by field, and what that would change. */

import { type CatalogueType } from "../catalogue-view.ts";
import {
  type Catalogue,
  type Category,
  type ListedPrice,
  type ModifierGroup,
  type PriceList,
  type Station,
  type TaxClass,
} from "../catalogue.ts";
import { type BusinessDay } from "../identity.ts";
import { type Currency } from "../money/currency.ts";
import { type ProductChange } from "./goods-import.ts";

export interface FieldText {
  readonly field: string;
  readonly text: string;
}

export interface EntryName {
  readonly type: CatalogueType;
  /** Of a product its SKU. */
  readonly id: string;
}

/** What somebody wants an entry to say; other fields stay as they are. */
export interface EntryWish extends EntryName {
  /** Must not be there yet; else it must. */
  readonly isNew: boolean;
  readonly fields: ReadonlyArray<FieldText>;
  /**
   * Of the taxes of a class that is there, undefined for the next business day; or of a new product, which
   * is sold from that day on.
   */
  readonly fromDay?: BusinessDay | undefined;
}

export type EditFault =
  | { readonly type: "entry/unknown"; readonly of: CatalogueType; readonly id: string }
  | { readonly type: "entry/taken"; readonly of: CatalogueType; readonly id: string }
  /** `message` goes on after the field: what is wrong, and what would be right. */
  | { readonly type: "entry/wrong"; readonly field: string; readonly message: string };

export interface EditContext {
  readonly catalogue: Catalogue;
  readonly currency: Currency;
}

interface Change<Entry> {
  readonly before: Entry | undefined;
  readonly after: Entry;
}

export type EntryEdit =
  | ({ readonly type: "product" } & ProductChange)
  | ({ readonly type: "category" } & Change<Category>)
  | ({ readonly type: "modifier-group" } & Change<ModifierGroup>)
  | ({
      readonly type: "price-list";
      /** Products that are to be on it, or no more. */
      readonly prices: ReadonlyArray<{
        readonly sku: string;
        readonly after: ListedPrice | null;
      }>;
    } & Change<PriceList>)
  | ({ readonly type: "station" } & Change<Station>)
  | ({ readonly type: "tax-class" } & Change<TaxClass>);
