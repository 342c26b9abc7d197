// Sends a test, and shows what the receiver said.
import { Button, Modal, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import {
  adminTestNoticeChannel,
  type NoticeChannel,
} from "../../../../core/contract/admin/maintenance/notices.ts";
import { ask } from "../../api/ask.ts";
import { Failure } from "../../parts/Failure.tsx";
import { Mark } from "../../parts/Mark.tsx";
import { useText } from "../../text/language.tsx";
import classes from "./maintenance.module.css";

export function ChannelTest({ channel }: { readonly channel: NoticeChannel }) {
  const { maintenance, shell } = useText();
  const words = maintenance.notices;
  const test = useMutation({
    mutationFn: () => ask(adminTestNoticeChannel, { channelId: channel.channelId }),
  });
  return (
    <>
      <Button
        size="xs"
        variant="default"
        loading={test.isPending}
        onClick={() => test.mutate()}
        aria-label={`${words.test}: ${channel.name}`}
      >
        {words.test}
      </Button>
      <Modal
        opened={test.isSuccess || test.isError}
        onClose={test.reset}
        title={`${words.test} · ${channel.name}`}
        closeButtonProps={{ "aria-label": shell.close }}
      >
        {test.isError && <Failure error={test.error} title={shell.state.notDone} />}
        {test.data !== undefined && (
          <Stack gap="xs" role="status">
            <Mark tone={test.data.isTaken ? "good" : "bad"}>
              {test.data.isTaken ? words.taken : words.notTaken}
            </Mark>
            <Text size="sm" className="z-quiet">
              {words.answered}
            </Text>
            <output className={classes["answer"]}>{test.data.answer}</output>
          </Stack>
        )}
      </Modal>
    </>
  );
}
