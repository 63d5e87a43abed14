/** The name of a till on its receipts. */

/** Who has called it `Kasse 1` reads `Kasse 1`, and not `Kasse Kasse 1`. */
export function tillNamed(word: string, name: string): string {
  const begins = name.toLowerCase().startsWith(word.toLowerCase());
  return begins && !/^\p{L}/u.test(name.slice(word.length)) ? name : `${word} ${name}`;
}
