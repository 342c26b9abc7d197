// The filters of a list that its reader has named, and naming those he has set now.
import { ActionIcon, Button, Group, Menu, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { IconBookmark, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation, useSearch } from "wouter";
import {
  adminDeleteSavedView,
  adminListSavedViews,
  adminSaveView,
} from "../../../core/contract/admin/savedViews.ts";
import { ask, queryOf } from "../api/ask.ts";
import { useText } from "../text/language.tsx";
import { ConfirmDialog } from "./ConfirmDialog.tsx";

/** Without the page one has come to: a saved view begins with the first. */
function withoutCursor(search: string): string {
  const parameters = new URLSearchParams(search);
  parameters.delete("cursor");
  return parameters.toString();
}

/** For a list whose filters stand in the address. */
export function SavedViews() {
  const words = useText().people.views;
  const query = withoutCursor(useSearch());
  const [page, navigate] = useLocation();
  const [isNaming, naming] = useDisclosure(false);
  const views = useQuery(queryOf(adminListSavedViews, { page }));
  const { save, forget } = useChanges(page);
  const items = views.data?.items ?? [];
  return (
    <>
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <Button variant="default" className="z-no-print" leftSection={<IconBookmark size={16} />}>
            {words.title}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {items.length === 0 && <Menu.Label>{words.none}</Menu.Label>}
          {items.map((view) => (
            <Group key={view.name} gap={2} wrap="nowrap">
              <Menu.Item onClick={() => navigate(`${page}?${view.query}`)}>{view.name}</Menu.Item>
              <ActionIcon
                size="md"
                aria-label={words.forget(view.name)}
                onClick={() => forget.mutate(view)}
              >
                <IconTrash size={15} />
              </ActionIcon>
            </Group>
          ))}
          <Menu.Divider />
          <Menu.Item disabled={query === ""} onClick={naming.open}>
            {query === "" ? words.nothingSet : words.saveThese}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isNaming && (
        <NamingDialog onSave={(name) => save.mutateAsync({ name, query })} onClose={naming.close} />
      )}
    </>
  );
}

type View = { readonly name: string; readonly query: string };

/** What was forgotten by a slip is saved again from the notice that tells of it. */
function useChanges(page: string) {
  const words = useText().people.views;
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries(queryOf(adminListSavedViews, { page }));
  const save = useMutation({
    mutationFn: (view: View) => ask(adminSaveView, { page, ...view }),
    onSuccess: refresh,
  });
  const forget = useMutation({
    mutationFn: ({ name }: View) => ask(adminDeleteSavedView, { page, name }),
    onSuccess: (_, view) => {
      const id = `forgotten ${page} ${view.name}`;
      const undo = (): void => {
        notifications.hide(id);
        save.mutate(view);
      };
      notifications.show({
        id,
        message: (
          <Group justify="space-between" gap="xs">
            {words.forgotten(view.name)}
            <Button size="compact-sm" variant="default" onClick={undo}>
              {words.undo}
            </Button>
          </Group>
        ),
      });
      return refresh();
    },
  });
  return { save, forget };
}

type NamingProps = {
  readonly onSave: (name: string) => Promise<unknown>;
  readonly onClose: () => void;
};

function NamingDialog({ onSave, onClose }: NamingProps) {
  const words = useText().people.views;
  const [name, setName] = useState("");
  return (
    <ConfirmDialog
      title={words.saveThese}
      lead={words.saveLead}
      submit={words.save}
      onConfirm={() => onSave(name.trim())}
      onClose={onClose}
    >
      <TextInput
        label={words.name}
        maxLength={40}
        data-autofocus
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
