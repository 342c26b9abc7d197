CREATE TABLE `__new_approvals` (
	`approval_id` text PRIMARY KEY NOT NULL,
	`operator_id` text NOT NULL,
	`order_id` text,
	`event_id` text,
	`correction` text NOT NULL,
	`amount_fen` integer NOT NULL,
	`reason` text NOT NULL,
	`asked_by` text NOT NULL,
	`asked_at_ms` integer NOT NULL,
	`expires_at_ms` integer NOT NULL,
	`decision` text,
	`decided_by` text,
	`decided_at_ms` integer,
	FOREIGN KEY (`operator_id`) REFERENCES `operators`(`operator_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`order_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`asked_by`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_approvals`("approval_id", "operator_id", "order_id", "event_id", "correction", "amount_fen", "reason", "asked_by", "asked_at_ms", "expires_at_ms", "decision", "decided_by", "decided_at_ms") SELECT "approval_id", "operator_id", "order_id", NULL, "correction", "amount_fen", "reason", "asked_by", "asked_at_ms", "expires_at_ms", "decision", "decided_by", "decided_at_ms" FROM `approvals`;--> statement-breakpoint
DROP TABLE `approvals`;--> statement-breakpoint
ALTER TABLE `__new_approvals` RENAME TO `approvals`;--> statement-breakpoint
CREATE INDEX `approvals_by_operator` ON `approvals` (`operator_id`,`approval_id`);--> statement-breakpoint
CREATE INDEX `approvals_by_order` ON `approvals` (`order_id`);--> statement-breakpoint
ALTER TABLE `finding_notes` ADD `action` text;
