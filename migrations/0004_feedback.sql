CREATE TABLE `fault_reports` (
	`report_id` text PRIMARY KEY NOT NULL,
	`operator_id` text NOT NULL,
	`station_id` text NOT NULL,
	`pile_id` text NOT NULL,
	`connector_id` integer,
	`driver_id` text,
	`idempotency_key` text,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	`picture_ids` text NOT NULL,
	`state` text NOT NULL,
	`answer` text DEFAULT '' NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL,
	FOREIGN KEY (`operator_id`) REFERENCES `operators`(`operator_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`station_id`) REFERENCES `stations`(`station_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`pile_id`) REFERENCES `piles`(`pile_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`driver_id`) REFERENCES `drivers`(`driver_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `fault_reports_by_driver` ON `fault_reports` (`driver_id`,`report_id`);--> statement-breakpoint
CREATE INDEX `fault_reports_by_operator` ON `fault_reports` (`operator_id`,`report_id`);--> statement-breakpoint
CREATE INDEX `fault_reports_unresolved` ON `fault_reports` (`operator_id`,`report_id`) WHERE state <> 'resolved';--> statement-breakpoint
CREATE INDEX `fault_reports_by_pile` ON `fault_reports` (`pile_id`,`report_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `fault_reports_once` ON `fault_reports` (`driver_id`,`idempotency_key`) WHERE idempotency_key is not null;--> statement-breakpoint
CREATE TABLE `favourites` (
	`driver_id` text NOT NULL,
	`station_id` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	PRIMARY KEY(`driver_id`, `station_id`),
	FOREIGN KEY (`driver_id`) REFERENCES `drivers`(`driver_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`station_id`) REFERENCES `stations`(`station_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `favourites_by_driver` ON `favourites` (`driver_id`,`created_at_ms`,`station_id`);--> statement-breakpoint
CREATE TABLE `pictures` (
	`picture_id` text PRIMARY KEY NOT NULL,
	`driver_id` text,
	`staff_id` text,
	`used_by` text,
	`created_at_ms` integer NOT NULL,
	`discard_at_ms` integer,
	FOREIGN KEY (`driver_id`) REFERENCES `drivers`(`driver_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `pictures_to_discard` ON `pictures` (`discard_at_ms`) WHERE discard_at_ms is not null;--> statement-breakpoint
CREATE INDEX `pictures_by_driver` ON `pictures` (`driver_id`) WHERE driver_id is not null;--> statement-breakpoint
CREATE TABLE `reviews` (
	`review_id` text PRIMARY KEY NOT NULL,
	`station_id` text NOT NULL,
	`driver_id` text NOT NULL,
	`order_id` text NOT NULL,
	`stars` integer NOT NULL,
	`text` text NOT NULL,
	`tags` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL,
	`hidden_at_ms` integer,
	`hidden_reason` text,
	FOREIGN KEY (`station_id`) REFERENCES `stations`(`station_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`driver_id`) REFERENCES `drivers`(`driver_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "review_stars" CHECK("reviews"."stars" between 1 and 5)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `reviews_by_driver` ON `reviews` (`driver_id`,`station_id`);--> statement-breakpoint
CREATE INDEX `reviews_by_station` ON `reviews` (`station_id`,`review_id`);--> statement-breakpoint
ALTER TABLE `stations` ADD `review_counts` text DEFAULT '[0,0,0,0,0]' NOT NULL;--> statement-breakpoint
-- The counts that a station shows move with its reviews; hidden ones do not count.
CREATE TRIGGER review_counted AFTER INSERT ON reviews WHEN NEW.hidden_at_ms IS NULL
BEGIN
  UPDATE stations SET review_counts = json_set(review_counts, '$[' || (NEW.stars - 1) || ']',
    json_extract(review_counts, '$[' || (NEW.stars - 1) || ']') + 1)
  WHERE station_id = NEW.station_id;
END;
--> statement-breakpoint
CREATE TRIGGER review_uncounted AFTER DELETE ON reviews WHEN OLD.hidden_at_ms IS NULL
BEGIN
  UPDATE stations SET review_counts = json_set(review_counts, '$[' || (OLD.stars - 1) || ']',
    json_extract(review_counts, '$[' || (OLD.stars - 1) || ']') - 1)
  WHERE station_id = OLD.station_id;
END;
--> statement-breakpoint
CREATE TRIGGER review_recounted AFTER UPDATE ON reviews
WHEN OLD.stars <> NEW.stars OR (OLD.hidden_at_ms IS NULL) <> (NEW.hidden_at_ms IS NULL)
BEGIN
  UPDATE stations SET review_counts = json_set(review_counts, '$[' || (OLD.stars - 1) || ']',
    json_extract(review_counts, '$[' || (OLD.stars - 1) || ']') - 1)
  WHERE station_id = OLD.station_id AND OLD.hidden_at_ms IS NULL;
  UPDATE stations SET review_counts = json_set(review_counts, '$[' || (NEW.stars - 1) || ']',
    json_extract(review_counts, '$[' || (NEW.stars - 1) || ']') + 1)
  WHERE station_id = NEW.station_id AND NEW.hidden_at_ms IS NULL;
END;
