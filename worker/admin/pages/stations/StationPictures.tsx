// A station's pictures: what drivers see of it before they come.
import { ActionIcon, Button, FileButton, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconPhotoPlus, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  adminAddPicture,
  adminListPictures,
  adminRemovePicture,
} from "../../../../core/contract/admin/feedback.ts";
import type { OutputOf } from "../../../../core/contract/endpoint.ts";
import { limits } from "../../../../core/limits.ts";
import { ask, queryOf } from "../../api/ask.ts";
import { mayRun, useStaff } from "../../api/session.ts";
import { upload } from "../../api/upload.ts";
import { Empty } from "../../parts/Empty.tsx";
import { explain } from "../../parts/Failure.tsx";
import { Fetched } from "../../parts/Fetched.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { Pictures } from "../../parts/Pictures.tsx";
import { useText } from "../../text/language.tsx";

const ACCEPTED = "image/jpeg,image/png,image/webp";

export function StationPictures({ stationId }: { readonly stationId: string }) {
  const text = useText();
  const words = text.feedback.pictures;
  const isMine = mayRun(useStaff());
  const query = useQuery(queryOf(adminListPictures, { stationId }));
  const { add, remove } = useChanges(stationId);
  return (
    <Panel
      title={words.title}
      aside={
        isMine && (
          <FileButton
            accept={ACCEPTED}
            onChange={(file) => file !== null && add.mutate(file)}
            inputProps={{ "aria-label": words.add }}
          >
            {(props) => (
              <Button
                {...props}
                size="xs"
                variant="default"
                leftSection={<IconPhotoPlus size={16} />}
                loading={add.isPending}
                disabled={(query.data?.pictures.length ?? 0) >= limits.picturesPerStation.most}
              >
                {words.add}
              </Button>
            )}
          </FileButton>
        )
      }
    >
      <Fetched query={query}>
        {({ pictures }) =>
          pictures.length === 0 ? (
            <Empty title={words.none} hint={words.noneHint} />
          ) : (
            <Pictures
              pictures={pictures}
              labelOf={words.alt}
              renderCorner={({ pictureId }, no) =>
                isMine && (
                  <ActionIcon
                    variant="default"
                    aria-label={words.remove(no)}
                    title={words.remove(no)}
                    loading={remove.isPending && remove.variables === pictureId}
                    onClick={() => remove.mutate(pictureId)}
                  >
                    <IconTrash size={16} />
                  </ActionIcon>
                )
              }
            />
          )
        }
      </Fetched>
      {isMine && (
        <Text size="xs" mt="sm" className="z-quiet">
          {words.hint(limits.picturesPerStation.most)}
        </Text>
      )}
    </Panel>
  );
}

/** Each answers with the pictures as they are then. */
function useChanges(stationId: string) {
  const text = useText();
  const client = useQueryClient();
  const show = (shown: OutputOf<typeof adminListPictures>): void => {
    client.setQueryData(queryOf(adminListPictures, { stationId }).queryKey, shown);
  };
  const onError = (error: unknown): void => {
    notifications.show({ color: "red", message: explain(error, text) });
  };
  const add = useMutation({
    mutationFn: (file: File) => upload(adminAddPicture, { stationId }, file),
    onSuccess: show,
    onError,
  });
  const remove = useMutation({
    mutationFn: (pictureId: string) => ask(adminRemovePicture, { stationId, pictureId }),
    onSuccess: (shown) => {
      show(shown);
      notifications.show({ message: text.feedback.pictures.removed });
    },
    onError,
  });
  return { add, remove };
}
