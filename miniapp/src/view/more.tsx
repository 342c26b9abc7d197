// The foot of a list that goes on.
import { Button } from "../kit/button.tsx";
import { Notice } from "../kit/notice.tsx";
import { refusalText } from "../service/api.ts";
import { useText } from "../service/language.ts";
import type { Paged } from "../service/paged.ts";

export const More = ({
  paged: { more, isLoadingMore, moreRefusal },
}: {
  readonly paged: Pick<Paged<unknown>, "more" | "isLoadingMore" | "moreRefusal">;
}) => {
  const text = useText();
  if (more === null) return null;
  return (
    <>
      {moreRefusal === null ? null : <Notice tone="warn">{refusalText(text, moreRefusal)}</Notice>}
      <Button kind="plain" onPress={more} isBusy={isLoadingMore}>
        {text.common.more}
      </Button>
    </>
  );
};
