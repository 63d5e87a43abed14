/**
 * Prints the products of `fixtures/grocery` as JSON, the same bytes each time. Nobody needs the file: the
 * fixture makes them when it is loaded. For whoever wants to look at them, or to feed another program.
 */

import { makeProducts } from "../fixtures/grocery/products.mjs";

process.stdout.write(`${JSON.stringify(makeProducts(), undefined, 2)}\n`);
