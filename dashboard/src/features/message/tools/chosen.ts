/**
 * Whether an option was chosen, by what the client tells the model: `"the question"="the option"`,
 * or several options with commas between them.
 *
 * @param answer the result of the call, which may tell of several questions
 */
export function isChosen(answer: string, question: string, option: string): boolean {
  const mark = `"${question}"="`;
  const at = answer.indexOf(mark);
  if (at < 0 || option === "") return false;
  const from = at + mark.length;
  const told = answer.slice(from, answer.indexOf('"', from));
  // An option may hold commas of its own.
  return `, ${told}, `.includes(`, ${option}, `);
}
