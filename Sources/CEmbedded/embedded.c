// Written by Scripts/embed.sh.
#include "embedded.h"
#pragma clang diagnostic ignored "-Wc23-extensions"

// A zero ends each text: an empty file is an array too.
static const unsigned char Help_aggregate_md[] = {
#embed "../gridctl/Help/aggregate.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_bill_issue_md[] = {
#embed "../gridctl/Help/bill-issue.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_bill_list_md[] = {
#embed "../gridctl/Help/bill-list.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_bill_run_md[] = {
#embed "../gridctl/Help/bill-run.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_bill_show_md[] = {
#embed "../gridctl/Help/bill-show.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_check_md[] = {
#embed "../gridctl/Help/check.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_db_init_md[] = {
#embed "../gridctl/Help/db-init.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_db_migrate_md[] = {
#embed "../gridctl/Help/db-migrate.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_db_psql_md[] = {
#embed "../gridctl/Help/db-psql.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_db_start_md[] = {
#embed "../gridctl/Help/db-start.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_db_status_md[] = {
#embed "../gridctl/Help/db-status.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_db_stop_md[] = {
#embed "../gridctl/Help/db-stop.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_demo_md[] = {
#embed "../gridctl/Help/demo.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_help_md[] = {
#embed "../gridctl/Help/help.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_import_md[] = {
#embed "../gridctl/Help/import.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_ingest_md[] = {
#embed "../gridctl/Help/ingest.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_rejects_list_md[] = {
#embed "../gridctl/Help/rejects-list.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_report_household_md[] = {
#embed "../gridctl/Help/report-household.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_report_management_md[] = {
#embed "../gridctl/Help/report-management.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_report_usage_md[] = {
#embed "../gridctl/Help/report-usage.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_runs_list_md[] = {
#embed "../gridctl/Help/runs-list.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_sql_md[] = {
#embed "../gridctl/Help/sql.md" suffix(, 0) if_empty(0)
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
static const unsigned char sql_aggregate_empty_unit_sql[] = {
#embed "../../sql/aggregate/empty_unit.sql" suffix(, 0) if_empty(0)
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
static const unsigned char sql_billing_blocks_sql[] = {
#embed "../../sql/billing/blocks.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_clear_slices_sql[] = {
#embed "../../sql/billing/clear_slices.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_communities_sql[] = {
#embed "../../sql/billing/communities.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_copy_energy_sql[] = {
#embed "../../sql/billing/copy_energy.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_copy_slices_sql[] = {
#embed "../../sql/billing/copy_slices.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_delete_drafts_sql[] = {
#embed "../../sql/billing/delete_drafts.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_delete_issued_drafts_sql[] = {
#embed "../../sql/billing/delete_issued_drafts.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_draft_totals_sql[] = {
#embed "../../sql/billing/draft_totals.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_homeless_contracts_sql[] = {
#embed "../../sql/billing/homeless_contracts.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_incomplete_drafts_sql[] = {
#embed "../../sql/billing/incomplete_drafts.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_invoice_lines_sql[] = {
#embed "../../sql/billing/invoice_lines.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_invoice_vat_sql[] = {
#embed "../../sql/billing/invoice_vat.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_invoices_sql[] = {
#embed "../../sql/billing/invoices.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_issue_dates_sql[] = {
#embed "../../sql/billing/issue_dates.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_issue_invoices_sql[] = {
#embed "../../sql/billing/issue_invoices.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_issue_lines_sql[] = {
#embed "../../sql/billing/issue_lines.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_issue_vat_sql[] = {
#embed "../../sql/billing/issue_vat.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_issued_differences_sql[] = {
#embed "../../sql/billing/issued_differences.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_latest_issue_sql[] = {
#embed "../../sql/billing/latest_issue.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_lock_issue_sql[] = {
#embed "../../sql/billing/lock_issue.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_lock_run_sql[] = {
#embed "../../sql/billing/lock_run.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_make_drafts_sql[] = {
#embed "../../sql/billing/make_drafts.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_make_lines_sql[] = {
#embed "../../sql/billing/make_lines.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_make_vat_sql[] = {
#embed "../../sql/billing/make_vat.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_slices_sql[] = {
#embed "../../sql/billing/slices.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_take_numbers_sql[] = {
#embed "../../sql/billing/take_numbers.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_tariff_windows_sql[] = {
#embed "../../sql/billing/tariff_windows.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_checks_community_day_equals_its_members_sql[] = {
#embed "../../sql/checks/community_day_equals_its_members.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_checks_community_day_equals_its_slots_sql[] = {
#embed "../../sql/checks/community_day_equals_its_slots.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_checks_invoice_is_its_lines_sql[] = {
#embed "../../sql/checks/invoice_is_its_lines.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_checks_invoice_line_rounded_once_sql[] = {
#embed "../../sql/checks/invoice_line_rounded_once.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_checks_invoice_numbers_without_gap_sql[] = {
#embed "../../sql/checks/invoice_numbers_without_gap.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_checks_invoice_or_draft_sql[] = {
#embed "../../sql/checks/invoice_or_draft.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_checks_invoice_vat_on_summed_net_sql[] = {
#embed "../../sql/checks/invoice_vat_on_summed_net.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_checks_meter_day_equals_its_blocks_sql[] = {
#embed "../../sql/checks/meter_day_equals_its_blocks.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_checks_meter_day_equals_its_quarters_sql[] = {
#embed "../../sql/checks/meter_day_equals_its_quarters.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_checks_strict_is_known_sql[] = {
#embed "../../sql/checks/strict_is_known.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_grid_local_days_sql[] = {
#embed "../../sql/grid/local_days.sql" suffix(, 0) if_empty(0)
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
static const unsigned char sql_ingest_import_communities_sql[] = {
#embed "../../sql/ingest/import_communities.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_communities_with_readings_sql[] = {
#embed "../../sql/ingest/import_communities_with_readings.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_contracts_sql[] = {
#embed "../../sql/ingest/import_contracts.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_customers_sql[] = {
#embed "../../sql/ingest/import_customers.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_invoiced_versions_sql[] = {
#embed "../../sql/ingest/import_invoiced_versions.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_known_codes_sql[] = {
#embed "../../sql/ingest/import_known_codes.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_lock_sql[] = {
#embed "../../sql/ingest/import_lock.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_mark_stale_sql[] = {
#embed "../../sql/ingest/import_mark_stale.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_memberships_added_sql[] = {
#embed "../../sql/ingest/import_memberships_added.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_memberships_changed_sql[] = {
#embed "../../sql/ingest/import_memberships_changed.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_meters_sql[] = {
#embed "../../sql/ingest/import_meters.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_meters_with_readings_sql[] = {
#embed "../../sql/ingest/import_meters_with_readings.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_moved_readings_sql[] = {
#embed "../../sql/ingest/import_moved_readings.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_stored_communities_sql[] = {
#embed "../../sql/ingest/import_stored_communities.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_stored_contracts_sql[] = {
#embed "../../sql/ingest/import_stored_contracts.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_stored_customers_sql[] = {
#embed "../../sql/ingest/import_stored_customers.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_stored_memberships_sql[] = {
#embed "../../sql/ingest/import_stored_memberships.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_stored_meters_sql[] = {
#embed "../../sql/ingest/import_stored_meters.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_stored_tariffs_sql[] = {
#embed "../../sql/ingest/import_stored_tariffs.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_tariff_prices_sql[] = {
#embed "../../sql/ingest/import_tariff_prices.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_tariff_prices_cleared_sql[] = {
#embed "../../sql/ingest/import_tariff_prices_cleared.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_tariff_versions_sql[] = {
#embed "../../sql/ingest/import_tariff_versions.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_tariffs_sql[] = {
#embed "../../sql/ingest/import_tariffs.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_zones_sql[] = {
#embed "../../sql/ingest/import_zones.sql" suffix(, 0) if_empty(0)
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
static const unsigned char sql_ingest_rejects_sql[] = {
#embed "../../sql/ingest/rejects.sql" suffix(, 0) if_empty(0)
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
static const unsigned char sql_ops_add_partitions_sql[] = {
#embed "../../sql/ops/add_partitions.sql" suffix(, 0) if_empty(0)
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
  {"Help/aggregate.md", Help_aggregate_md, sizeof Help_aggregate_md - 1},
  {"Help/bill-issue.md", Help_bill_issue_md, sizeof Help_bill_issue_md - 1},
  {"Help/bill-list.md", Help_bill_list_md, sizeof Help_bill_list_md - 1},
  {"Help/bill-run.md", Help_bill_run_md, sizeof Help_bill_run_md - 1},
  {"Help/bill-show.md", Help_bill_show_md, sizeof Help_bill_show_md - 1},
  {"Help/check.md", Help_check_md, sizeof Help_check_md - 1},
  {"Help/db-init.md", Help_db_init_md, sizeof Help_db_init_md - 1},
  {"Help/db-migrate.md", Help_db_migrate_md, sizeof Help_db_migrate_md - 1},
  {"Help/db-psql.md", Help_db_psql_md, sizeof Help_db_psql_md - 1},
  {"Help/db-start.md", Help_db_start_md, sizeof Help_db_start_md - 1},
  {"Help/db-status.md", Help_db_status_md, sizeof Help_db_status_md - 1},
  {"Help/db-stop.md", Help_db_stop_md, sizeof Help_db_stop_md - 1},
  {"Help/demo.md", Help_demo_md, sizeof Help_demo_md - 1},
  {"Help/help.md", Help_help_md, sizeof Help_help_md - 1},
  {"Help/import.md", Help_import_md, sizeof Help_import_md - 1},
  {"Help/ingest.md", Help_ingest_md, sizeof Help_ingest_md - 1},
  {"Help/rejects-list.md", Help_rejects_list_md, sizeof Help_rejects_list_md - 1},
  {"Help/report-household.md", Help_report_household_md, sizeof Help_report_household_md - 1},
  {"Help/report-management.md", Help_report_management_md, sizeof Help_report_management_md - 1},
  {"Help/report-usage.md", Help_report_usage_md, sizeof Help_report_usage_md - 1},
  {"Help/runs-list.md", Help_runs_list_md, sizeof Help_runs_list_md - 1},
  {"Help/sql.md", Help_sql_md, sizeof Help_sql_md - 1},
  {"sql/aggregate/copy_meter_days.sql", sql_aggregate_copy_meter_days_sql, sizeof sql_aggregate_copy_meter_days_sql - 1},
  {"sql/aggregate/delete_community_slots.sql", sql_aggregate_delete_community_slots_sql, sizeof sql_aggregate_delete_community_slots_sql - 1},
  {"sql/aggregate/delete_meter_days.sql", sql_aggregate_delete_meter_days_sql, sizeof sql_aggregate_delete_meter_days_sql - 1},
  {"sql/aggregate/empty_unit.sql", sql_aggregate_empty_unit_sql, sizeof sql_aggregate_empty_unit_sql - 1},
  {"sql/aggregate/make_community_days.sql", sql_aggregate_make_community_days_sql, sizeof sql_aggregate_make_community_days_sql - 1},
  {"sql/aggregate/make_community_slots.sql", sql_aggregate_make_community_slots_sql, sizeof sql_aggregate_make_community_slots_sql - 1},
  {"sql/aggregate/make_unit.sql", sql_aggregate_make_unit_sql, sizeof sql_aggregate_make_unit_sql - 1},
  {"sql/aggregate/mark_period.sql", sql_aggregate_mark_period_sql, sizeof sql_aggregate_mark_period_sql - 1},
  {"sql/aggregate/stale_communities.sql", sql_aggregate_stale_communities_sql, sizeof sql_aggregate_stale_communities_sql - 1},
  {"sql/aggregate/take_stale.sql", sql_aggregate_take_stale_sql, sizeof sql_aggregate_take_stale_sql - 1},
  {"sql/aggregate/unit_blocks.sql", sql_aggregate_unit_blocks_sql, sizeof sql_aggregate_unit_blocks_sql - 1},
  {"sql/aggregate/unit_days.sql", sql_aggregate_unit_days_sql, sizeof sql_aggregate_unit_days_sql - 1},
  {"sql/billing/blocks.sql", sql_billing_blocks_sql, sizeof sql_billing_blocks_sql - 1},
  {"sql/billing/clear_slices.sql", sql_billing_clear_slices_sql, sizeof sql_billing_clear_slices_sql - 1},
  {"sql/billing/communities.sql", sql_billing_communities_sql, sizeof sql_billing_communities_sql - 1},
  {"sql/billing/copy_energy.sql", sql_billing_copy_energy_sql, sizeof sql_billing_copy_energy_sql - 1},
  {"sql/billing/copy_slices.sql", sql_billing_copy_slices_sql, sizeof sql_billing_copy_slices_sql - 1},
  {"sql/billing/delete_drafts.sql", sql_billing_delete_drafts_sql, sizeof sql_billing_delete_drafts_sql - 1},
  {"sql/billing/delete_issued_drafts.sql", sql_billing_delete_issued_drafts_sql, sizeof sql_billing_delete_issued_drafts_sql - 1},
  {"sql/billing/draft_totals.sql", sql_billing_draft_totals_sql, sizeof sql_billing_draft_totals_sql - 1},
  {"sql/billing/homeless_contracts.sql", sql_billing_homeless_contracts_sql, sizeof sql_billing_homeless_contracts_sql - 1},
  {"sql/billing/incomplete_drafts.sql", sql_billing_incomplete_drafts_sql, sizeof sql_billing_incomplete_drafts_sql - 1},
  {"sql/billing/invoice_lines.sql", sql_billing_invoice_lines_sql, sizeof sql_billing_invoice_lines_sql - 1},
  {"sql/billing/invoice_vat.sql", sql_billing_invoice_vat_sql, sizeof sql_billing_invoice_vat_sql - 1},
  {"sql/billing/invoices.sql", sql_billing_invoices_sql, sizeof sql_billing_invoices_sql - 1},
  {"sql/billing/issue_dates.sql", sql_billing_issue_dates_sql, sizeof sql_billing_issue_dates_sql - 1},
  {"sql/billing/issue_invoices.sql", sql_billing_issue_invoices_sql, sizeof sql_billing_issue_invoices_sql - 1},
  {"sql/billing/issue_lines.sql", sql_billing_issue_lines_sql, sizeof sql_billing_issue_lines_sql - 1},
  {"sql/billing/issue_vat.sql", sql_billing_issue_vat_sql, sizeof sql_billing_issue_vat_sql - 1},
  {"sql/billing/issued_differences.sql", sql_billing_issued_differences_sql, sizeof sql_billing_issued_differences_sql - 1},
  {"sql/billing/latest_issue.sql", sql_billing_latest_issue_sql, sizeof sql_billing_latest_issue_sql - 1},
  {"sql/billing/lock_issue.sql", sql_billing_lock_issue_sql, sizeof sql_billing_lock_issue_sql - 1},
  {"sql/billing/lock_run.sql", sql_billing_lock_run_sql, sizeof sql_billing_lock_run_sql - 1},
  {"sql/billing/make_drafts.sql", sql_billing_make_drafts_sql, sizeof sql_billing_make_drafts_sql - 1},
  {"sql/billing/make_lines.sql", sql_billing_make_lines_sql, sizeof sql_billing_make_lines_sql - 1},
  {"sql/billing/make_vat.sql", sql_billing_make_vat_sql, sizeof sql_billing_make_vat_sql - 1},
  {"sql/billing/slices.sql", sql_billing_slices_sql, sizeof sql_billing_slices_sql - 1},
  {"sql/billing/take_numbers.sql", sql_billing_take_numbers_sql, sizeof sql_billing_take_numbers_sql - 1},
  {"sql/billing/tariff_windows.sql", sql_billing_tariff_windows_sql, sizeof sql_billing_tariff_windows_sql - 1},
  {"sql/checks/community_day_equals_its_members.sql", sql_checks_community_day_equals_its_members_sql, sizeof sql_checks_community_day_equals_its_members_sql - 1},
  {"sql/checks/community_day_equals_its_slots.sql", sql_checks_community_day_equals_its_slots_sql, sizeof sql_checks_community_day_equals_its_slots_sql - 1},
  {"sql/checks/invoice_is_its_lines.sql", sql_checks_invoice_is_its_lines_sql, sizeof sql_checks_invoice_is_its_lines_sql - 1},
  {"sql/checks/invoice_line_rounded_once.sql", sql_checks_invoice_line_rounded_once_sql, sizeof sql_checks_invoice_line_rounded_once_sql - 1},
  {"sql/checks/invoice_numbers_without_gap.sql", sql_checks_invoice_numbers_without_gap_sql, sizeof sql_checks_invoice_numbers_without_gap_sql - 1},
  {"sql/checks/invoice_or_draft.sql", sql_checks_invoice_or_draft_sql, sizeof sql_checks_invoice_or_draft_sql - 1},
  {"sql/checks/invoice_vat_on_summed_net.sql", sql_checks_invoice_vat_on_summed_net_sql, sizeof sql_checks_invoice_vat_on_summed_net_sql - 1},
  {"sql/checks/meter_day_equals_its_blocks.sql", sql_checks_meter_day_equals_its_blocks_sql, sizeof sql_checks_meter_day_equals_its_blocks_sql - 1},
  {"sql/checks/meter_day_equals_its_quarters.sql", sql_checks_meter_day_equals_its_quarters_sql, sizeof sql_checks_meter_day_equals_its_quarters_sql - 1},
  {"sql/checks/strict_is_known.sql", sql_checks_strict_is_known_sql, sizeof sql_checks_strict_is_known_sql - 1},
  {"sql/grid/local_days.sql", sql_grid_local_days_sql, sizeof sql_grid_local_days_sql - 1},
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
  {"sql/ingest/import_communities.sql", sql_ingest_import_communities_sql, sizeof sql_ingest_import_communities_sql - 1},
  {"sql/ingest/import_communities_with_readings.sql", sql_ingest_import_communities_with_readings_sql, sizeof sql_ingest_import_communities_with_readings_sql - 1},
  {"sql/ingest/import_contracts.sql", sql_ingest_import_contracts_sql, sizeof sql_ingest_import_contracts_sql - 1},
  {"sql/ingest/import_customers.sql", sql_ingest_import_customers_sql, sizeof sql_ingest_import_customers_sql - 1},
  {"sql/ingest/import_invoiced_versions.sql", sql_ingest_import_invoiced_versions_sql, sizeof sql_ingest_import_invoiced_versions_sql - 1},
  {"sql/ingest/import_known_codes.sql", sql_ingest_import_known_codes_sql, sizeof sql_ingest_import_known_codes_sql - 1},
  {"sql/ingest/import_lock.sql", sql_ingest_import_lock_sql, sizeof sql_ingest_import_lock_sql - 1},
  {"sql/ingest/import_mark_stale.sql", sql_ingest_import_mark_stale_sql, sizeof sql_ingest_import_mark_stale_sql - 1},
  {"sql/ingest/import_memberships_added.sql", sql_ingest_import_memberships_added_sql, sizeof sql_ingest_import_memberships_added_sql - 1},
  {"sql/ingest/import_memberships_changed.sql", sql_ingest_import_memberships_changed_sql, sizeof sql_ingest_import_memberships_changed_sql - 1},
  {"sql/ingest/import_meters.sql", sql_ingest_import_meters_sql, sizeof sql_ingest_import_meters_sql - 1},
  {"sql/ingest/import_meters_with_readings.sql", sql_ingest_import_meters_with_readings_sql, sizeof sql_ingest_import_meters_with_readings_sql - 1},
  {"sql/ingest/import_moved_readings.sql", sql_ingest_import_moved_readings_sql, sizeof sql_ingest_import_moved_readings_sql - 1},
  {"sql/ingest/import_stored_communities.sql", sql_ingest_import_stored_communities_sql, sizeof sql_ingest_import_stored_communities_sql - 1},
  {"sql/ingest/import_stored_contracts.sql", sql_ingest_import_stored_contracts_sql, sizeof sql_ingest_import_stored_contracts_sql - 1},
  {"sql/ingest/import_stored_customers.sql", sql_ingest_import_stored_customers_sql, sizeof sql_ingest_import_stored_customers_sql - 1},
  {"sql/ingest/import_stored_memberships.sql", sql_ingest_import_stored_memberships_sql, sizeof sql_ingest_import_stored_memberships_sql - 1},
  {"sql/ingest/import_stored_meters.sql", sql_ingest_import_stored_meters_sql, sizeof sql_ingest_import_stored_meters_sql - 1},
  {"sql/ingest/import_stored_tariffs.sql", sql_ingest_import_stored_tariffs_sql, sizeof sql_ingest_import_stored_tariffs_sql - 1},
  {"sql/ingest/import_tariff_prices.sql", sql_ingest_import_tariff_prices_sql, sizeof sql_ingest_import_tariff_prices_sql - 1},
  {"sql/ingest/import_tariff_prices_cleared.sql", sql_ingest_import_tariff_prices_cleared_sql, sizeof sql_ingest_import_tariff_prices_cleared_sql - 1},
  {"sql/ingest/import_tariff_versions.sql", sql_ingest_import_tariff_versions_sql, sizeof sql_ingest_import_tariff_versions_sql - 1},
  {"sql/ingest/import_tariffs.sql", sql_ingest_import_tariffs_sql, sizeof sql_ingest_import_tariffs_sql - 1},
  {"sql/ingest/import_zones.sql", sql_ingest_import_zones_sql, sizeof sql_ingest_import_zones_sql - 1},
  {"sql/ingest/make_block_stage.sql", sql_ingest_make_block_stage_sql, sizeof sql_ingest_make_block_stage_sql - 1},
  {"sql/ingest/make_part_stage.sql", sql_ingest_make_part_stage_sql, sizeof sql_ingest_make_part_stage_sql - 1},
  {"sql/ingest/mark_stale.sql", sql_ingest_mark_stale_sql, sizeof sql_ingest_mark_stale_sql - 1},
  {"sql/ingest/put_blocks.sql", sql_ingest_put_blocks_sql, sizeof sql_ingest_put_blocks_sql - 1},
  {"sql/ingest/put_parts.sql", sql_ingest_put_parts_sql, sizeof sql_ingest_put_parts_sql - 1},
  {"sql/ingest/registry.sql", sql_ingest_registry_sql, sizeof sql_ingest_registry_sql - 1},
  {"sql/ingest/rejects.sql", sql_ingest_rejects_sql, sizeof sql_ingest_rejects_sql - 1},
  {"sql/ingest/start_batch.sql", sql_ingest_start_batch_sql, sizeof sql_ingest_start_batch_sql - 1},
  {"sql/migrations/0001_ops.sql", sql_migrations_0001_ops_sql, sizeof sql_migrations_0001_ops_sql - 1},
  {"sql/migrations/0002_grid.sql", sql_migrations_0002_grid_sql, sizeof sql_migrations_0002_grid_sql - 1},
  {"sql/migrations/0003_ingest.sql", sql_migrations_0003_ingest_sql, sizeof sql_migrations_0003_ingest_sql - 1},
  {"sql/migrations/0004_aggregate.sql", sql_migrations_0004_aggregate_sql, sizeof sql_migrations_0004_aggregate_sql - 1},
  {"sql/migrations/0005_billing.sql", sql_migrations_0005_billing_sql, sizeof sql_migrations_0005_billing_sql - 1},
  {"sql/ops/add_partitions.sql", sql_ops_add_partitions_sql, sizeof sql_ops_add_partitions_sql - 1},
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
