// What slides over the page from below: a small form, or a question with two answers.
import type { ReactNode } from "react";
import { useText } from "../service/language.ts";
import { Button } from "./button.tsx";
import { Icon } from "./icon.tsx";
import { Box, Dialog, Heading, Press } from "./primitives.tsx";

export type SheetProps = {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

export const Sheet = ({ title, onClose, children }: SheetProps) => {
  const text = useText();
  return (
    <Dialog title={title} onClose={onClose}>
      <Box className="sheet-head">
        <Heading level={2} className="section-title">
          {title}
        </Heading>
        <Press className="icon-button" label={text.common.close} onPress={onClose}>
          <Icon name="close" />
        </Press>
      </Box>
      {children}
    </Dialog>
  );
};

export type QuestionProps = {
  readonly title: string;
  readonly detail: string;
  readonly yes: string;
  readonly no: string;
  readonly isBusy: boolean;
  readonly onYes: () => void;
  readonly onNo: () => void;
};

export const Question = (props: QuestionProps) => (
  <Sheet title={props.title} onClose={props.onNo}>
    <Box>{props.detail}</Box>
    <Button kind="danger" onPress={props.onYes} isBusy={props.isBusy}>
      {props.yes}
    </Button>
    <Button kind="plain" onPress={props.onNo}>
      {props.no}
    </Button>
  </Sheet>
);
