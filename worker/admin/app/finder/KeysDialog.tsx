// The keys that the admin listens to.
import { Kbd, Modal } from "@mantine/core";
import "@mantine/core/styles/Kbd.css";
import { Fragment } from "react";
import { useText } from "../../text/language.tsx";
import classes from "./finder.module.css";
import { shortcuts } from "./keys.ts";

export default function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const { shell } = useText();
  return (
    <Modal
      opened
      onClose={onClose}
      title={shell.keys.title}
      closeButtonProps={{ "aria-label": shell.close }}
    >
      <dl className={classes["keys"]}>
        {shortcuts.map(({ key, keys }) => (
          <Fragment key={key}>
            <dt>{shell.keys[key]}</dt>
            <dd>
              {keys.map((pressed, at) => (
                <Fragment key={pressed.join()}>
                  {at > 0 && ` ${shell.keys.or} `}
                  {pressed.map((one) => (
                    <Kbd key={one} ml={3}>
                      {one}
                    </Kbd>
                  ))}
                </Fragment>
              ))}
            </dd>
          </Fragment>
        ))}
      </dl>
    </Modal>
  );
}
