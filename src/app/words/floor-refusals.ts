/** What is said where an area or a table of the shop can't be as somebody typed it, in each language. */

interface Typed {
  readonly text: string;
}

interface Most {
  readonly max: number;
}

interface Named {
  readonly name: string;
}

interface Tables {
  readonly tables: ReadonlyArray<string>;
}

interface Areas {
  readonly areas: ReadonlyArray<string>;
}

interface Order {
  readonly order: string;
}

interface Count {
  readonly count: number;
}

/** As many as a sentence has room for. */
const NAMED_MAX = 6;

function some(names: ReadonlyArray<string>): string {
  const rest = names.length > NAMED_MAX ? ", …" : "";
  return names.slice(0, NAMED_MAX).join(", ") + rest;
}

/** Longer than any name may be, nobody reads it to the end. */
const SHOWN_MAX = 24;

function cut(text: string): string {
  const signs = Array.from(text);
  return signs.length <= SHOWN_MAX ? text : `${signs.slice(0, SHOWN_MAX - 1).join("")}…`;
}

export const floorRefusals = {
  en: {
    "table/unknown": ({ text, tables }: Typed & Tables) =>
      tables.length === 0
        ? `There is no table ${cut(text)}: the shop has none yet.`
        : `There is no table ${cut(text)}: one of ${some(tables)}.`,
    "table/name-invalid": ({ text, max }: Typed & Most) =>
      `“${cut(text)}” names no table: letters and digits, ${max} at most.`,
    "table/taken": ({ name }: Named) => `There is a table ${name} already: choose another name.`,
    "table/in-use": ({ name, order }: Named & Order) =>
      `Order ${order} is open at table ${name}: wait until it is paid.`,
    "table/too-many": ({ max }: Most) => `There are ${max} tables, and there can't be more.`,
    "area/unknown": ({ text, areas }: Typed & Areas) =>
      areas.length === 0
        ? `There is no area ${cut(text)}: the shop has none yet.`
        : `There is no area ${cut(text)}: one of ${some(areas)}.`,
    "area/name-invalid": ({ text, max }: Typed & Most) =>
      `“${cut(text)}” names no area: it begins with a letter, ${max} at most.`,
    "area/taken": ({ name }: Named) => `There is an area ${name} already: choose another name.`,
    "area/in-use": ({ name, count }: Named & Count) =>
      `There are tables in ${name} (${count}): give them another area, or remove them.`,
    "area/too-many": ({ max }: Most) => `There are ${max} areas, and there can't be more.`,
  },
  de: {
    "table/unknown": ({ text, tables }: Typed & Tables) =>
      tables.length === 0
        ? `Es gibt keinen Tisch ${cut(text)}: Der Laden hat noch keine.`
        : `Es gibt keinen Tisch ${cut(text)}: einer von ${some(tables)}.`,
    "table/name-invalid": ({ text, max }: Typed & Most) =>
      `So heißt kein Tisch: ${cut(text)} (Buchstaben, Ziffern, höchstens ${max}).`,
    "table/taken": ({ name }: Named) =>
      `Einen Tisch ${name} gibt es schon: einen anderen Namen wählen.`,
    "table/in-use": ({ name, order }: Named & Order) =>
      `An Tisch ${name} ist ${order} offen: warten, bis bezahlt ist.`,
    "table/too-many": ({ max }: Most) => `Es gibt ${max} Tische, und mehr geht nicht.`,
    "area/unknown": ({ text, areas }: Typed & Areas) =>
      areas.length === 0
        ? `Es gibt keinen Bereich ${cut(text)}: Der Laden hat noch keine.`
        : `Es gibt keinen Bereich ${cut(text)}: einer von ${some(areas)}.`,
    "area/name-invalid": ({ text, max }: Typed & Most) =>
      `So heißt kein Bereich: ${cut(text)} (Buchstabe zuerst, höchstens ${max}).`,
    "area/taken": ({ name }: Named) =>
      `Einen Bereich ${name} gibt es schon: einen anderen Namen wählen.`,
    "area/in-use": ({ name, count }: Named & Count) =>
      `In ${name} sind noch Tische (${count}): erst woanders hin, oder entfernen.`,
    "area/too-many": ({ max }: Most) => `Es gibt ${max} Bereiche, und mehr geht nicht.`,
  },
  fr: {
    "table/unknown": ({ text, tables }: Typed & Tables) =>
      tables.length === 0
        ? `Il n'y a pas de table ${cut(text)} : le magasin n'en a pas encore.`
        : `Il n'y a pas de table ${cut(text)} : une de ${some(tables)}.`,
    "table/name-invalid": ({ text, max }: Typed & Most) =>
      `Aucune table ne s'appelle ${cut(text)} : lettres et chiffres, ${max} au plus.`,
    "table/taken": ({ name }: Named) => `La table ${name} existe déjà : choisissez un autre nom.`,
    "table/in-use": ({ name, order }: Named & Order) =>
      `${order} est ouverte à la table ${name} : attendez qu'elle soit payée.`,
    "table/too-many": ({ max }: Most) => `Il y a ${max} tables, et pas une de plus.`,
    "area/unknown": ({ text, areas }: Typed & Areas) =>
      areas.length === 0
        ? `Il n'y a pas de zone ${cut(text)} : le magasin n'en a pas encore.`
        : `Il n'y a pas de zone ${cut(text)} : une de ${some(areas)}.`,
    "area/name-invalid": ({ text, max }: Typed & Most) =>
      `Aucune zone ne s'appelle ${cut(text)} : une lettre d'abord, ${max} au plus.`,
    "area/taken": ({ name }: Named) => `La zone ${name} existe déjà : choisissez un autre nom.`,
    "area/in-use": ({ name, count }: Named & Count) =>
      `Il reste des tables dans ${name} (${count}) : déplacez-les ou enlevez-les.`,
    "area/too-many": ({ max }: Most) => `Il y a ${max} zones, et pas une de plus.`,
  },
  es: {
    "table/unknown": ({ text, tables }: Typed & Tables) =>
      tables.length === 0
        ? `No hay ninguna mesa ${cut(text)}: la tienda aún no tiene mesas.`
        : `No hay ninguna mesa ${cut(text)}: una de ${some(tables)}.`,
    "table/name-invalid": ({ text, max }: Typed & Most) =>
      `Ninguna mesa se llama ${cut(text)}: letras y cifras, ${max} como mucho.`,
    "table/taken": ({ name }: Named) => `Ya existe la mesa ${name}: elija otro nombre.`,
    "table/in-use": ({ name, order }: Named & Order) =>
      `${order} está abierto en la mesa ${name}: espere a que se pague.`,
    "table/too-many": ({ max }: Most) => `Hay ${max} mesas, y no caben más.`,
    "area/unknown": ({ text, areas }: Typed & Areas) =>
      areas.length === 0
        ? `No hay ninguna zona ${cut(text)}: la tienda aún no tiene zonas.`
        : `No hay ninguna zona ${cut(text)}: una de ${some(areas)}.`,
    "area/name-invalid": ({ text, max }: Typed & Most) =>
      `Ninguna zona se llama ${cut(text)}: una letra primero, ${max} como mucho.`,
    "area/taken": ({ name }: Named) => `Ya existe la zona ${name}: elija otro nombre.`,
    "area/in-use": ({ name, count }: Named & Count) =>
      `Aún hay mesas en ${name} (${count}): páselas a otra o quítelas.`,
    "area/too-many": ({ max }: Most) => `Hay ${max} zonas, y no caben más.`,
  },
} as const;
