CREATE TABLE `approvals` (
	`approval_id` text PRIMARY KEY NOT NULL,
	`operator_id` text NOT NULL,
	`order_id` text NOT NULL,
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
CREATE INDEX `approvals_by_operator` ON `approvals` (`operator_id`,`approval_id`);--> statement-breakpoint
CREATE INDEX `approvals_by_order` ON `approvals` (`order_id`);--> statement-breakpoint
CREATE TABLE `corrections` (
	`order_id` text NOT NULL,
	`revision` integer NOT NULL,
	`correction_id` text NOT NULL,
	`operator_id` text NOT NULL,
	`correction` text NOT NULL,
	`reason` text NOT NULL,
	`before_fen` integer NOT NULL,
	`after_fen` integer NOT NULL,
	`refund_fen` integer NOT NULL,
	`wallet_fen` integer NOT NULL,
	`owed_fen` integer NOT NULL,
	`asked_by` text NOT NULL,
	`approved_by` text,
	`at_ms` integer NOT NULL,
	PRIMARY KEY(`order_id`, `revision`),
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`order_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`operator_id`) REFERENCES `operators`(`operator_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`asked_by`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`approved_by`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `finding_notes` (
	`event_id` text PRIMARY KEY NOT NULL,
	`reason` text NOT NULL,
	`staff_id` text NOT NULL,
	`at_ms` integer NOT NULL,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `operators` ADD `approval_limit_fen` integer DEFAULT 20000 NOT NULL;--> statement-breakpoint
ALTER TABLE `stations` ADD `regular_hours` text;--> statement-breakpoint
ALTER TABLE `stations` ADD `revision` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE INDEX `payment_events_by_subject` ON `payment_events` (`subject`);