/**
 * The acts that a ticket line can ask of the kitchen: make it, hold it, begin with what was held,
 * make it otherwise, do not make it, carry it elsewhere, make it again.
 */
export const TICKET_ACTS = ["new", "held", "fire", "change", "void", "move", "refire"] as const;
export type TicketAct = (typeof TICKET_ACTS)[number];

/** The most lines of one ticket: more do not fit into one event. */
export const TICKET_LINES_MAX = 200;
