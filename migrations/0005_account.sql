CREATE TABLE `withdrawals` (
	`withdrawal_id` text PRIMARY KEY NOT NULL,
	`driver_id` text NOT NULL,
	`amount_fen` integer NOT NULL,
	`parts` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	FOREIGN KEY (`driver_id`) REFERENCES `drivers`(`driver_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `withdrawals_by_driver` ON `withdrawals` (`driver_id`,`created_at_ms`);--> statement-breakpoint
CREATE TABLE `consents` (
	`driver_id` text NOT NULL,
	`policy_version` text NOT NULL,
	`at_ms` integer NOT NULL,
	PRIMARY KEY(`driver_id`, `policy_version`),
	FOREIGN KEY (`driver_id`) REFERENCES `drivers`(`driver_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `messages` (
	`driver_id` text NOT NULL,
	`message_id` text NOT NULL,
	`content` text NOT NULL,
	`read_at_ms` integer,
	PRIMARY KEY(`driver_id`, `message_id`),
	FOREIGN KEY (`driver_id`) REFERENCES `drivers`(`driver_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `vehicles` (
	`driver_id` text NOT NULL,
	`vehicle_id` text NOT NULL,
	`plate_sealed` text,
	`standard` text NOT NULL,
	`battery_wh` integer,
	`chosen_at_ms` integer NOT NULL,
	`created_at_ms` integer NOT NULL,
	PRIMARY KEY(`driver_id`, `vehicle_id`),
	FOREIGN KEY (`driver_id`) REFERENCES `drivers`(`driver_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `drivers` ADD `phone_sealed` text;--> statement-breakpoint
ALTER TABLE `refunds` ADD `returned_at_ms` integer;--> statement-breakpoint
CREATE INDEX `reservations_open_by_start` ON `reservations` (`from_ms`) WHERE open = 1;--> statement-breakpoint
CREATE INDEX `payments_top_ups` ON `payments` (`driver_id`,`created_at_ms`) WHERE purpose = 'topUp';