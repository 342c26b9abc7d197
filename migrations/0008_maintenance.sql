CREATE TABLE `maintenance_rules` (
	`rule_id` text PRIMARY KEY NOT NULL,
	`operator_id` text NOT NULL,
	`name` text NOT NULL,
	`station_id` text,
	`condition` text NOT NULL,
	`action` text NOT NULL,
	`is_on` integer NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL,
	FOREIGN KEY (`operator_id`) REFERENCES `operators`(`operator_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`station_id`) REFERENCES `stations`(`station_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `maintenance_rules_by_operator` ON `maintenance_rules` (`operator_id`,`rule_id`);--> statement-breakpoint
CREATE TABLE `maintenance_windows` (
	`window_id` text PRIMARY KEY NOT NULL,
	`operator_id` text NOT NULL,
	`station_id` text NOT NULL,
	`pile_ids` text NOT NULL,
	`from_ms` integer NOT NULL,
	`until_ms` integer NOT NULL,
	`reason` text NOT NULL,
	`state` text NOT NULL,
	`pending` text NOT NULL,
	`next_at_ms` integer,
	`created_at_ms` integer NOT NULL,
	FOREIGN KEY (`operator_id`) REFERENCES `operators`(`operator_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`station_id`) REFERENCES `stations`(`station_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `maintenance_windows_by_operator` ON `maintenance_windows` (`operator_id`,`window_id`);--> statement-breakpoint
CREATE INDEX `maintenance_windows_by_end` ON `maintenance_windows` (`operator_id`,`until_ms`);--> statement-breakpoint
CREATE INDEX `maintenance_windows_of_station` ON `maintenance_windows` (`station_id`,`until_ms`);--> statement-breakpoint
CREATE INDEX `maintenance_windows_due` ON `maintenance_windows` (`next_at_ms`) WHERE next_at_ms is not null;--> statement-breakpoint
CREATE TABLE `rule_waits` (
	`rule_id` text NOT NULL,
	`fault_id` text NOT NULL,
	`due_at_ms` integer NOT NULL,
	PRIMARY KEY(`rule_id`, `fault_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `rule_waits_due` ON `rule_waits` (`due_at_ms`);--> statement-breakpoint
CREATE TABLE `work_order_events` (
	`work_order_id` text NOT NULL,
	`event_id` text NOT NULL,
	`staff_id` text,
	`content` text NOT NULL,
	PRIMARY KEY(`work_order_id`, `event_id`),
	FOREIGN KEY (`work_order_id`) REFERENCES `work_orders`(`work_order_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `work_orders` (
	`work_order_id` text PRIMARY KEY NOT NULL,
	`operator_id` text NOT NULL,
	`station_id` text NOT NULL,
	`pile_id` text,
	`connector_id` integer,
	`title` text NOT NULL,
	`priority` text NOT NULL,
	`state` text NOT NULL,
	`assignee_id` text,
	`due_at_ms` integer,
	`cause` text,
	`rule_id` text,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL,
	`resolved_at_ms` integer,
	FOREIGN KEY (`operator_id`) REFERENCES `operators`(`operator_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`station_id`) REFERENCES `stations`(`station_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`pile_id`) REFERENCES `piles`(`pile_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`assignee_id`) REFERENCES `staff`(`staff_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `work_orders_by_operator` ON `work_orders` (`operator_id`,`work_order_id`);--> statement-breakpoint
CREATE INDEX `work_orders_open` ON `work_orders` (`operator_id`,`work_order_id`) WHERE resolved_at_ms is null;--> statement-breakpoint
CREATE INDEX `work_orders_open_by_pile` ON `work_orders` (`pile_id`,`rule_id`) WHERE resolved_at_ms is null;--> statement-breakpoint
CREATE INDEX `work_orders_resolved` ON `work_orders` (`operator_id`,`resolved_at_ms`) WHERE resolved_at_ms is not null;--> statement-breakpoint
CREATE TABLE `notice_channels` (
	`channel_id` text PRIMARY KEY NOT NULL,
	`operator_id` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`target_sealed` text NOT NULL,
	`host` text NOT NULL,
	`has_secret` integer NOT NULL,
	`topics` text NOT NULL,
	`language` text NOT NULL,
	`is_on` integer NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL,
	FOREIGN KEY (`operator_id`) REFERENCES `operators`(`operator_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `notice_channels_by_operator` ON `notice_channels` (`operator_id`,`channel_id`);--> statement-breakpoint
CREATE INDEX `notice_channels_by_seal` ON `notice_channels` (`target_sealed`);--> statement-breakpoint
CREATE TABLE `notice_deliveries` (
	`delivery_id` text PRIMARY KEY NOT NULL,
	`operator_id` text NOT NULL,
	`channel_id` text NOT NULL,
	`channel_name` text NOT NULL,
	`notice` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`last_answer` text,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL,
	`overdue_at_ms` integer,
	FOREIGN KEY (`operator_id`) REFERENCES `operators`(`operator_id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `notice_deliveries_by_operator` ON `notice_deliveries` (`operator_id`,`delivery_id`);--> statement-breakpoint
CREATE INDEX `notice_deliveries_dead` ON `notice_deliveries` (`operator_id`,`delivery_id`) WHERE state = 'dead';--> statement-breakpoint
CREATE INDEX `notice_deliveries_overdue` ON `notice_deliveries` (`overdue_at_ms`) WHERE overdue_at_ms is not null;--> statement-breakpoint
CREATE INDEX `notice_deliveries_by_age` ON `notice_deliveries` (`created_at_ms`);--> statement-breakpoint
ALTER TABLE `faults` ADD `source` text DEFAULT 'status' NOT NULL;--> statement-breakpoint
ALTER TABLE `faults` ADD `is_outage` integer DEFAULT true NOT NULL;--> statement-breakpoint
CREATE INDEX `faults_closed` ON `faults` (`operator_id`,`closed_at_ms`) WHERE closed_at_ms is not null;