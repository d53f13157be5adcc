/** A file's path: where it is in a low voice, what it is called in a clear one. */
export function Path({ path }: { path: string }) {
  const name = path.lastIndexOf("/") + 1;
  return (
    <span className="font-mono text-xs" title={path}>
      <span className="text-faint">{path.slice(0, name)}</span>
      <span className="text-ink">{path.slice(name)}</span>
    </span>
  );
}
