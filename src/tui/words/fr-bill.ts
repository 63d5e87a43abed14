/** French: F8, the bill of an order, and what is said of it. */

import { onceAsked } from "../../domain/once-asked.ts";
import { type Words } from "./words-shape.ts";

export const frBill = onceAsked((): Pick<Words, "bill"> => ({
  bill: {
    out: (numbers, money, minutes) => `Addition ${numbers} de ${money}, il y a ${minutes} min`,
    now: (money) => `maintenant ${money} : F8`,
    whose: "Aucune commande ici : tapez la table avant F8.",
    nobody: (typed) => `Aucune commande ouverte à ${typed} ni de ce nom.`,
    several: (typed, orders) =>
      `${typed} a plusieurs commandes : ${orders}. Tapez le numéro de l'une, puis F8.`,
    printed: (no, label, money) => `Addition ${no} de ${label} : ${money}.`,
    parts: (count, label, sums) => `${count} additions de ${label} : ${sums}.`,
    part: (no, part, of) => `${no} (part ${part} sur ${of})`,
    replaces: (numbers) => `Au lieu de l'addition ${numbers}.`,
    table: (name) => `table ${name}`,
    chargeOff: (charge) => `${charge} : retirer`,
    chargeOn: (charge) => `${charge} : compter de nouveau`,
    chargeIsOff: (charge) => `${charge} : retiré de la commande.`,
    chargeIsOn: (charge) => `${charge} : de nouveau sur la commande.`,
  },
}));
