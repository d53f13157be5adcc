import { Dialog } from "@/ui/Dialog";
import { Kbd } from "@/ui/Kbd";

const KEYS: readonly { keys: readonly string[]; what: string }[] = [
  { keys: ["j", "k"], what: "Next and previous line" },
  { keys: ["Enter"], what: "Open the chosen one" },
  { keys: ["Esc"], what: "Close it" },
  { keys: ["1", "…", "9"], what: "Its parts, from the answer to its way" },
  { keys: ["]", "["], what: "Next and previous message, or turn" },
  { keys: ["e", "E"], what: "Next and previous error of a conversation" },
  { keys: ["a", "A"], what: "Next and previous agent of a conversation" },
  { keys: ["f"], what: "Find in the messages" },
  { keys: ["p"], what: "Pause what is live, or follow it" },
  { keys: ["/"], what: "Filter the list by text" },
  { keys: ["g", "l"], what: "Go to what is live" },
  { keys: ["g", "c"], what: "Go to conversations" },
  { keys: ["g", "r"], what: "Go to all requests, newest on top" },
  { keys: ["g", "s"], what: "Search in everything that was said" },
  { keys: ["g", "f"], what: "Go to the files of ~/.claude" },
  { keys: ["Ctrl", "K"], what: "Every command, by name" },
  { keys: ["?"], what: "This list" },
];

/** Which keys do what. */
export function KeysDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog title="Keyboard" open={open} onClose={onClose}>
      <dl className="mt-2 divide-y divide-line">
        {KEYS.map(({ keys, what }) => (
          <div key={what} className="flex items-center justify-between py-2 text-sm">
            <dt className="order-2 flex gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd className="text-soft">{what}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
