CREATE TABLE `configuration_templates` (
	`operator_id` text NOT NULL,
	`vendor` text NOT NULL,
	`model` text NOT NULL,
	`content` text NOT NULL,
	`updated_by` text NOT NULL,
	`updated_at_ms` integer NOT NULL,
	PRIMARY KEY(`operator_id`, `vendor`, `model`),
	FOREIGN KEY (`operator_id`) REFERENCES `operators`(`operator_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `diagnostics` (
	`diagnostics_id` text PRIMARY KEY NOT NULL,
	`operator_id` text NOT NULL,
	`pile_id` text NOT NULL,
	`command_id` text NOT NULL,
	`token` text NOT NULL,
	`token_until_ms` integer NOT NULL,
	`asked_by` text NOT NULL,
	`asked_at_ms` integer NOT NULL,
	`status` text,
	`status_at_ms` integer,
	`file_name` text,
	`size_bytes` integer,
	`received_at_ms` integer,
	`discard_at_ms` integer NOT NULL,
	FOREIGN KEY (`operator_id`) REFERENCES `operators`(`operator_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`pile_id`) REFERENCES `piles`(`pile_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `diagnostics_by_pile` ON `diagnostics` (`pile_id`,`diagnostics_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `diagnostics_by_token` ON `diagnostics` (`token`);--> statement-breakpoint
CREATE INDEX `diagnostics_to_discard` ON `diagnostics` (`discard_at_ms`);--> statement-breakpoint
CREATE TABLE `firmware_campaigns` (
	`campaign_id` text PRIMARY KEY NOT NULL,
	`operator_id` text NOT NULL,
	`firmware_id` text NOT NULL,
	`name` text NOT NULL,
	`state` text NOT NULL,
	`most_failures` integer NOT NULL,
	`staff_id` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`ended_at_ms` integer,
	`open` integer,
	FOREIGN KEY (`operator_id`) REFERENCES `operators`(`operator_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`firmware_id`) REFERENCES `firmware_images`(`firmware_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `firmware_campaigns_by_operator` ON `firmware_campaigns` (`operator_id`,`campaign_id`);--> statement-breakpoint
CREATE INDEX `firmware_campaigns_open` ON `firmware_campaigns` (`campaign_id`) WHERE open = 1;--> statement-breakpoint
CREATE TABLE `firmware_images` (
	`firmware_id` text PRIMARY KEY NOT NULL,
	`operator_id` text NOT NULL,
	`vendor` text NOT NULL,
	`model` text NOT NULL,
	`version` text NOT NULL,
	`file_name` text NOT NULL,
	`notes` text NOT NULL,
	`size_bytes` integer,
	`sha256` text,
	`staff_id` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`removed_at_ms` integer,
	FOREIGN KEY (`operator_id`) REFERENCES `operators`(`operator_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `firmware_images_by_operator` ON `firmware_images` (`operator_id`,`firmware_id`);--> statement-breakpoint
CREATE TABLE `firmware_updates` (
	`campaign_id` text NOT NULL,
	`pile_id` text NOT NULL,
	`stage` integer NOT NULL,
	`state` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`command_id` text,
	`token` text,
	`token_until_ms` integer,
	`asked_at_ms` integer,
	`held_up_since_ms` integer,
	`held_up_by` text,
	`status` text,
	`status_at_ms` integer,
	`booted_at_ms` integer,
	`restarted_at_ms` integer,
	`failure` text,
	`ended_at_ms` integer,
	`active` integer,
	PRIMARY KEY(`campaign_id`, `pile_id`),
	FOREIGN KEY (`campaign_id`) REFERENCES `firmware_campaigns`(`campaign_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`pile_id`) REFERENCES `piles`(`pile_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `firmware_updates_one_per_pile` ON `firmware_updates` (`pile_id`) WHERE active = 1;--> statement-breakpoint
CREATE UNIQUE INDEX `firmware_updates_by_token` ON `firmware_updates` (`token`) WHERE token is not null;