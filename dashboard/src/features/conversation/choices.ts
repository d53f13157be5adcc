export interface Choice {
  value: string;
  label: string;
}

/** What there is to choose from, each once and by name; those of one name are told apart by all of it. */
export function choicesOf(
  values: readonly (string | null | undefined)[],
  format: (value: string) => string,
): Choice[] {
  const different = [...new Set(values)].filter((value) => value !== null && value !== undefined);
  const names = different.map(format);
  return different
    .map((value, index) => {
      const name = names[index] ?? value;
      const alone = names.indexOf(name) === names.lastIndexOf(name);
      return { value, label: alone ? name : value };
    })
    .sort((one, other) => one.label.localeCompare(other.label));
}
