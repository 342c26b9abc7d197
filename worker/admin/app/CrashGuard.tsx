// A page that throws says so in its own place; the rest of the admin goes on.
import { Button } from "@mantine/core";
import { IconBug } from "@tabler/icons-react";
import { Component, type ReactNode } from "react";
import { Empty } from "../parts/Empty.tsx";
import { useText } from "../text/language.tsx";

type Props = { readonly children: ReactNode };
type State = { readonly hasCrashed: boolean };

// React offers this only to classes.
export class CrashGuard extends Component<Props, State> {
  override state: State = { hasCrashed: false };

  static getDerivedStateFromError(): State {
    return { hasCrashed: true };
  }

  override render(): ReactNode {
    return this.state.hasCrashed ? <Crashed /> : this.props.children;
  }
}

function Crashed() {
  const { state } = useText().shell;
  return (
    <Empty icon={<IconBug size={36} />} title={state.crashedTitle} hint={state.crashed}>
      <Button mt="sm" variant="default" onClick={() => window.location.reload()}>
        {state.reload}
      </Button>
    </Empty>
  );
}
