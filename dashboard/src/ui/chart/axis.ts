/**
 * Figures as an axis tells them: without the noughts behind the point where none of them needs
 * any, so that `$5.00, $10.00` are `$5, $10`, and without the seconds of whole minutes.
 */
export function axisFigures(figures: readonly string[]): string[] {
  const needed = figures.some((figure) => /\.\d*[1-9]/.test(figure));
  return figures.map((figure) =>
    (needed ? figure : figure.replace(/\.0+(?!\d)/, "")).replace(/ 00 [sm]$/, ""),
  );
}
