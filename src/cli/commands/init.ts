/** `till init`: a new shop on this box. */

import { loadFixture } from "../../app/fixtures.ts";
import { foundShop } from "../../app/found-shop.ts";
import { keyCustody } from "../../app/key-custody.ts";
import { depsToFound } from "../../app/store-keys.ts";
import { type Locale } from "../../domain/locale.ts";
import { type Console } from "../console.ts";
import { deviceNameFrom } from "../device-name.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { sheetHandOut } from "../hand-out-sheet.ts";
import { chosenForNew } from "../key-choice.ts";
import { outFile } from "../out-file.ts";
import { passphraseSource } from "../unlock.ts";
import { type JsonOptions, storeDir } from "../with-till.ts";

export interface InitOptions extends JsonOptions {
  readonly fixture: string;
  readonly device: string;
  /** Else the fixture's own. */
  readonly language?: Locale;
  readonly demo?: boolean;
  readonly sheet?: string;
  readonly skipSheetCheck?: boolean;
  readonly passphrase?: boolean;
  readonly credential?: boolean | string;
}

export async function init(options: InitOptions, console: Console): Promise<ExitCode> {
  const dir = storeDir(options, console);
  const fixture = loadFixture(options.fixture);
  if (!fixture.ok) throw usageFault(fixture.fault.sentence);
  const deviceName = deviceNameFrom(options.device, "--device");
  const demo = options.demo === true;
  const file = outFile(options.sheet, "--sheet", dir);
  const isTalk = console.environment.isTerminal && options.json !== true;
  const asks = isTalk && options.skipSheetCheck !== true && !demo;
  const handOut = sheetHandOut({ dir, file, asks }, console);
  const { language = fixture.value.shop.language } = options;
  const shop = { ...fixture.value.shop, language };
  const founding = { dir, fixture: { ...fixture.value, shop }, deviceName, demo, handOut };
  const deps = depsToFound(await chosenForNew(options, console), console.environment);
  const { recoveryCode } = await foundShop(founding, deps);
  const { products, staff } = fixture.value;
  if (options.json === true) {
    const facts = { name: shop.name, currency: shop.currency, demo, device: deviceName };
    console.json({ store: dir, ...facts, products: products.length, recoveryCode });
    return EXIT.fine;
  }
  console.out(`${shop.name} is ready in ${dir}: ${products.length} products.`);
  console.out(
    "People and their PINs, from the fixture; change them before you trade (till staff set-pin):",
  );
  for (const { number, name, role, pin } of staff) {
    console.out(`  ${number}  ${name.padEnd(10)} ${role.padEnd(11)} PIN ${pin}`);
  }
  if (!demo && !asks) {
    console.out("Recovery code, shown this once; it opens the shop when every box is gone:");
    console.out(`  ${recoveryCode}`);
  }
  console.out(keyCustody(dir, passphraseSource(options, console)).sentence);
  console.out(`Open the register: till run --store ${dir}`);
  return EXIT.fine;
}
