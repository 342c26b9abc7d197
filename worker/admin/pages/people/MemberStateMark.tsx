// Whether a member works here, has still to accept his invitation, or is shut out.
import type { Member } from "../../../../core/contract/admin/people.ts";
import { Mark, type Tone } from "../../parts/Mark.tsx";
import { useText } from "../../text/language.tsx";

const tones = { active: "good", invited: "warn", disabled: "idle" } as const satisfies Record<
  Member["state"],
  Tone
>;

export function MemberStateMark({ member }: { readonly member: Pick<Member, "state"> }) {
  const { people } = useText();
  return <Mark tone={tones[member.state]}>{people.staff.states[member.state]}</Mark>;
}
