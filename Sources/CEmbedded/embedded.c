// Written by Scripts/embed.sh.
#include "embedded.h"
#pragma clang diagnostic ignored "-Wc23-extensions"

// A zero ends each text: an empty file is an array too.
static const unsigned char Help_db_init_md[] = {
#embed "../gridctl/Help/db-init.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_report_household_md[] = {
#embed "../gridctl/Help/report-household.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_report_management_md[] = {
#embed "../gridctl/Help/report-management.md" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_add_partitions_sql[] = {
#embed "../../sql/aggregate/add_partitions.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_copy_meter_days_sql[] = {
#embed "../../sql/aggregate/copy_meter_days.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_delete_community_slots_sql[] = {
#embed "../../sql/aggregate/delete_community_slots.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_delete_meter_days_sql[] = {
#embed "../../sql/aggregate/delete_meter_days.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_make_community_days_sql[] = {
#embed "../../sql/aggregate/make_community_days.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_make_community_slots_sql[] = {
#embed "../../sql/aggregate/make_community_slots.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_make_unit_sql[] = {
#embed "../../sql/aggregate/make_unit.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_mark_period_sql[] = {
#embed "../../sql/aggregate/mark_period.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_stale_communities_sql[] = {
#embed "../../sql/aggregate/stale_communities.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_take_stale_sql[] = {
#embed "../../sql/aggregate/take_stale.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_unit_blocks_sql[] = {
#embed "../../sql/aggregate/unit_blocks.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_unit_days_sql[] = {
#embed "../../sql/aggregate/unit_days.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_grid_local_days_sql[] = {
#embed "../../sql/grid/local_days.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_add_partitions_sql[] = {
#embed "../../sql/ingest/add_partitions.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_batch_sql[] = {
#embed "../../sql/ingest/batch.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_community_sql[] = {
#embed "../../sql/ingest/community.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_copy_block_stage_sql[] = {
#embed "../../sql/ingest/copy_block_stage.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_copy_blocks_sql[] = {
#embed "../../sql/ingest/copy_blocks.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_copy_part_stage_sql[] = {
#embed "../../sql/ingest/copy_part_stage.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_copy_rejects_sql[] = {
#embed "../../sql/ingest/copy_rejects.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_delete_rejects_sql[] = {
#embed "../../sql/ingest/delete_rejects.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_empty_stages_sql[] = {
#embed "../../sql/ingest/empty_stages.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_end_batch_sql[] = {
#embed "../../sql/ingest/end_batch.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_existing_blocks_sql[] = {
#embed "../../sql/ingest/existing_blocks.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_existing_parts_sql[] = {
#embed "../../sql/ingest/existing_parts.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_make_block_stage_sql[] = {
#embed "../../sql/ingest/make_block_stage.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_make_part_stage_sql[] = {
#embed "../../sql/ingest/make_part_stage.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_mark_stale_sql[] = {
#embed "../../sql/ingest/mark_stale.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_put_blocks_sql[] = {
#embed "../../sql/ingest/put_blocks.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_put_parts_sql[] = {
#embed "../../sql/ingest/put_parts.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_registry_sql[] = {
#embed "../../sql/ingest/registry.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_start_batch_sql[] = {
#embed "../../sql/ingest/start_batch.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_migrations_0001_ops_sql[] = {
#embed "../../sql/migrations/0001_ops.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_migrations_0002_grid_sql[] = {
#embed "../../sql/migrations/0002_grid.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_migrations_0003_ingest_sql[] = {
#embed "../../sql/migrations/0003_ingest.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_migrations_0004_aggregate_sql[] = {
#embed "../../sql/migrations/0004_aggregate.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_migrations_0005_billing_sql[] = {
#embed "../../sql/migrations/0005_billing.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ops_end_run_sql[] = {
#embed "../../sql/ops/end_run.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ops_runs_sql[] = {
#embed "../../sql/ops/runs.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ops_start_run_sql[] = {
#embed "../../sql/ops/start_run.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ops_today_sql[] = {
#embed "../../sql/ops/today.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ops_try_lock_sql[] = {
#embed "../../sql/ops/try_lock.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_communities_sql[] = {
#embed "../../sql/reports/communities.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_days_sql[] = {
#embed "../../sql/reports/days.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_household_sql[] = {
#embed "../../sql/reports/household.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_household_hours_sql[] = {
#embed "../../sql/reports/household_hours.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_household_quarters_sql[] = {
#embed "../../sql/reports/household_quarters.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_invoices_sql[] = {
#embed "../../sql/reports/invoices.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_meters_sql[] = {
#embed "../../sql/reports/meters.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_quality_sql[] = {
#embed "../../sql/reports/quality.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_rejects_sql[] = {
#embed "../../sql/reports/rejects.sql" suffix(, 0) if_empty(0)
};

static const struct embedded_file files[] = {
  {"Help/db-init.md", Help_db_init_md, sizeof Help_db_init_md - 1},
  {"Help/report-household.md", Help_report_household_md, sizeof Help_report_household_md - 1},
  {"Help/report-management.md", Help_report_management_md, sizeof Help_report_management_md - 1},
  {"sql/aggregate/add_partitions.sql", sql_aggregate_add_partitions_sql, sizeof sql_aggregate_add_partitions_sql - 1},
  {"sql/aggregate/copy_meter_days.sql", sql_aggregate_copy_meter_days_sql, sizeof sql_aggregate_copy_meter_days_sql - 1},
  {"sql/aggregate/delete_community_slots.sql", sql_aggregate_delete_community_slots_sql, sizeof sql_aggregate_delete_community_slots_sql - 1},
  {"sql/aggregate/delete_meter_days.sql", sql_aggregate_delete_meter_days_sql, sizeof sql_aggregate_delete_meter_days_sql - 1},
  {"sql/aggregate/make_community_days.sql", sql_aggregate_make_community_days_sql, sizeof sql_aggregate_make_community_days_sql - 1},
  {"sql/aggregate/make_community_slots.sql", sql_aggregate_make_community_slots_sql, sizeof sql_aggregate_make_community_slots_sql - 1},
  {"sql/aggregate/make_unit.sql", sql_aggregate_make_unit_sql, sizeof sql_aggregate_make_unit_sql - 1},
  {"sql/aggregate/mark_period.sql", sql_aggregate_mark_period_sql, sizeof sql_aggregate_mark_period_sql - 1},
  {"sql/aggregate/stale_communities.sql", sql_aggregate_stale_communities_sql, sizeof sql_aggregate_stale_communities_sql - 1},
  {"sql/aggregate/take_stale.sql", sql_aggregate_take_stale_sql, sizeof sql_aggregate_take_stale_sql - 1},
  {"sql/aggregate/unit_blocks.sql", sql_aggregate_unit_blocks_sql, sizeof sql_aggregate_unit_blocks_sql - 1},
  {"sql/aggregate/unit_days.sql", sql_aggregate_unit_days_sql, sizeof sql_aggregate_unit_days_sql - 1},
  {"sql/grid/local_days.sql", sql_grid_local_days_sql, sizeof sql_grid_local_days_sql - 1},
  {"sql/ingest/add_partitions.sql", sql_ingest_add_partitions_sql, sizeof sql_ingest_add_partitions_sql - 1},
  {"sql/ingest/batch.sql", sql_ingest_batch_sql, sizeof sql_ingest_batch_sql - 1},
  {"sql/ingest/community.sql", sql_ingest_community_sql, sizeof sql_ingest_community_sql - 1},
  {"sql/ingest/copy_block_stage.sql", sql_ingest_copy_block_stage_sql, sizeof sql_ingest_copy_block_stage_sql - 1},
  {"sql/ingest/copy_blocks.sql", sql_ingest_copy_blocks_sql, sizeof sql_ingest_copy_blocks_sql - 1},
  {"sql/ingest/copy_part_stage.sql", sql_ingest_copy_part_stage_sql, sizeof sql_ingest_copy_part_stage_sql - 1},
  {"sql/ingest/copy_rejects.sql", sql_ingest_copy_rejects_sql, sizeof sql_ingest_copy_rejects_sql - 1},
  {"sql/ingest/delete_rejects.sql", sql_ingest_delete_rejects_sql, sizeof sql_ingest_delete_rejects_sql - 1},
  {"sql/ingest/empty_stages.sql", sql_ingest_empty_stages_sql, sizeof sql_ingest_empty_stages_sql - 1},
  {"sql/ingest/end_batch.sql", sql_ingest_end_batch_sql, sizeof sql_ingest_end_batch_sql - 1},
  {"sql/ingest/existing_blocks.sql", sql_ingest_existing_blocks_sql, sizeof sql_ingest_existing_blocks_sql - 1},
  {"sql/ingest/existing_parts.sql", sql_ingest_existing_parts_sql, sizeof sql_ingest_existing_parts_sql - 1},
  {"sql/ingest/make_block_stage.sql", sql_ingest_make_block_stage_sql, sizeof sql_ingest_make_block_stage_sql - 1},
  {"sql/ingest/make_part_stage.sql", sql_ingest_make_part_stage_sql, sizeof sql_ingest_make_part_stage_sql - 1},
  {"sql/ingest/mark_stale.sql", sql_ingest_mark_stale_sql, sizeof sql_ingest_mark_stale_sql - 1},
  {"sql/ingest/put_blocks.sql", sql_ingest_put_blocks_sql, sizeof sql_ingest_put_blocks_sql - 1},
  {"sql/ingest/put_parts.sql", sql_ingest_put_parts_sql, sizeof sql_ingest_put_parts_sql - 1},
  {"sql/ingest/registry.sql", sql_ingest_registry_sql, sizeof sql_ingest_registry_sql - 1},
  {"sql/ingest/start_batch.sql", sql_ingest_start_batch_sql, sizeof sql_ingest_start_batch_sql - 1},
  {"sql/migrations/0001_ops.sql", sql_migrations_0001_ops_sql, sizeof sql_migrations_0001_ops_sql - 1},
  {"sql/migrations/0002_grid.sql", sql_migrations_0002_grid_sql, sizeof sql_migrations_0002_grid_sql - 1},
  {"sql/migrations/0003_ingest.sql", sql_migrations_0003_ingest_sql, sizeof sql_migrations_0003_ingest_sql - 1},
  {"sql/migrations/0004_aggregate.sql", sql_migrations_0004_aggregate_sql, sizeof sql_migrations_0004_aggregate_sql - 1},
  {"sql/migrations/0005_billing.sql", sql_migrations_0005_billing_sql, sizeof sql_migrations_0005_billing_sql - 1},
  {"sql/ops/end_run.sql", sql_ops_end_run_sql, sizeof sql_ops_end_run_sql - 1},
  {"sql/ops/runs.sql", sql_ops_runs_sql, sizeof sql_ops_runs_sql - 1},
  {"sql/ops/start_run.sql", sql_ops_start_run_sql, sizeof sql_ops_start_run_sql - 1},
  {"sql/ops/today.sql", sql_ops_today_sql, sizeof sql_ops_today_sql - 1},
  {"sql/ops/try_lock.sql", sql_ops_try_lock_sql, sizeof sql_ops_try_lock_sql - 1},
  {"sql/reports/communities.sql", sql_reports_communities_sql, sizeof sql_reports_communities_sql - 1},
  {"sql/reports/days.sql", sql_reports_days_sql, sizeof sql_reports_days_sql - 1},
  {"sql/reports/household.sql", sql_reports_household_sql, sizeof sql_reports_household_sql - 1},
  {"sql/reports/household_hours.sql", sql_reports_household_hours_sql, sizeof sql_reports_household_hours_sql - 1},
  {"sql/reports/household_quarters.sql", sql_reports_household_quarters_sql, sizeof sql_reports_household_quarters_sql - 1},
  {"sql/reports/invoices.sql", sql_reports_invoices_sql, sizeof sql_reports_invoices_sql - 1},
  {"sql/reports/meters.sql", sql_reports_meters_sql, sizeof sql_reports_meters_sql - 1},
  {"sql/reports/quality.sql", sql_reports_quality_sql, sizeof sql_reports_quality_sql - 1},
  {"sql/reports/rejects.sql", sql_reports_rejects_sql, sizeof sql_reports_rejects_sql - 1},
};

const struct embedded_file *embedded_files(void) { return files; }
size_t embedded_file_count(void) { return sizeof files / sizeof *files; }
