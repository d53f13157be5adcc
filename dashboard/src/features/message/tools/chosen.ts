/**
 * Whether an option was chosen, by what the client tells the model: `"the question"="the option"`,
 * or several options with commas between them, with a space or without one.
 *
 * @param answer the result of the call, which may tell of several questions
 */
export function isChosen(answer: string, question: string, option: string): boolean {
  const mark = `"${question}"="`;
  const at = answer.indexOf(mark);
  if (at < 0 || option === "") return false;
  const from = at + mark.length;
  // An option may hold quotes of its own, and commas.
  if (answer.startsWith(`${option}"`, from)) return true;
  const told = answer.slice(from, answer.indexOf('"', from));
  return `,${closeUp(told)},`.includes(`,${closeUp(option)},`);
}

function closeUp(options: string): string {
  return options.replaceAll(", ", ",");
}
