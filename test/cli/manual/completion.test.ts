/** What bash and zsh complete, tried in a real one. */

import { spawnSync } from "node:child_process";

import { expect, test } from "vitest";

import { completionScript } from "../../../src/cli/manual/completion.ts";
import { shellProgram } from "../../support/shell-in-process.ts";

/** Asks as bash does when somebody presses Tab behind the last word. */
const ASK = String.raw`
ask() {
  COMP_WORDS=(till "$@")
  COMP_CWORD=$#
  _till till "$\{COMP_WORDS[COMP_CWORD]}" "$\{COMP_WORDS[COMP_CWORD-1]}"
  echo "$\{COMPREPLY[*]}"
}
`.replaceAll(String.raw`$\{`, "${");

const hasZsh = spawnSync("zsh", ["--version"]).status === 0;

test.each([
  [["vou"], "voucher"],
  [["voucher", ""], "sell top show list replace block cash take-back"],
  [["printer", "logo", "s"], "set show"],
  [["order", "add", "A12", "--ov"], "--oversell"],
  [["sell", "croissant", "--goods", ""], "back waste none"],
  [["sell", "--goods", "=", "w"], "waste"],
  [["catalog", "show", "--kind", "tax"], "tax-class"],
  [["completion", ""], "bash zsh"],
  [["help", "order", "ad"], "add"],
  [["order", "--h"], "--help"],
  // A file of the folder is the shell's own affair.
  [["catalog", "import", "goods"], ""],
  [["sell", "--pin-file", "p"], ""],
])("bash completes till %j", (words, offered) => {
  const line = words.map((word) => `'${word}'`).join(" ");
  const { stdout, stderr } = spawnSync("bash", ["--norc", "-s"], {
    encoding: "utf8",
    input: `${completionScript(shellProgram(), "bash")}${ASK}ask ${line}\n`,
  });

  expect([stdout.trim(), stderr]).toEqual([offered, ""]);
});

test("each command and each of its options is there, and help as well", () => {
  const script = completionScript(shellProgram(), "bash");

  expect(script).toContain('["till voucher"]="sell top');
  expect(script).toContain('["till order add --goods"]="back waste none"');
  expect(script.match(/^ {2}\["till order add"\]=".*--json.*--help"$/mu)).not.toBeNull();
});

test.skipIf(!hasZsh)("zsh reads its script", () => {
  const { status, stderr } = spawnSync("zsh", ["-n"], {
    encoding: "utf8",
    input: completionScript(shellProgram(), "zsh"),
  });

  expect([status, stderr]).toEqual([0, ""]);
});
