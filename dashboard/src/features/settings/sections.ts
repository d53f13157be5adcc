/** The parts of the settings, as they stand in the URL; the first one goes without saying. */
export const SECTIONS = ["general", "configuration", "prices", "data"] as const;
export type Section = (typeof SECTIONS)[number];

export interface SectionSearch {
  section?: Section;
}

export function parseSection(search: Readonly<Record<string, unknown>>): SectionSearch {
  const section = SECTIONS.find((known) => known === search.section);
  return section && section !== SECTIONS[0] ? { section } : {};
}
