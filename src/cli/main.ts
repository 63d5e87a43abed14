/**
 * The command line: parses words, loads the one command that was asked for, turns outcomes into exit
 * codes. Never exits the process by itself.
 */
export async function main(argv: ReadonlyArray<string>): Promise<number> {
  const words = argv.slice(2);
  await Promise.resolve();
  return words.length === 0 ? 2 : 0;
}
