ALTER TABLE `reservations` ADD `operator_id` text REFERENCES operators(operator_id);--> statement-breakpoint
ALTER TABLE `reservations` ADD `station_id` text REFERENCES stations(station_id);--> statement-breakpoint
ALTER TABLE `reservations` ADD `held_from_ms` integer;--> statement-breakpoint
ALTER TABLE `reservations` ADD `come_by_ms` integer;--> statement-breakpoint
ALTER TABLE `reservations` ADD `fee_fen` integer;--> statement-breakpoint
ALTER TABLE `reservations` ADD `no_show_fee_fen` integer;--> statement-breakpoint
ALTER TABLE `reservations` ADD `charged_fen` integer;--> statement-breakpoint
ALTER TABLE `reservations` ADD `ended_by` text;--> statement-breakpoint
ALTER TABLE `reservations` ADD `order_id` text REFERENCES orders(order_id);--> statement-breakpoint
ALTER TABLE `reservations` ADD `created_at_ms` integer;--> statement-breakpoint
ALTER TABLE `reservations` ADD `ended_at_ms` integer;--> statement-breakpoint
ALTER TABLE `reservations` ADD `open` integer;--> statement-breakpoint
CREATE INDEX `reservations_by_driver` ON `reservations` (`driver_id`,`reservation_id`) WHERE created_at_ms is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `reservations_one_open_per_driver` ON `reservations` (`driver_id`) WHERE open = 1;