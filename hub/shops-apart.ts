/** Shops by their names, told apart where several have the same. */

interface NamedShop {
  readonly shop: string;
  readonly name: string;
}

/** Returns rows of shops in which those that share a name have their id behind it. */
export function toldApart<Shop extends NamedShop>(shops: ReadonlyArray<Shop>): ReadonlyArray<Shop> {
  const idsByName = new Map<string, Set<string>>();
  for (const { shop, name } of shops) {
    idsByName.set(name, (idsByName.get(name) ?? new Set()).add(shop));
  }
  return shops.map((row) => {
    const isShared = (idsByName.get(row.name)?.size ?? 0) > 1;
    return isShared ? { ...row, name: `${row.name} (${row.shop})` } : row;
  });
}
