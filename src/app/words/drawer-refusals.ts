/** What is said where a cash drawer or a day can't be dealt with so, in each language. */

import { clockText } from "../../domain/clock-text.ts";
import { type DrawerAct } from "../../domain/folds/drawer-state.ts";
import { type MinorUnits } from "../../domain/money/amounts.ts";

interface Shown {
  readonly money: (amount: MinorUnits) => string;
  readonly day: (day: string) => string;
  readonly staffName: (number: string) => string;
}

interface Opened {
  readonly opened: DrawerAct;
}

interface Sum {
  readonly amount: MinorUnits;
}

interface Most {
  readonly max: MinorUnits;
}

interface Differs {
  readonly difference: MinorUnits;
}

interface Typed {
  readonly text: string;
}

interface Of {
  readonly staff: string;
}

interface OnDay {
  readonly day: string;
}

interface Named {
  readonly name: string;
}

interface Beyond extends Named {
  readonly day: string;
  readonly closer: string;
  readonly known: number;
  readonly here: number;
}

interface Asked {
  readonly isAsked: boolean;
}

export const drawerRefusals = {
  en: {
    "drawer/unknown": () => "There is no such drawer: till drawer list shows them.",
    "drawer/no-such": ({ text }: Typed) => `${text} is no number of a drawer: 1 to 9.`,
    "drawer/open-already": ({ opened }: Opened, { staffName }: Shown) =>
      `The drawer is open since ${clockText(opened)} (${staffName(opened.by)}): count and close it first.`,
    "drawer/closed-already": () => "That drawer is closed: what is counted now stands beside it.",
    "drawer/not-counted": () => "Nobody has counted the drawer yet: count it first.",
    "drawer/others-pouch": ({ staff }: Of, { staffName }: Shown) =>
      `It is the pouch of ${staffName(staff)}: take a drawer of the till.`,
    "drawer/elsewhere": () =>
      "The drawer stands at another till: count it, but sell from one here.",
    "drawer/taken-already": () => "You sell from that drawer already.",
    "drawer/amount": ({ max }: Most, { money }: Shown) =>
      `That is no sum of cash: from 0 to ${money(max)}, and pieces that make it up.`,
    "drawer/reason-needed": () => "Say why: it stands in the day's report.",
    "drawer/difference": ({ difference }: Differs, { money }: Shown) =>
      `It differs by ${money(difference)}: say why, or close it all the same.`,
    "drawer/not-so-much": ({ amount }: Sum, { money }: Shown) =>
      `There should not be ${money(amount)} in the drawer: take less.`,
    "drawer/none-open": ({ isAsked }: Asked) =>
      isAsked
        ? "No drawer is open here: open one, or take the cash all the same."
        : "No drawer is open here: open one first.",
    "z/nothing": () => "Nothing was done here since the last Z.",
    "z/unknown": ({ text }: Typed) => `There is no Z ${text}: till z list shows them.`,
    "day/not-come": ({ day }: OnDay, { day: dayText }: Shown) =>
      `${dayText(day)} has not come yet.`,
    "day/without-heard": ({ name }: Named) =>
      `${name} is connected and makes its own Z: close the day with it.`,
    "day/without-reason": ({ name }: Named) =>
      `Say why nothing more is heard of ${name}: it stands in the close.`,
    "day/counted-beyond": ({ name, day, closer, known, here }: Beyond, { day: dayText }: Shown) =>
      `${closer} closed ${dayText(day)} with ${name} up to ${known}, and only ${here} is here: connect ${closer} first.`,
    "day/before-shop": ({ day }: OnDay, { day: dayText }: Shown) =>
      `The shop did not exist on ${dayText(day)}.`,
  },
  de: {
    "drawer/unknown": () => "Eine solche Kassenlade gibt es nicht: `till drawer list` zeigt alle.",
    "drawer/no-such": ({ text }: Typed) => `${text} ist keine Nummer einer Lade: 1 bis 9.`,
    "drawer/open-already": ({ opened }: Opened, { staffName }: Shown) =>
      `Die Lade ist offen seit ${clockText(opened)} (${staffName(opened.by)}): erst zählen, schließen.`,
    "drawer/closed-already": () =>
      "Diese Lade ist geschlossen: was jetzt gezählt wird, steht daneben.",
    "drawer/not-counted": () => "Die Lade ist noch nicht gezählt: erst zählen.",
    "drawer/others-pouch": ({ staff }: Of, { staffName }: Shown) =>
      `Das ist die Geldtasche von ${staffName(staff)}: eine Lade der Kasse nehmen.`,
    "drawer/elsewhere": () =>
      "Die Lade steht an einer anderen Kasse: zählen ja, verkaufen von hier.",
    "drawer/taken-already": () => "Aus dieser Lade wird schon verkauft.",
    "drawer/amount": ({ max }: Most, { money }: Shown) =>
      `Das ist kein Bargeldbetrag: 0 bis ${money(max)}, und Stücke, die ihn ergeben.`,
    "drawer/reason-needed": () => "Bitte sagen, warum: es steht im Tagesbericht.",
    "drawer/difference": ({ difference }: Differs, { money }: Shown) =>
      `Differenz ${money(difference)}: sagen, warum, oder trotzdem schließen.`,
    "drawer/not-so-much": ({ amount }: Sum, { money }: Shown) =>
      `So viel (${money(amount)}) sollte nicht in der Lade sein: weniger nehmen.`,
    "drawer/none-open": ({ isAsked }: Asked) =>
      isAsked
        ? "Hier ist keine Lade offen: eine öffnen, oder trotzdem kassieren."
        : "Hier ist keine Lade offen: erst eine öffnen.",
    "z/nothing": () => "Seit dem letzten Z ist hier nichts geschehen.",
    "z/unknown": ({ text }: Typed) => `Ein Z ${text} gibt es nicht: \`till z list\` zeigt alle.`,
    "day/not-come": ({ day }: OnDay, { day: dayText }: Shown) =>
      `${dayText(day)} ist noch nicht gekommen.`,
    "day/without-heard": ({ name }: Named) =>
      `${name} ist verbunden und macht sein Z selbst: mit ihm abschließen.`,
    "day/without-reason": ({ name }: Named) =>
      `Bitte sagen, warum von ${name} nichts mehr kommt: es steht im Abschluss.`,
    "day/counted-beyond": ({ name, day, closer, known, here }: Beyond, { day: dayText }: Shown) =>
      `${closer} schloss ${dayText(day)} mit ${name} bis ${known} ab, hier ist nur ${here}: erst ${closer} verbinden.`,
    "day/before-shop": ({ day }: OnDay, { day: dayText }: Shown) =>
      `Am ${dayText(day)} gab es den Laden noch nicht.`,
  },
  fr: {
    "drawer/unknown": () => "Ce tiroir n'existe pas : `till drawer list` les montre tous.",
    "drawer/no-such": ({ text }: Typed) => `${text} n'est pas un numéro de tiroir : 1 à 9.`,
    "drawer/open-already": ({ opened }: Opened, { staffName }: Shown) =>
      `Tiroir ouvert depuis ${clockText(opened)} (${staffName(opened.by)}) : le compter et le fermer.`,
    "drawer/closed-already": () => "Ce tiroir est fermé : ce qui est compté maintenant s'y ajoute.",
    "drawer/not-counted": () => "Le tiroir n'est pas encore compté : le compter d'abord.",
    "drawer/others-pouch": ({ staff }: Of, { staffName }: Shown) =>
      `C'est la sacoche de ${staffName(staff)} : prendre un tiroir de la caisse.`,
    "drawer/elsewhere": () => "Ce tiroir est à une autre caisse : le compter, mais vendre d'ici.",
    "drawer/taken-already": () => "Vous vendez déjà sur ce tiroir.",
    "drawer/amount": ({ max }: Most, { money }: Shown) =>
      `Ce n'est pas un montant : de 0 à ${money(max)}, et des pièces qui le font.`,
    "drawer/reason-needed": () => "Dire pourquoi : c'est dans le rapport du jour.",
    "drawer/difference": ({ difference }: Differs, { money }: Shown) =>
      `Écart de ${money(difference)} : dire pourquoi, ou fermer quand même.`,
    "drawer/not-so-much": ({ amount }: Sum, { money }: Shown) =>
      `Il ne devrait pas y avoir ${money(amount)} dans le tiroir : prendre moins.`,
    "drawer/none-open": ({ isAsked }: Asked) =>
      isAsked
        ? "Aucun tiroir ouvert ici : en ouvrir un, ou encaisser quand même."
        : "Aucun tiroir ouvert ici : en ouvrir un d'abord.",
    "z/nothing": () => "Rien n'a été fait ici depuis le dernier Z.",
    "z/unknown": ({ text }: Typed) =>
      `Il n'y a pas de Z ${text} : \`till z list\` les montre tous.`,
    "day/not-come": ({ day }: OnDay, { day: dayText }: Shown) =>
      `Le ${dayText(day)} n'est pas encore là.`,
    "day/without-heard": ({ name }: Named) =>
      `${name} est connectée et fait son propre Z : clôturer avec elle.`,
    "day/without-reason": ({ name }: Named) =>
      `Dire pourquoi on n'entendra plus ${name} : cela figure dans la clôture.`,
    "day/counted-beyond": ({ name, day, closer, known, here }: Beyond, { day: dayText }: Shown) =>
      `${closer} a clôturé ${dayText(day)} avec ${name} jusqu'à ${known}, ici seulement ${here} : connecter ${closer}.`,
    "day/before-shop": ({ day }: OnDay, { day: dayText }: Shown) =>
      `La boutique n'existait pas le ${dayText(day)}.`,
  },
  es: {
    "drawer/unknown": () => "No existe ese cajón: `till drawer list` los muestra todos.",
    "drawer/no-such": ({ text }: Typed) => `${text} no es un número de cajón: de 1 a 9.`,
    "drawer/open-already": ({ opened }: Opened, { staffName }: Shown) =>
      `El cajón está abierto desde las ${clockText(opened)} (${staffName(opened.by)}): contar y cerrar antes.`,
    "drawer/closed-already": () => "Ese cajón está cerrado: lo que se cuente ahora queda al lado.",
    "drawer/not-counted": () => "Nadie ha contado el cajón: cuéntelo antes.",
    "drawer/others-pouch": ({ staff }: Of, { staffName }: Shown) =>
      `Es la bolsa de ${staffName(staff)}: tome un cajón de la caja.`,
    "drawer/elsewhere": () =>
      "Ese cajón está en otra caja: se puede contar, pero venda desde aquí.",
    "drawer/taken-already": () => "Ya vende con ese cajón.",
    "drawer/amount": ({ max }: Most, { money }: Shown) =>
      `No es un importe: de 0 a ${money(max)}, y piezas que lo sumen.`,
    "drawer/reason-needed": () => "Diga por qué: consta en el informe del día.",
    "drawer/difference": ({ difference }: Differs, { money }: Shown) =>
      `Diferencia de ${money(difference)}: diga por qué, o cierre de todos modos.`,
    "drawer/not-so-much": ({ amount }: Sum, { money }: Shown) =>
      `No debería haber ${money(amount)} en el cajón: tome menos.`,
    "drawer/none-open": ({ isAsked }: Asked) =>
      isAsked
        ? "No hay ningún cajón abierto aquí: abra uno, o cobre de todos modos."
        : "No hay ningún cajón abierto aquí: abra uno antes.",
    "z/nothing": () => "No se ha hecho nada aquí desde el último Z.",
    "z/unknown": ({ text }: Typed) => `No existe el Z ${text}: \`till z list\` los muestra todos.`,
    "day/not-come": ({ day }: OnDay, { day: dayText }: Shown) =>
      `${dayText(day)} aún no ha llegado.`,
    "day/without-heard": ({ name }: Named) =>
      `${name} está conectada y hace su propio Z: cerrar el día con ella.`,
    "day/without-reason": ({ name }: Named) =>
      `Diga por qué no se sabrá más de ${name}: consta en el cierre.`,
    "day/counted-beyond": ({ name, day, closer, known, here }: Beyond, { day: dayText }: Shown) =>
      `${closer} cerró ${dayText(day)} con ${name} hasta ${known}, aquí solo está ${here}: conecte ${closer}.`,
    "day/before-shop": ({ day }: OnDay, { day: dayText }: Shown) =>
      `La tienda no existía el ${dayText(day)}.`,
  },
} as const;
