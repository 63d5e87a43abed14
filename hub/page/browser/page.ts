/** What the page does in a browser: draws its charts, prints, and takes what is new. All else works without it. */

import { drawCharts } from "./charts.ts";
import { hearNews } from "./live.ts";

drawCharts(document);
hearNews();

document.addEventListener("click", ({ target }) => {
  if (target instanceof Element && target.matches("button.print")) print();
});

// Paper can't be unfolded.
addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll("details")) folded.open = true;
});
