/** A file's lines as Read hands them out: numbered, and with what is said around them. */
export interface FileLines {
  /** The number of the first line. */
  first: number;
  text: string;
  /** What does not belong to the file. */
  note: string;
}

const NUMBERED = /^ *(\d+)[→\t](.*)$/;

/** Takes off the numbers that Read puts before each line. */
export function fileLinesOf(text: string): FileLines | undefined {
  const lines = text.replace(/\n$/, "").split("\n");
  const start = /^ *(\d+)[→\t]/.exec(lines[0] ?? "");
  if (!start) return undefined;
  const own: string[] = [];
  for (const line of lines) {
    const match = NUMBERED.exec(line);
    if (!match) break;
    own.push(match[2] ?? "");
  }
  return {
    first: Number(start[1]),
    text: own.join("\n"),
    note: lines.slice(own.length).join("\n").trim(),
  };
}

const LANGUAGES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    bash: "bash",
    c: "c",
    cc: "cpp",
    cpp: "cpp",
    cs: "csharp",
    css: "css",
    diff: "diff",
    dockerfile: "docker",
    go: "go",
    h: "c",
    hpp: "cpp",
    html: "html",
    java: "java",
    javascript: "javascript",
    js: "javascript",
    json: "json",
    jsonc: "json",
    jsx: "tsx",
    kotlin: "kotlin",
    kt: "kotlin",
    makefile: "make",
    markdown: "markdown",
    md: "markdown",
    mjs: "javascript",
    php: "php",
    py: "python",
    python: "python",
    rb: "ruby",
    rs: "rust",
    ruby: "ruby",
    rust: "rust",
    sh: "bash",
    shell: "bash",
    sql: "sql",
    swift: "swift",
    toml: "toml",
    ts: "typescript",
    tsx: "tsx",
    typescript: "typescript",
    xml: "xml",
    yaml: "yaml",
    yml: "yaml",
    zsh: "bash",
  }),
);

/** The language of a file by its name, or of a fenced block by its label; empty where unknown. */
export function languageOf(name: string): string {
  const last = name.split("/").at(-1)?.toLowerCase() ?? "";
  return LANGUAGES.get(last.split(".").at(-1) ?? "") ?? "";
}
