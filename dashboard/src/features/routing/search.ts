/** What the page of routing shows, as it stands in the URL. */
export interface RoutingSearch {
  /** The request that is explained. */
  explain?: string;
}

const ID = /^[0-9A-Z]{13}$/;

export function parseRouting(search: Readonly<Record<string, unknown>>): RoutingSearch {
  const { explain } = search;
  return typeof explain === "string" && ID.test(explain) ? { explain } : {};
}
