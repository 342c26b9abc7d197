CREATE TABLE `api_keys` (
	`key_id` text PRIMARY KEY NOT NULL,
	`operator_id` text NOT NULL,
	`prefix` text NOT NULL,
	`key_hash` text NOT NULL,
	`scopes` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`expires_at_ms` integer NOT NULL,
	`last_used_at_ms` integer,
	`revoked_at_ms` integer,
	FOREIGN KEY (`key_id`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`operator_id`) REFERENCES `operators`(`operator_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `api_keys_by_hash` ON `api_keys` (`key_hash`);--> statement-breakpoint
CREATE INDEX `api_keys_by_operator` ON `api_keys` (`operator_id`);--> statement-breakpoint
CREATE TABLE `saved_views` (
	`staff_id` text NOT NULL,
	`page` text NOT NULL,
	`name` text NOT NULL,
	`query` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	PRIMARY KEY(`staff_id`, `page`, `name`),
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `operators` ADD `second_factor_roles` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `staff` ADD `kind` text DEFAULT 'person' NOT NULL;--> statement-breakpoint
ALTER TABLE `staff` ADD `link_hash` text;--> statement-breakpoint
ALTER TABLE `staff` ADD `link_expires_at_ms` integer;--> statement-breakpoint
ALTER TABLE `staff` ADD `totp_sealed` text;--> statement-breakpoint
ALTER TABLE `staff` ADD `totp_last_step` integer;--> statement-breakpoint
ALTER TABLE `staff` ADD `recovery_hashes` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
CREATE INDEX `staff_by_link` ON `staff` (`link_hash`) WHERE link_hash is not null;--> statement-breakpoint
ALTER TABLE `staff_sessions` ADD `device` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `staff_sessions` ADD `last_used_at_ms` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `staff_sessions_by_staff` ON `staff_sessions` (`staff_id`);--> statement-breakpoint
CREATE INDEX `audit_by_staff` ON `audit` (`operator_id`,`staff_id`,`audit_id`);--> statement-breakpoint
CREATE INDEX `audit_by_action` ON `audit` (`operator_id`,`action`,`audit_id`);--> statement-breakpoint
CREATE INDEX `audit_by_subject` ON `audit` (`operator_id`,`subject`,`audit_id`);