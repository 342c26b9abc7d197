CREATE TABLE `cards` (
	`id_tag` text PRIMARY KEY NOT NULL,
	`driver_id` text NOT NULL,
	`label` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`blocked_at_ms` integer,
	`expires_at_ms` integer,
	FOREIGN KEY (`driver_id`) REFERENCES `drivers`(`driver_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `cards_by_driver` ON `cards` (`driver_id`);--> statement-breakpoint
CREATE TABLE `driver_identities` (
	`provider` text NOT NULL,
	`subject` text NOT NULL,
	`driver_id` text NOT NULL,
	PRIMARY KEY(`provider`, `subject`),
	FOREIGN KEY (`driver_id`) REFERENCES `drivers`(`driver_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `driver_identities_by_driver` ON `driver_identities` (`driver_id`);--> statement-breakpoint
CREATE TABLE `drivers` (
	`driver_id` text PRIMARY KEY NOT NULL,
	`display_name` text NOT NULL,
	`membership` text,
	`created_at_ms` integer NOT NULL,
	`closed_at_ms` integer
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `wallets` (
	`driver_id` text PRIMARY KEY NOT NULL,
	`balance_fen` integer DEFAULT 0 NOT NULL,
	`receivable_fen` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`driver_id`) REFERENCES `drivers`(`driver_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "wallet_never_overdrawn" CHECK("wallets"."balance_fen" >= 0)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `audit` (
	`audit_id` text PRIMARY KEY NOT NULL,
	`operator_id` text NOT NULL,
	`staff_id` text,
	`action` text NOT NULL,
	`subject` text NOT NULL,
	`detail` text NOT NULL,
	`at_ms` integer NOT NULL,
	FOREIGN KEY (`operator_id`) REFERENCES `operators`(`operator_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `audit_by_operator` ON `audit` (`operator_id`,`audit_id`);--> statement-breakpoint
CREATE TABLE `operators` (
	`operator_id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`name_en` text NOT NULL,
	`created_at_ms` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `security_events` (
	`event_id` text PRIMARY KEY NOT NULL,
	`operator_id` text,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`detail` text NOT NULL,
	`at_ms` integer NOT NULL,
	FOREIGN KEY (`operator_id`) REFERENCES `operators`(`operator_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `security_events_by_operator` ON `security_events` (`operator_id`,`event_id`);--> statement-breakpoint
CREATE TABLE `staff` (
	`staff_id` text PRIMARY KEY NOT NULL,
	`operator_id` text NOT NULL,
	`email` text NOT NULL,
	`display_name` text NOT NULL,
	`role` text NOT NULL,
	`password_hash` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`disabled_at_ms` integer,
	FOREIGN KEY (`operator_id`) REFERENCES `operators`(`operator_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `staff_by_email` ON `staff` (`email`);--> statement-breakpoint
CREATE INDEX `staff_by_operator` ON `staff` (`operator_id`);--> statement-breakpoint
CREATE TABLE `staff_sessions` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`staff_id` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`expires_at_ms` integer NOT NULL,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `staff_sessions_by_expiry` ON `staff_sessions` (`expires_at_ms`);--> statement-breakpoint
CREATE TABLE `bill_lines` (
	`order_id` text NOT NULL,
	`line` integer NOT NULL,
	`from_ms` integer NOT NULL,
	`to_ms` integer NOT NULL,
	`period` text NOT NULL,
	`energy_wh` integer NOT NULL,
	`electricity_price` integer NOT NULL,
	`service_price` integer NOT NULL,
	`electricity_fen` integer NOT NULL,
	`service_fen` integer NOT NULL,
	PRIMARY KEY(`order_id`, `line`),
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`order_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `orders` (
	`order_id` text PRIMARY KEY NOT NULL,
	`operator_id` text NOT NULL,
	`station_id` text NOT NULL,
	`pile_id` text NOT NULL,
	`connector_id` integer NOT NULL,
	`driver_id` text,
	`origin` text NOT NULL,
	`state` text NOT NULL,
	`open` integer,
	`charge_limit` text NOT NULL,
	`payment_way` text NOT NULL,
	`prepaid_fen` integer NOT NULL,
	`membership` text,
	`tariff_id` text NOT NULL,
	`tariff_version` integer NOT NULL,
	`created_at_ms` integer NOT NULL,
	`paid_at_ms` integer,
	`started_at_ms` integer,
	`ended_at_ms` integer,
	`stop_reason` text,
	`failure` text,
	`energy_wh` integer DEFAULT 0 NOT NULL,
	`electricity_fen` integer,
	`service_fen` integer,
	`idle_fen` integer,
	`start_fen` integer,
	`reservation_fen` integer,
	`discount_fen` integer,
	`total_fen` integer,
	`shortfall_fen` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`operator_id`) REFERENCES `operators`(`operator_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`station_id`) REFERENCES `stations`(`station_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`pile_id`) REFERENCES `piles`(`pile_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`driver_id`) REFERENCES `drivers`(`driver_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `orders_by_driver` ON `orders` (`driver_id`,`order_id`);--> statement-breakpoint
CREATE INDEX `orders_by_operator` ON `orders` (`operator_id`,`order_id`);--> statement-breakpoint
CREATE INDEX `orders_open` ON `orders` (`created_at_ms`) WHERE open = 1;--> statement-breakpoint
CREATE UNIQUE INDEX `orders_one_open_per_driver` ON `orders` (`driver_id`) WHERE open = 1 and origin = 'app';--> statement-breakpoint
CREATE TABLE `reservations` (
	`reservation_id` text PRIMARY KEY NOT NULL,
	`pile_id` text NOT NULL,
	`connector_id` integer NOT NULL,
	`driver_id` text,
	`id_tag` text NOT NULL,
	`from_ms` integer NOT NULL,
	`until_ms` integer NOT NULL,
	`state` text NOT NULL,
	FOREIGN KEY (`pile_id`) REFERENCES `piles`(`pile_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`driver_id`) REFERENCES `drivers`(`driver_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `reservations_by_pile` ON `reservations` (`pile_id`,`from_ms`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`session_id` text PRIMARY KEY NOT NULL,
	`order_id` text,
	`pile_id` text NOT NULL,
	`connector_id` integer NOT NULL,
	`transaction_id` integer NOT NULL,
	`id_tag` text NOT NULL,
	`started_at_ms` integer NOT NULL,
	`ended_at_ms` integer NOT NULL,
	`meter_start_wh` integer NOT NULL,
	`meter_stop_wh` integer NOT NULL,
	`stop_reason` text NOT NULL,
	`readings` text NOT NULL,
	`anomalies` text NOT NULL,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`order_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`pile_id`) REFERENCES `piles`(`pile_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_by_order` ON `sessions` (`order_id`) WHERE order_id is not null;--> statement-breakpoint
CREATE INDEX `sessions_unowned` ON `sessions` (`pile_id`,`started_at_ms`) WHERE order_id is null;--> statement-breakpoint
CREATE TABLE `ledger_entries` (
	`source` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`order_id` text,
	`driver_id` text,
	`at_ms` integer NOT NULL,
	`postings` text NOT NULL,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`order_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`driver_id`) REFERENCES `drivers`(`driver_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `ledger_entries_by_driver` ON `ledger_entries` (`driver_id`,`at_ms`) WHERE driver_id is not null;--> statement-breakpoint
CREATE TABLE `payment_events` (
	`provider` text NOT NULL,
	`event_id` text NOT NULL,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`raw` text NOT NULL,
	`received_at_ms` integer NOT NULL,
	PRIMARY KEY(`provider`, `event_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `payments` (
	`payment_id` text PRIMARY KEY NOT NULL,
	`purpose` text NOT NULL,
	`order_id` text,
	`driver_id` text NOT NULL,
	`provider` text NOT NULL,
	`amount_fen` integer NOT NULL,
	`state` text NOT NULL,
	`gateway_trade_no` text,
	`created_at_ms` integer NOT NULL,
	`expires_at_ms` integer NOT NULL,
	`paid_at_ms` integer,
	`pending` integer,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`order_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`driver_id`) REFERENCES `drivers`(`driver_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `payments_pending` ON `payments` (`created_at_ms`) WHERE pending = 1;--> statement-breakpoint
CREATE TABLE `refunds` (
	`refund_id` text PRIMARY KEY NOT NULL,
	`payment_id` text NOT NULL,
	`order_id` text,
	`provider` text NOT NULL,
	`amount_fen` integer NOT NULL,
	`total_fen` integer NOT NULL,
	`reason` text NOT NULL,
	`state` text NOT NULL,
	`gateway_refund_no` text,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_attempt_ms` integer,
	`last_error` text,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL,
	FOREIGN KEY (`payment_id`) REFERENCES `payments`(`payment_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`order_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `refunds_open` ON `refunds` (`next_attempt_ms`) WHERE next_attempt_ms is not null;--> statement-breakpoint
CREATE TABLE `connectors` (
	`pile_id` text NOT NULL,
	`connector_id` integer NOT NULL,
	`current_type` text NOT NULL,
	`standard` text NOT NULL,
	`max_power_w` integer NOT NULL,
	`state` text NOT NULL,
	`state_since_ms` integer NOT NULL,
	`error_code` text,
	PRIMARY KEY(`pile_id`, `connector_id`),
	FOREIGN KEY (`pile_id`) REFERENCES `piles`(`pile_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `faults` (
	`fault_id` text PRIMARY KEY NOT NULL,
	`operator_id` text NOT NULL,
	`pile_id` text NOT NULL,
	`connector_id` integer NOT NULL,
	`error_code` text NOT NULL,
	`vendor_error_code` text,
	`info` text,
	`opened_at_ms` integer NOT NULL,
	`closed_at_ms` integer,
	FOREIGN KEY (`operator_id`) REFERENCES `operators`(`operator_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`pile_id`) REFERENCES `piles`(`pile_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `faults_by_operator` ON `faults` (`operator_id`,`opened_at_ms`);--> statement-breakpoint
CREATE INDEX `faults_open` ON `faults` (`operator_id`,`opened_at_ms`) WHERE closed_at_ms is null;--> statement-breakpoint
CREATE INDEX `faults_by_pile` ON `faults` (`pile_id`,`connector_id`,`opened_at_ms`);--> statement-breakpoint
CREATE TABLE `piles` (
	`pile_id` text PRIMARY KEY NOT NULL,
	`operator_id` text NOT NULL,
	`station_id` text NOT NULL,
	`name` text NOT NULL,
	`credential_hash` text NOT NULL,
	`vendor` text,
	`model` text,
	`serial_number` text,
	`firmware_version` text,
	`online` integer DEFAULT false NOT NULL,
	`last_seen_ms` integer,
	`created_at_ms` integer NOT NULL,
	FOREIGN KEY (`operator_id`) REFERENCES `operators`(`operator_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`station_id`) REFERENCES `stations`(`station_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `piles_by_station` ON `piles` (`station_id`);--> statement-breakpoint
CREATE INDEX `piles_by_operator` ON `piles` (`operator_id`,`pile_id`);--> statement-breakpoint
CREATE TABLE `stations` (
	`station_id` text PRIMARY KEY NOT NULL,
	`operator_id` text NOT NULL,
	`name` text NOT NULL,
	`name_en` text NOT NULL,
	`address` text NOT NULL,
	`address_en` text NOT NULL,
	`latitude` real NOT NULL,
	`longitude` real NOT NULL,
	`cell` text NOT NULL,
	`time_zone` text NOT NULL,
	`opening_hours` text NOT NULL,
	`parking` text NOT NULL,
	`parking_en` text NOT NULL,
	`phone` text NOT NULL,
	`tariff_id` text,
	`created_at_ms` integer NOT NULL,
	FOREIGN KEY (`operator_id`) REFERENCES `operators`(`operator_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `stations_by_cell` ON `stations` (`cell`);--> statement-breakpoint
CREATE INDEX `stations_by_operator` ON `stations` (`operator_id`,`station_id`);--> statement-breakpoint
CREATE TABLE `tariffs` (
	`tariff_id` text NOT NULL,
	`version` integer NOT NULL,
	`operator_id` text NOT NULL,
	`name` text NOT NULL,
	`name_en` text NOT NULL,
	`content` text NOT NULL,
	`valid_from_ms` integer NOT NULL,
	`created_at_ms` integer NOT NULL,
	PRIMARY KEY(`tariff_id`, `version`),
	FOREIGN KEY (`operator_id`) REFERENCES `operators`(`operator_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `tariffs_by_operator` ON `tariffs` (`operator_id`);