// The foot of a form in a dialog: what went wrong, the way back, and the way on; at the left, deletion.
import { Button, Group } from "@mantine/core";
import { Failure } from "./Failure.tsx";
import { useText } from "../text/language.tsx";

type Props = {
  readonly action: string;
  readonly saving: {
    readonly isPending: boolean;
    readonly isError: boolean;
    readonly error: unknown;
  };
  /** There is nothing yet that could be done. */
  readonly isDisabled?: boolean;
  readonly onClose: () => void;
  readonly deletion?: { readonly label: string; readonly onAsk: () => void } | null;
};

export function FormFoot({ action, saving, isDisabled, onClose, deletion = null }: Props) {
  const { shell } = useText();
  return (
    <>
      {saving.isError && <Failure error={saving.error} title={shell.state.notDone} />}
      <Group justify={deletion === null ? "flex-end" : "space-between"}>
        {deletion !== null && (
          <Button color="red" variant="outline" onClick={deletion.onAsk}>
            {deletion.label}
          </Button>
        )}
        <Group>
          <Button variant="default" onClick={onClose}>
            {shell.cancel}
          </Button>
          <Button type="submit" loading={saving.isPending} disabled={isDisabled === true}>
            {action}
          </Button>
        </Group>
      </Group>
    </>
  );
}
