/**
 * The same work as plain-register.ts, drawn by neo-blessed as its users write it: boxes whose content is
 * set, and `render()` after each key. A yardstick: it sells nothing.
 *
 * `node bench/blessed-register.ts` in a terminal. Enter empties the line, Ctrl-C ends it.
 */

import { rival } from "./mesh/rivals.ts";
import { createPlainRegister } from "./plain-goods.ts";

const blessed = rival("neo-blessed");
const screen = blessed.screen({ smartCSR: true, fullUnicode: false });
const register = createPlainRegister();
const body = blessed.box({ parent: screen, top: 0, left: 0, width: "100%", height: "100%-2" });
const line = blessed.box({ parent: screen, bottom: 1, left: 0, width: "100%", height: 1 });
blessed.box({ parent: screen, bottom: 0, left: 0, width: "100%", height: 1, content: "F1 Help" });

screen.on("keypress", (sign) => {
  if (sign === undefined) return;
  register.press(sign);
  draw();
});
screen.key("C-c", () => {
  screen.destroy();
  process.exit(0);
});
draw();

function draw(): void {
  body.setContent(register.pane(screen.rows).join("\n"));
  line.setContent(register.line());
  screen.render();
}
