// English: the platform's refusals as operators need them; the others in the platform's own words.
import type { Text } from "../zh.ts";

export const problems: Text["problems"] = {
  pile_offline: "The pile is offline; the command was not sent. Try again once it is back.",
  connector_taken: "The connector is in use or held, so the command cannot be carried out.",
  commands_queue_full:
    "Too many commands wait for this pile. Try again when those before are answered.",
  command_unsupported: "This pile's protocol version does not support the command.",
  transaction_not_found: "No charge is under way on this connector.",
  driver_not_found: "There is no driver with this id. Please check it.",
  card_exists: "This card already belongs to another driver.",
  forbidden: "Your role does not allow this. If you need it, ask your operator's owner.",
  unavailable: "The pile's service is not answering right now. Please try again later.",
  internal: "Something went wrong on our side. It has been recorded; please try again later.",
};
