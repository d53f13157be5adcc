/** Which exchanges to delete or to export. */
export type Selection =
  | { by: "session"; session: string }
  | { by: "age"; days: number }
  | { by: "range"; from: string; until: string }
  | { by: "everything" };

export type SelectionKind = Selection["by"];

const DAY_MILLIS = 86_400_000;

/** Nothing yet of this kind. */
export function emptySelection(by: SelectionKind): Selection {
  switch (by) {
    case "session":
      return { by, session: "" };
    case "age":
      return { by, days: 30 };
    case "range":
      return { by, from: "", until: "" };
    case "everything":
      return { by };
  }
}

/** Whether there is enough to ask for. Times are as a field for them gives them, local. */
export function isWhole(selection: Selection): boolean {
  switch (selection.by) {
    case "session":
      return selection.session !== "";
    case "age":
      return selection.days >= 1 && Number.isFinite(selection.days);
    case "range":
      return Date.parse(selection.from) < Date.parse(selection.until);
    case "everything":
      return true;
  }
}

/** As the API wants it told. */
export function selectionQuery(
  selection: Selection,
  now: number = Date.now(),
): { session?: string; from?: string; until?: string; everything?: string } {
  switch (selection.by) {
    case "session":
      return { session: selection.session };
    case "age":
      return {
        from: new Date(0).toISOString(),
        // By the minute, so that what was counted is what is deleted.
        until: new Date(
          Math.floor((now - selection.days * DAY_MILLIS) / 60_000) * 60_000,
        ).toISOString(),
      };
    case "range":
      return {
        from: new Date(selection.from).toISOString(),
        until: new Date(selection.until).toISOString(),
      };
    case "everything":
      return { everything: "true" };
  }
}
