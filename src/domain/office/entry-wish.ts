/** The fields that a person wants an entry of the catalogue to have, and the change that makes them so. */

import { refusal, type RefusalOf } from "../base/refusal-table.ts";
import {
  type Catalogue,
  type Category,
  type ListedPrice,
  type ModifierGroup,
  type PriceList,
  type Station,
  type TaxClass,
} from "../goods/catalogue.ts";
import { type BusinessDay } from "../identity.ts";
import { type Currency } from "../money/currency.ts";
import { type CatalogueType } from "../prices/catalogue-view.ts";
import { type ProductChange } from "./goods-import.ts";

export interface FieldText {
  readonly field: string;
  readonly text: string;
}

export interface EntryName {
  readonly type: CatalogueType;
  /** The id; for a product its SKU. */
  readonly id: string;
}

/** The wanted fields of an entry; its other fields stay as they are. */
export interface EntryWish extends EntryName {
  /** The entry must not exist yet; else it must. */
  readonly isNew: boolean;
  readonly fields: ReadonlyArray<FieldText>;
  /**
   * The day from which the taxes of an existing class hold, undefined for the next business day;
   * for a new product, the day from which it is sold.
   */
  readonly fromDay?: BusinessDay | undefined;
}

export const EDIT_FAULTS = {
  "entry/unknown": refusal<{ of: CatalogueType; id: string }>("unknown"),
  "entry/taken": refusal<{ of: CatalogueType; id: string }>("conflict"),
  /** `message` goes on after the field: what is wrong, and what would be right. */
  "entry/wrong": refusal<{ field: string; message: string }>("wrong"),
};

export type EditFault = RefusalOf<typeof EDIT_FAULTS>;

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
