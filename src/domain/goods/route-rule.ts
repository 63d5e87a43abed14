/** How a rule for stations is written: what, how it is served and when, and which station makes it then. */

import { SERVICES } from "./catalogue.ts";

const ID = "[A-Za-z0-9][A-Za-z0-9._-]{0,39}";
const TIME = "(?:[01][0-9]|2[0-3]):[0-5][0-9]";

/** `drinks>bar`, `grill/takeaway>front`, `grill@22:00-05:00>bar`. */
export const ROUTE_RULE = new RegExp(
  `^(?:\\*|${ID})(?:/(?:${SERVICES.join("|")}))?(?:@${TIME}-${TIME})?>${ID}$`,
  "u",
);
