// Gives a station's piles their profiles again, for when record and pile have come to differ.
import { Button, Tooltip } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconCloudUpload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { adminPublishStation } from "../../../../core/contract/admin/piles.ts";
import { ask } from "../../api/ask.ts";
import { mayOperate, useStaff } from "../../api/session.ts";
import { explain } from "../../parts/Failure.tsx";
import { useText } from "../../text/language.tsx";

export function Republish({ stationId }: { readonly stationId: string }) {
  const text = useText();
  const words = text.pages.stations;
  const staff = useStaff();
  const publish = useMutation({
    mutationFn: () => ask(adminPublishStation, { stationId }),
    onSuccess: ({ piles }) => notifications.show({ message: words.republished(piles) }),
    onError: (error) => notifications.show({ color: "red", message: explain(error, text) }),
  });
  if (!mayOperate(staff)) return null;
  return (
    <Tooltip label={words.republishHint} multiline w={280}>
      <Button
        variant="default"
        leftSection={<IconCloudUpload size={17} />}
        loading={publish.isPending}
        onClick={() => publish.mutate()}
      >
        {words.republish}
      </Button>
    </Tooltip>
  );
}
