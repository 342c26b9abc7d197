CREATE TABLE `rollup_today` (
	`scope` text NOT NULL,
	`subject_id` text NOT NULL,
	`day` text NOT NULL,
	`until_ms` integer NOT NULL,
	`figures` text NOT NULL,
	PRIMARY KEY(`scope`, `subject_id`)
) WITHOUT ROWID;
