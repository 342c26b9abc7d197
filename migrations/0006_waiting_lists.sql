CREATE TABLE `waitings` (
	`driver_id` text NOT NULL,
	`station_id` text NOT NULL,
	`joined_at_ms` integer NOT NULL,
	`expires_at_ms` integer NOT NULL,
	PRIMARY KEY(`driver_id`, `station_id`),
	FOREIGN KEY (`driver_id`) REFERENCES `drivers`(`driver_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`station_id`) REFERENCES `stations`(`station_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `waitings_by_expiry` ON `waitings` (`expires_at_ms`);