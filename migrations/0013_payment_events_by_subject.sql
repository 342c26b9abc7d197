CREATE TABLE `__new_payment_events` (
	`provider` text NOT NULL,
	`event_id` text NOT NULL,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`raw` text NOT NULL,
	`received_at_ms` integer NOT NULL,
	PRIMARY KEY(`subject`, `provider`, `event_id`)
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_payment_events`("provider", "event_id", "kind", "subject", "raw", "received_at_ms") SELECT "provider", "event_id", "kind", "subject", "raw", "received_at_ms" FROM `payment_events`;--> statement-breakpoint
DROP TABLE `payment_events`;--> statement-breakpoint
ALTER TABLE `__new_payment_events` RENAME TO `payment_events`;