/** What can be chosen of a product: the options of its groups, and of a combo the goods of each part. */

import { minor, type MinorUnits } from "../money/amounts.ts";
import {
  type Catalogue,
  type ModifierGroup,
  type ModifierOption,
  type Product,
  type TakenModifier,
} from "./catalogue.ts";
import { type ComboChoice } from "./combo.ts";

/** A product's options in the order in which `/1`, `/2`, … number them on every screen. */
export function numberedOptions(
  catalogue: Catalogue,
  product: Product,
): ReadonlyArray<{ readonly group: ModifierGroup; readonly option: ModifierOption }> {
  return groupsOfProduct(catalogue, product).flatMap((group) =>
    group.options.map((option) => ({ group, option })),
  );
}

/** Returns what can be chosen of a product: its groups of options, and of a combo each of its parts. */
export function groupsOfProduct(
  catalogue: Pick<Catalogue, "modifierGroupsById" | "productsBySku">,
  { modifierGroups, combo }: Pick<Product, "modifierGroups" | "combo">,
): ReadonlyArray<ModifierGroup> {
  const groups = modifierGroups.flatMap((id) => catalogue.modifierGroupsById.get(id) ?? []);
  return combo.length === 0 ? groups : [...groups, ...comboGroups(catalogue, combo)];
}

const COMBO_PART = /^combo:(?<part>[0-9]{1,2})$/u;

/** Returns the parts of a combo as groups of which one option is taken: each option is a product, by its SKU. */
function comboGroups(
  goods: ComboCatalogue,
  combo: ReadonlyArray<ComboChoice>,
): ReadonlyArray<ModifierGroup> {
  return combo.map((choice, part): ModifierGroup => {
    const options = comboOptions(choice, goods);
    const isNoQuestion = options.length === 1;
    return {
      id: groupOfPart(part),
      name: choice.name,
      min: 1,
      max: 1,
      freeCount: 0,
      options: options.map(({ product: { sku, name }, extra }) => {
        return { id: sku, name, price: extra, byDefault: isNoQuestion };
      }),
    };
  });
}

/**
 * Returns the options that are taken of a product where nobody can be asked, as of a part of a combo; of a group that
 * is asked for each time too.
 */
export function usualModifiers(
  { modifierGroupsById }: Pick<Catalogue, "modifierGroupsById">,
  { modifierGroups }: Pick<Product, "modifierGroups">,
): ReadonlyArray<TakenModifier> {
  return modifierGroups.flatMap((id) => modifierGroupsById.get(id) ?? []).flatMap(usualOptions);
}

/** Returns the options of a group that are taken as is usual. */
export function usualOptions({ id: group, options }: ModifierGroup): ReadonlyArray<TakenModifier> {
  return options
    .filter(({ byDefault }) => byDefault)
    .map(({ id: option }) => ({ group, option, count: 1 }));
}

/** Returns the id of the group that stands for a part of a combo. */
export function groupOfPart(part: number): string {
  return `combo:${part}`;
}

/** Returns which part of a combo a group stands for; undefined for a group of options. */
export function partOfCombo(group: string): number | undefined {
  const part = COMBO_PART.exec(group)?.groups?.["part"];
  return part === undefined ? undefined : Number(part);
}

/** The goods that parts of combos are chosen of, and their options. */
export type ComboCatalogue = Pick<Catalogue, "productsBySku" | "modifierGroupsById">;

/** What can be chosen of a part, with what it costs more. */
export interface ComboOption {
  readonly product: Product;
  readonly extra: MinorUnits;
}

/**
 * Returns the goods that a part can be chosen of, in the order in which they are named, each once: what is named by
 * itself comes before its category. A category's goods cost more by their own price, on whichever list.
 */
export function comboOptions(
  { of }: ComboChoice,
  goods: ComboCatalogue,
): ReadonlyArray<ComboOption> {
  const { productsBySku } = goods;
  const options = new Map<string, ComboOption>();

  function offer(product: Product | undefined, extra: MinorUnits): void {
    if (product !== undefined && isComponent(goods, product) && !options.has(product.sku)) {
      options.set(product.sku, { product, extra });
    }
  }

  for (const goods of of) {
    if ("sku" in goods) offer(productsBySku.get(goods.sku), goods.extra);
  }
  for (const goods of of) {
    if (!("category" in goods)) continue;
    const { category, upTo } = goods;
    for (const product of productsBySku.values()) {
      if (product.category !== category) continue;
      offer(product, minor(upTo === null ? 0 : Math.max(0, product.price - upTo)));
    }
  }
  return [...options.values()];
}

/** Whether one of its groups has too few usual options, so that somebody has to be asked. */
function mustBeAsked(goods: Pick<Catalogue, "modifierGroupsById">, product: Product): boolean {
  const usual = usualModifiers(goods, product);
  return product.modifierGroups.some((id) => {
    const { min = 0 } = goods.modifierGroupsById.get(id) ?? {};
    return usual.filter(({ group }) => group === id).length < min;
  });
}

/**
 * Whether it can be part of a combo: a piece at a price of its own, no combo and no voucher, without a serial number,
 * whose usual options are enough.
 */
export function isComponent(goods: ComboCatalogue, product: Product): boolean {
  const { active, soldBy, openPrice, combo, voucher, serial } = product;
  const isSoldAlone = active && soldBy === "each" && !openPrice && combo.length === 0;
  return isSoldAlone && !voucher && !serial && !mustBeAsked(goods, product);
}
