import { DeletePanel } from "./DeletePanel";
import { ExportPanel } from "./ExportPanel";

/** What is on record: taken along, or taken away. */
export function DataSection() {
  return (
    <>
      <ExportPanel />
      <DeletePanel />
    </>
  );
}
