/** Spanish: what was looked at on this box. */

import { onceAsked } from "../../domain/once-asked.ts";
import { type Words } from "./words-shape.ts";

export const esDoctor = onceAsked((): Pick<Words, "doctor"> => ({
  doctor: {
    title: "Revisión de este aparato",
    states: { ok: "en orden", note: "conviene saber", wrong: "a arreglar" },
    checks: {
      shop: "Tienda",
      ledger: "Libro de caja",
      durability: "Escritura segura",
      writing: "Almacén",
      disk: "Disco",
      key: "Clave del libro",
      memory: "Memoria",
      "key file": "Archivo de clave",
      "key change": "Cambio de clave",
      day: "Jornada",
      numbers: "Números",
      "money in question": "Dinero en duda",
      attention: "Contradicciones",
      "recovery sheet": "Hoja de rescate",
      managers: "Encargados",
      papers: "Papeles",
      "unfinished work": "Trabajo sin acabar",
      update: "Actualización",
      printing: "Impresión",
      printers: "Puestos",
      printer: "Impresora",
      letters: "Letras de",
      backup: "Copias",
      paper: "Carpeta de papel",
      mesh: "Otras cajas",
      multicast: "Multicast",
    },
  },
}));
