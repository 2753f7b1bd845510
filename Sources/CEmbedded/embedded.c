// Written by Scripts/embed.sh.
#include "embedded.h"
#pragma clang diagnostic ignored "-Wc23-extensions"

// A zero ends each text: an empty file is an array too.
static const unsigned char Help_aggregate_md[] = {
#embed "../gridctl/Help/aggregate.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_allocate_compare_md[] = {
#embed "../gridctl/Help/allocate-compare.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_allocate_export_md[] = {
#embed "../gridctl/Help/allocate-export.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_allocate_md[] = {
#embed "../gridctl/Help/allocate.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_autarky_changes_md[] = {
#embed "../gridctl/Help/autarky-changes.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_autarky_list_md[] = {
#embed "../gridctl/Help/autarky-list.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_balance_request_md[] = {
#embed "../gridctl/Help/balance-request.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_balance_md[] = {
#embed "../gridctl/Help/balance.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_battery_list_md[] = {
#embed "../gridctl/Help/battery-list.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_battery_plan_md[] = {
#embed "../gridctl/Help/battery-plan.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_battery_replay_md[] = {
#embed "../gridctl/Help/battery-replay.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_battery_settle_md[] = {
#embed "../gridctl/Help/battery-settle.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_bill_collect_md[] = {
#embed "../gridctl/Help/bill-collect.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_bill_correct_md[] = {
#embed "../gridctl/Help/bill-correct.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_bill_estimate_md[] = {
#embed "../gridctl/Help/bill-estimate.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_bill_export_md[] = {
#embed "../gridctl/Help/bill-export.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_bill_issue_md[] = {
#embed "../gridctl/Help/bill-issue.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_bill_journal_md[] = {
#embed "../gridctl/Help/bill-journal.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_bill_list_md[] = {
#embed "../gridctl/Help/bill-list.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_bill_open_md[] = {
#embed "../gridctl/Help/bill-open.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_bill_payments_md[] = {
#embed "../gridctl/Help/bill-payments.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_bill_print_md[] = {
#embed "../gridctl/Help/bill-print.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_bill_run_md[] = {
#embed "../gridctl/Help/bill-run.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_bill_show_md[] = {
#embed "../gridctl/Help/bill-show.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_bill_simulate_md[] = {
#embed "../gridctl/Help/bill-simulate.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_bill_xml_md[] = {
#embed "../gridctl/Help/bill-xml.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_bill_year_md[] = {
#embed "../gridctl/Help/bill-year.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_charge_authorize_md[] = {
#embed "../gridctl/Help/charge-authorize.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_charge_check_md[] = {
#embed "../gridctl/Help/charge-check.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_charge_request_md[] = {
#embed "../gridctl/Help/charge-request.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_charge_slots_md[] = {
#embed "../gridctl/Help/charge-slots.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_check_freshness_md[] = {
#embed "../gridctl/Help/check-freshness.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_check_meters_md[] = {
#embed "../gridctl/Help/check-meters.md" suffix(, 0) if_empty(0)
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
static const unsigned char Help_demand_announce_md[] = {
#embed "../gridctl/Help/demand-announce.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_demand_dispatch_md[] = {
#embed "../gridctl/Help/demand-dispatch.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_demand_list_md[] = {
#embed "../gridctl/Help/demand-list.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_demo_md[] = {
#embed "../gridctl/Help/demo.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_directives_list_md[] = {
#embed "../gridctl/Help/directives-list.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_directives_set_md[] = {
#embed "../gridctl/Help/directives-set.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_dumps_list_md[] = {
#embed "../gridctl/Help/dumps-list.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_dumps_withdraw_md[] = {
#embed "../gridctl/Help/dumps-withdraw.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_ems_acquire_md[] = {
#embed "../gridctl/Help/ems-acquire.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_ems_compare_md[] = {
#embed "../gridctl/Help/ems-compare.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_ems_current_md[] = {
#embed "../gridctl/Help/ems-current.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_ems_learn_md[] = {
#embed "../gridctl/Help/ems-learn.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_ems_plan_md[] = {
#embed "../gridctl/Help/ems-plan.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_ems_publish_md[] = {
#embed "../gridctl/Help/ems-publish.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_ems_replay_md[] = {
#embed "../gridctl/Help/ems-replay.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_ems_solve_md[] = {
#embed "../gridctl/Help/ems-solve.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_ems_sync_md[] = {
#embed "../gridctl/Help/ems-sync.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_forecast_backtest_md[] = {
#embed "../gridctl/Help/forecast-backtest.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_forecast_balance_md[] = {
#embed "../gridctl/Help/forecast-balance.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_forecast_next_hour_md[] = {
#embed "../gridctl/Help/forecast-next-hour.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_forecast_run_md[] = {
#embed "../gridctl/Help/forecast-run.md" suffix(, 0) if_empty(0)
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
static const unsigned char Help_mapping_md[] = {
#embed "../gridctl/Help/mapping.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_notify_md[] = {
#embed "../gridctl/Help/notify.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_partner_export_md[] = {
#embed "../gridctl/Help/partner-export.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_partner_invoice_md[] = {
#embed "../gridctl/Help/partner-invoice.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_partner_ledger_md[] = {
#embed "../gridctl/Help/partner-ledger.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_partner_list_md[] = {
#embed "../gridctl/Help/partner-list.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_partner_refund_md[] = {
#embed "../gridctl/Help/partner-refund.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_partner_request_md[] = {
#embed "../gridctl/Help/partner-request.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_partner_subscribe_md[] = {
#embed "../gridctl/Help/partner-subscribe.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_partner_topup_md[] = {
#embed "../gridctl/Help/partner-topup.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_peaks_md[] = {
#embed "../gridctl/Help/peaks.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_reads_list_md[] = {
#embed "../gridctl/Help/reads-list.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_regulate_md[] = {
#embed "../gridctl/Help/regulate.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_rejects_list_md[] = {
#embed "../gridctl/Help/rejects-list.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_rejects_retry_md[] = {
#embed "../gridctl/Help/rejects-retry.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_report_balance_md[] = {
#embed "../gridctl/Help/report-balance.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_report_directives_md[] = {
#embed "../gridctl/Help/report-directives.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_report_ems_md[] = {
#embed "../gridctl/Help/report-ems.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_report_household_md[] = {
#embed "../gridctl/Help/report-household.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_report_list_md[] = {
#embed "../gridctl/Help/report-list.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_report_malfunctions_md[] = {
#embed "../gridctl/Help/report-malfunctions.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_report_management_md[] = {
#embed "../gridctl/Help/report-management.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_report_pack_md[] = {
#embed "../gridctl/Help/report-pack.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_report_peaks_md[] = {
#embed "../gridctl/Help/report-peaks.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_report_quality_md[] = {
#embed "../gridctl/Help/report-quality.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_report_sharing_md[] = {
#embed "../gridctl/Help/report-sharing.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_report_usage_md[] = {
#embed "../gridctl/Help/report-usage.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_runs_list_md[] = {
#embed "../gridctl/Help/runs-list.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_simulate_md[] = {
#embed "../gridctl/Help/simulate.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_sql_md[] = {
#embed "../gridctl/Help/sql.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_vee_edit_md[] = {
#embed "../gridctl/Help/vee-edit.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_vee_history_md[] = {
#embed "../gridctl/Help/vee-history.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_vee_list_md[] = {
#embed "../gridctl/Help/vee-list.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_vee_run_md[] = {
#embed "../gridctl/Help/vee-run.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_vpp_offer_md[] = {
#embed "../gridctl/Help/vpp-offer.md" suffix(, 0) if_empty(0)
};
static const unsigned char Help_vpp_settle_md[] = {
#embed "../gridctl/Help/vpp-settle.md" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_aggregated_days_sql[] = {
#embed "../../sql/aggregate/aggregated_days.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_allocated_members_sql[] = {
#embed "../../sql/aggregate/allocated_members.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_autarky_changes_sql[] = {
#embed "../../sql/aggregate/autarky_changes.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_balance_sql[] = {
#embed "../../sql/aggregate/balance.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_copy_allocation_sql[] = {
#embed "../../sql/aggregate/copy_allocation.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_copy_community_allocation_sql[] = {
#embed "../../sql/aggregate/copy_community_allocation.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_copy_community_days_sql[] = {
#embed "../../sql/aggregate/copy_community_days.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_copy_meter_days_sql[] = {
#embed "../../sql/aggregate/copy_meter_days.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_days_without_totals_sql[] = {
#embed "../../sql/aggregate/days_without_totals.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_delete_allocation_sql[] = {
#embed "../../sql/aggregate/delete_allocation.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_delete_community_allocation_sql[] = {
#embed "../../sql/aggregate/delete_community_allocation.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_delete_community_days_sql[] = {
#embed "../../sql/aggregate/delete_community_days.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_delete_forecast_sql[] = {
#embed "../../sql/aggregate/delete_forecast.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_delete_forecast_choice_sql[] = {
#embed "../../sql/aggregate/delete_forecast_choice.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_delete_meter_days_sql[] = {
#embed "../../sql/aggregate/delete_meter_days.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_empty_unit_sql[] = {
#embed "../../sql/aggregate/empty_unit.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_forecast_communities_sql[] = {
#embed "../../sql/aggregate/forecast_communities.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_forecast_days_sql[] = {
#embed "../../sql/aggregate/forecast_days.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_forecast_weather_sql[] = {
#embed "../../sql/aggregate/forecast_weather.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_imbalance_sql[] = {
#embed "../../sql/aggregate/imbalance.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_make_unit_sql[] = {
#embed "../../sql/aggregate/make_unit.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_mark_allocation_sql[] = {
#embed "../../sql/aggregate/mark_allocation.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_mark_allocation_period_sql[] = {
#embed "../../sql/aggregate/mark_allocation_period.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_mark_period_sql[] = {
#embed "../../sql/aggregate/mark_period.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_open_allocation_sql[] = {
#embed "../../sql/aggregate/open_allocation.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_other_meter_days_sql[] = {
#embed "../../sql/aggregate/other_meter_days.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_peaks_sql[] = {
#embed "../../sql/aggregate/peaks.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_plant_power_sql[] = {
#embed "../../sql/aggregate/plant_power.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_put_client_autarky_sql[] = {
#embed "../../sql/aggregate/put_client_autarky.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_put_community_autarky_sql[] = {
#embed "../../sql/aggregate/put_community_autarky.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_put_forecast_sql[] = {
#embed "../../sql/aggregate/put_forecast.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_put_forecast_choice_sql[] = {
#embed "../../sql/aggregate/put_forecast_choice.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_sharing_coefficients_sql[] = {
#embed "../../sql/aggregate/sharing_coefficients.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_sharing_days_sql[] = {
#embed "../../sql/aggregate/sharing_days.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_sharing_members_sql[] = {
#embed "../../sql/aggregate/sharing_members.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_sharing_use_sql[] = {
#embed "../../sql/aggregate/sharing_use.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_stale_communities_sql[] = {
#embed "../../sql/aggregate/stale_communities.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_take_stale_sql[] = {
#embed "../../sql/aggregate/take_stale.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_take_unallocated_sql[] = {
#embed "../../sql/aggregate/take_unallocated.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_unallocated_communities_sql[] = {
#embed "../../sql/aggregate/unallocated_communities.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_unit_blocks_sql[] = {
#embed "../../sql/aggregate/unit_blocks.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_unit_days_sql[] = {
#embed "../../sql/aggregate/unit_days.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_unit_members_sql[] = {
#embed "../../sql/aggregate/unit_members.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_unit_strays_sql[] = {
#embed "../../sql/aggregate/unit_strays.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_unlimited_sql[] = {
#embed "../../sql/aggregate/unlimited.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_aggregate_unready_days_sql[] = {
#embed "../../sql/aggregate/unready_days.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_analyze_issue_sql[] = {
#embed "../../sql/billing/analyze_issue.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_bill_credits_sql[] = {
#embed "../../sql/billing/bill_credits.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_bill_history_sql[] = {
#embed "../../sql/billing/bill_history.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_bill_keys_sql[] = {
#embed "../../sql/billing/bill_keys.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_bill_lines_sql[] = {
#embed "../../sql/billing/bill_lines.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_bill_page_sql[] = {
#embed "../../sql/billing/bill_page.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_bill_vat_sql[] = {
#embed "../../sql/billing/bill_vat.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_billed_months_sql[] = {
#embed "../../sql/billing/billed_months.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_blocks_sql[] = {
#embed "../../sql/billing/blocks.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_calendar_days_sql[] = {
#embed "../../sql/billing/calendar_days.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_clear_slices_sql[] = {
#embed "../../sql/billing/clear_slices.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_collectable_sql[] = {
#embed "../../sql/billing/collectable.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_collection_sql[] = {
#embed "../../sql/billing/collection.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_collection_debits_sql[] = {
#embed "../../sql/billing/collection_debits.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_collection_items_sql[] = {
#embed "../../sql/billing/collection_items.sql" suffix(, 0) if_empty(0)
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
static const unsigned char sql_billing_creditor_sql[] = {
#embed "../../sql/billing/creditor.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_customer_sql[] = {
#embed "../../sql/billing/customer.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_customer_communities_sql[] = {
#embed "../../sql/billing/customer_communities.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_delete_drafts_sql[] = {
#embed "../../sql/billing/delete_drafts.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_delete_issued_drafts_sql[] = {
#embed "../../sql/billing/delete_issued_drafts.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_delete_rated_sql[] = {
#embed "../../sql/billing/delete_rated.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_documents_paid_sql[] = {
#embed "../../sql/billing/documents_paid.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_draft_totals_sql[] = {
#embed "../../sql/billing/draft_totals.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_drafted_months_sql[] = {
#embed "../../sql/billing/drafted_months.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_drawn_energy_sql[] = {
#embed "../../sql/billing/drawn_energy.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_empty_correction_sql[] = {
#embed "../../sql/billing/empty_correction.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_empty_issue_sql[] = {
#embed "../../sql/billing/empty_issue.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_estimate_errors_sql[] = {
#embed "../../sql/billing/estimate_errors.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_export_documents_sql[] = {
#embed "../../sql/billing/export_documents.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_export_lines_sql[] = {
#embed "../../sql/billing/export_lines.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_export_vat_sql[] = {
#embed "../../sql/billing/export_vat.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_fill_correction_sql[] = {
#embed "../../sql/billing/fill_correction.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_fill_correction_line_sql[] = {
#embed "../../sql/billing/fill_correction_line.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_fill_issue_sql[] = {
#embed "../../sql/billing/fill_issue.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_fill_set_off_sql[] = {
#embed "../../sql/billing/fill_set_off.sql" suffix(, 0) if_empty(0)
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
static const unsigned char sql_billing_issue_counts_sql[] = {
#embed "../../sql/billing/issue_counts.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_issue_invoices_sql[] = {
#embed "../../sql/billing/issue_invoices.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_issue_lines_sql[] = {
#embed "../../sql/billing/issue_lines.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_issue_partner_invoices_sql[] = {
#embed "../../sql/billing/issue_partner_invoices.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_issue_set_off_sql[] = {
#embed "../../sql/billing/issue_set_off.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_issue_vat_sql[] = {
#embed "../../sql/billing/issue_vat.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_issued_differences_sql[] = {
#embed "../../sql/billing/issued_differences.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_issued_months_sql[] = {
#embed "../../sql/billing/issued_months.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_journal_sql[] = {
#embed "../../sql/billing/journal.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_known_payments_sql[] = {
#embed "../../sql/billing/known_payments.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_last_year_energy_sql[] = {
#embed "../../sql/billing/last_year_energy.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_latest_issue_sql[] = {
#embed "../../sql/billing/latest_issue.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_latest_partner_issue_sql[] = {
#embed "../../sql/billing/latest_partner_issue.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_lock_issue_sql[] = {
#embed "../../sql/billing/lock_issue.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_lock_partner_invoice_sql[] = {
#embed "../../sql/billing/lock_partner_invoice.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_lock_payment_sql[] = {
#embed "../../sql/billing/lock_payment.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_lock_run_sql[] = {
#embed "../../sql/billing/lock_run.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_make_correction_sql[] = {
#embed "../../sql/billing/make_correction.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_make_correction_line_sql[] = {
#embed "../../sql/billing/make_correction_line.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_make_drafts_sql[] = {
#embed "../../sql/billing/make_drafts.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_make_issue_sql[] = {
#embed "../../sql/billing/make_issue.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_make_issue_set_off_sql[] = {
#embed "../../sql/billing/make_issue_set_off.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_make_lines_sql[] = {
#embed "../../sql/billing/make_lines.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_make_slice_sql[] = {
#embed "../../sql/billing/make_slice.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_make_slice_energy_sql[] = {
#embed "../../sql/billing/make_slice_energy.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_make_vat_sql[] = {
#embed "../../sql/billing/make_vat.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_number_issue_sql[] = {
#embed "../../sql/billing/number_issue.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_open_items_sql[] = {
#embed "../../sql/billing/open_items.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_partner_entries_sql[] = {
#embed "../../sql/billing/partner_entries.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_pay_taken_back_sql[] = {
#embed "../../sql/billing/pay_taken_back.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_price_problems_sql[] = {
#embed "../../sql/billing/price_problems.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_put_collection_sql[] = {
#embed "../../sql/billing/put_collection.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_put_collection_items_sql[] = {
#embed "../../sql/billing/put_collection_items.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_put_correction_drafts_sql[] = {
#embed "../../sql/billing/put_correction_drafts.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_put_correction_lines_sql[] = {
#embed "../../sql/billing/put_correction_lines.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_put_payments_sql[] = {
#embed "../../sql/billing/put_payments.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_rated_totals_sql[] = {
#embed "../../sql/billing/rated_totals.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_seller_accounts_sql[] = {
#embed "../../sql/billing/seller_accounts.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_set_collection_items_sql[] = {
#embed "../../sql/billing/set_collection_items.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_shares_sql[] = {
#embed "../../sql/billing/shares.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_slices_sql[] = {
#embed "../../sql/billing/slices.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_stale_regularisations_sql[] = {
#embed "../../sql/billing/stale_regularisations.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_take_numbers_sql[] = {
#embed "../../sql/billing/take_numbers.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_target_day_sql[] = {
#embed "../../sql/billing/target_day.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_tariff_sql[] = {
#embed "../../sql/billing/tariff.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_tariff_windows_sql[] = {
#embed "../../sql/billing/tariff_windows.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_unallocated_days_sql[] = {
#embed "../../sql/billing/unallocated_days.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_unsettled_sql[] = {
#embed "../../sql/billing/unsettled.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_usual_energy_sql[] = {
#embed "../../sql/billing/usual_energy.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_billing_withdraw_collection_sql[] = {
#embed "../../sql/billing/withdraw_collection.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_checks_allocation_equals_its_slots_sql[] = {
#embed "../../sql/checks/allocation_equals_its_slots.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_checks_battery_day_starts_where_it_ended_sql[] = {
#embed "../../sql/checks/battery_day_starts_where_it_ended.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_checks_battery_plan_within_limits_sql[] = {
#embed "../../sql/checks/battery_plan_within_limits.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_checks_charge_not_above_need_sql[] = {
#embed "../../sql/checks/charge_not_above_need.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_checks_charge_slot_within_request_sql[] = {
#embed "../../sql/checks/charge_slot_within_request.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_checks_coefficients_add_up_to_one_sql[] = {
#embed "../../sql/checks/coefficients_add_up_to_one.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_checks_collection_item_is_its_payments_sql[] = {
#embed "../../sql/checks/collection_item_is_its_payments.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_checks_collection_of_the_seller_sql[] = {
#embed "../../sql/checks/collection_of_the_seller.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_checks_community_day_equals_its_members_sql[] = {
#embed "../../sql/checks/community_day_equals_its_members.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_checks_community_day_equals_its_slots_sql[] = {
#embed "../../sql/checks/community_day_equals_its_slots.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_checks_credit_note_is_minus_its_invoice_sql[] = {
#embed "../../sql/checks/credit_note_is_minus_its_invoice.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_checks_credit_set_off_once_sql[] = {
#embed "../../sql/checks/credit_set_off_once.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_checks_cycle_energy_is_its_profile_sql[] = {
#embed "../../sql/checks/cycle_energy_is_its_profile.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_checks_directive_only_for_declared_members_sql[] = {
#embed "../../sql/checks/directive_only_for_declared_members.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_checks_forecast_choice_has_its_slots_sql[] = {
#embed "../../sql/checks/forecast_choice_has_its_slots.sql" suffix(, 0) if_empty(0)
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
static const unsigned char sql_checks_mail_failed_with_reason_sql[] = {
#embed "../../sql/checks/mail_failed_with_reason.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_checks_malfunction_told_once_sql[] = {
#embed "../../sql/checks/malfunction_told_once.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_checks_meter_day_equals_its_blocks_sql[] = {
#embed "../../sql/checks/meter_day_equals_its_blocks.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_checks_meter_day_equals_its_quarters_sql[] = {
#embed "../../sql/checks/meter_day_equals_its_quarters.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_checks_meter_of_one_flexible_device_sql[] = {
#embed "../../sql/checks/meter_of_one_flexible_device.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_checks_package_has_its_debit_sql[] = {
#embed "../../sql/checks/package_has_its_debit.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_checks_partner_balance_never_negative_sql[] = {
#embed "../../sql/checks/partner_balance_never_negative.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_checks_partner_invoice_is_its_entries_sql[] = {
#embed "../../sql/checks/partner_invoice_is_its_entries.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_checks_plan_adds_up_sql[] = {
#embed "../../sql/checks/plan_adds_up.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_checks_plan_has_its_energies_sql[] = {
#embed "../../sql/checks/plan_has_its_energies.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_checks_plan_starts_once_sql[] = {
#embed "../../sql/checks/plan_starts_once.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_checks_read_of_device_in_force_sql[] = {
#embed "../../sql/checks/read_of_device_in_force.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_checks_shared_in_equals_shared_out_sql[] = {
#embed "../../sql/checks/shared_in_equals_shared_out.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_checks_shared_within_exchange_sql[] = {
#embed "../../sql/checks/shared_within_exchange.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_checks_strict_is_known_sql[] = {
#embed "../../sql/checks/strict_is_known.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_checks_subscription_window_once_sql[] = {
#embed "../../sql/checks/subscription_window_once.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_grid_local_days_sql[] = {
#embed "../../sql/grid/local_days.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_aliases_sql[] = {
#embed "../../sql/ingest/aliases.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_amend_batch_sql[] = {
#embed "../../sql/ingest/amend_batch.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_batch_sql[] = {
#embed "../../sql/ingest/batch.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_batch_parts_sql[] = {
#embed "../../sql/ingest/batch_parts.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_batch_read_days_sql[] = {
#embed "../../sql/ingest/batch_read_days.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_batch_reads_sql[] = {
#embed "../../sql/ingest/batch_reads.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_channels_sql[] = {
#embed "../../sql/ingest/channels.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_close_estimates_sql[] = {
#embed "../../sql/ingest/close_estimates.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_close_malfunctions_sql[] = {
#embed "../../sql/ingest/close_malfunctions.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_close_verdicts_sql[] = {
#embed "../../sql/ingest/close_verdicts.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_community_sql[] = {
#embed "../../sql/ingest/community.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_coordination_community_sql[] = {
#embed "../../sql/ingest/coordination_community.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_coordination_devices_sql[] = {
#embed "../../sql/ingest/coordination_devices.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_coordination_heaters_sql[] = {
#embed "../../sql/ingest/coordination_heaters.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_coordination_machines_sql[] = {
#embed "../../sql/ingest/coordination_machines.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_coordination_missing_sql[] = {
#embed "../../sql/ingest/coordination_missing.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_coordination_off_peak_sql[] = {
#embed "../../sql/ingest/coordination_off_peak.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_coordination_search_path_sql[] = {
#embed "../../sql/ingest/coordination_search_path.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_coordination_thermal_heaters_sql[] = {
#embed "../../sql/ingest/coordination_thermal_heaters.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_coordination_vehicles_sql[] = {
#embed "../../sql/ingest/coordination_vehicles.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_coordination_water_heaters_sql[] = {
#embed "../../sql/ingest/coordination_water_heaters.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_copy_block_stage_sql[] = {
#embed "../../sql/ingest/copy_block_stage.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_copy_blocks_sql[] = {
#embed "../../sql/ingest/copy_blocks.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_copy_coefficient_stage_sql[] = {
#embed "../../sql/ingest/copy_coefficient_stage.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_copy_part_stage_sql[] = {
#embed "../../sql/ingest/copy_part_stage.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_copy_reads_sql[] = {
#embed "../../sql/ingest/copy_reads.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_copy_rejects_sql[] = {
#embed "../../sql/ingest/copy_rejects.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_copy_verdict_stage_sql[] = {
#embed "../../sql/ingest/copy_verdict_stage.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_day_reads_sql[] = {
#embed "../../sql/ingest/day_reads.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_delete_blocks_sql[] = {
#embed "../../sql/ingest/delete_blocks.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_delete_lone_parts_sql[] = {
#embed "../../sql/ingest/delete_lone_parts.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_delete_parts_sql[] = {
#embed "../../sql/ingest/delete_parts.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_delete_reads_sql[] = {
#embed "../../sql/ingest/delete_reads.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_delete_rejects_sql[] = {
#embed "../../sql/ingest/delete_rejects.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_delete_retried_sql[] = {
#embed "../../sql/ingest/delete_retried.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_delete_stray_verdicts_sql[] = {
#embed "../../sql/ingest/delete_stray_verdicts.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_dumps_sql[] = {
#embed "../../sql/ingest/dumps.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_dumps_after_sql[] = {
#embed "../../sql/ingest/dumps_after.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_dumps_named_sql[] = {
#embed "../../sql/ingest/dumps_named.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_edit_sql[] = {
#embed "../../sql/ingest/edit.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_edit_invoices_sql[] = {
#embed "../../sql/ingest/edit_invoices.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_edit_meter_sql[] = {
#embed "../../sql/ingest/edit_meter.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_empty_read_stage_sql[] = {
#embed "../../sql/ingest/empty_read_stage.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_empty_stages_sql[] = {
#embed "../../sql/ingest/empty_stages.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_empty_validation_sql[] = {
#embed "../../sql/ingest/empty_validation.sql" suffix(, 0) if_empty(0)
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
static const unsigned char sql_ingest_fill_absences_sql[] = {
#embed "../../sql/ingest/fill_absences.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_fill_bad_dumps_sql[] = {
#embed "../../sql/ingest/fill_bad_dumps.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_fill_contradictions_sql[] = {
#embed "../../sql/ingest/fill_contradictions.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_fill_newest_readings_sql[] = {
#embed "../../sql/ingest/fill_newest_readings.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_fill_validated_day_sql[] = {
#embed "../../sql/ingest/fill_validated_day.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_forget_batch_sql[] = {
#embed "../../sql/ingest/forget_batch.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_freshness_sql[] = {
#embed "../../sql/ingest/freshness.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_history_estimates_sql[] = {
#embed "../../sql/ingest/history_estimates.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_history_parts_sql[] = {
#embed "../../sql/ingest/history_parts.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_aliases_sql[] = {
#embed "../../sql/ingest/import_aliases.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_batteries_added_sql[] = {
#embed "../../sql/ingest/import_batteries_added.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_batteries_changed_sql[] = {
#embed "../../sql/ingest/import_batteries_changed.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_calendar_days_sql[] = {
#embed "../../sql/ingest/import_calendar_days.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_calendar_windows_sql[] = {
#embed "../../sql/ingest/import_calendar_windows.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_calendars_sql[] = {
#embed "../../sql/ingest/import_calendars.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_cars_sql[] = {
#embed "../../sql/ingest/import_cars.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_charge_requests_sql[] = {
#embed "../../sql/ingest/import_charge_requests.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_coefficients_sql[] = {
#embed "../../sql/ingest/import_coefficients.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_coefficients_counted_sql[] = {
#embed "../../sql/ingest/import_coefficients_counted.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_coefficients_removed_sql[] = {
#embed "../../sql/ingest/import_coefficients_removed.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_coefficients_stale_sql[] = {
#embed "../../sql/ingest/import_coefficients_stale.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_communities_sql[] = {
#embed "../../sql/ingest/import_communities.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_communities_with_readings_sql[] = {
#embed "../../sql/ingest/import_communities_with_readings.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_consents_added_sql[] = {
#embed "../../sql/ingest/import_consents_added.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_consents_changed_sql[] = {
#embed "../../sql/ingest/import_consents_changed.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_contacts_sql[] = {
#embed "../../sql/ingest/import_contacts.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_contracts_sql[] = {
#embed "../../sql/ingest/import_contracts.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_customers_sql[] = {
#embed "../../sql/ingest/import_customers.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_demands_sql[] = {
#embed "../../sql/ingest/import_demands.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_device_names_sql[] = {
#embed "../../sql/ingest/import_device_names.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_devices_added_sql[] = {
#embed "../../sql/ingest/import_devices_added.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_devices_changed_sql[] = {
#embed "../../sql/ingest/import_devices_changed.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_emissions_sql[] = {
#embed "../../sql/ingest/import_emissions.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_foreign_submeters_sql[] = {
#embed "../../sql/ingest/import_foreign_submeters.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_invoiced_days_sql[] = {
#embed "../../sql/ingest/import_invoiced_days.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_invoiced_taxes_sql[] = {
#embed "../../sql/ingest/import_invoiced_taxes.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_invoiced_versions_sql[] = {
#embed "../../sql/ingest/import_invoiced_versions.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_keys_added_sql[] = {
#embed "../../sql/ingest/import_keys_added.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_keys_changed_sql[] = {
#embed "../../sql/ingest/import_keys_changed.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_known_codes_sql[] = {
#embed "../../sql/ingest/import_known_codes.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_lock_sql[] = {
#embed "../../sql/ingest/import_lock.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_mandates_sql[] = {
#embed "../../sql/ingest/import_mandates.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_mapping_sql[] = {
#embed "../../sql/ingest/import_mapping.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_mark_allocation_sql[] = {
#embed "../../sql/ingest/import_mark_allocation.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_mark_stale_sql[] = {
#embed "../../sql/ingest/import_mark_stale.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_mark_unvalidated_sql[] = {
#embed "../../sql/ingest/import_mark_unvalidated.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_members_sql[] = {
#embed "../../sql/ingest/import_members.sql" suffix(, 0) if_empty(0)
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
static const unsigned char sql_ingest_import_outages_sql[] = {
#embed "../../sql/ingest/import_outages.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_partners_sql[] = {
#embed "../../sql/ingest/import_partners.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_past_demands_sql[] = {
#embed "../../sql/ingest/import_past_demands.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_plants_added_sql[] = {
#embed "../../sql/ingest/import_plants_added.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_plants_changed_sql[] = {
#embed "../../sql/ingest/import_plants_changed.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_prices_sql[] = {
#embed "../../sql/ingest/import_prices.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_products_sql[] = {
#embed "../../sql/ingest/import_products.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_rules_sql[] = {
#embed "../../sql/ingest/import_rules.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_seller_versions_sql[] = {
#embed "../../sql/ingest/import_seller_versions.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_sellers_sql[] = {
#embed "../../sql/ingest/import_sellers.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_sellers_known_sql[] = {
#embed "../../sql/ingest/import_sellers_known.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_serials_sql[] = {
#embed "../../sql/ingest/import_serials.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_serials_cleared_sql[] = {
#embed "../../sql/ingest/import_serials_cleared.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_shares_added_sql[] = {
#embed "../../sql/ingest/import_shares_added.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_shares_changed_sql[] = {
#embed "../../sql/ingest/import_shares_changed.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_sold_products_sql[] = {
#embed "../../sql/ingest/import_sold_products.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_stored_aliases_sql[] = {
#embed "../../sql/ingest/import_stored_aliases.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_stored_batteries_sql[] = {
#embed "../../sql/ingest/import_stored_batteries.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_stored_calendars_sql[] = {
#embed "../../sql/ingest/import_stored_calendars.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_stored_charge_requests_sql[] = {
#embed "../../sql/ingest/import_stored_charge_requests.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_stored_communities_sql[] = {
#embed "../../sql/ingest/import_stored_communities.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_stored_consents_sql[] = {
#embed "../../sql/ingest/import_stored_consents.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_stored_contacts_sql[] = {
#embed "../../sql/ingest/import_stored_contacts.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_stored_contracts_sql[] = {
#embed "../../sql/ingest/import_stored_contracts.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_stored_customers_sql[] = {
#embed "../../sql/ingest/import_stored_customers.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_stored_demands_sql[] = {
#embed "../../sql/ingest/import_stored_demands.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_stored_devices_sql[] = {
#embed "../../sql/ingest/import_stored_devices.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_stored_emissions_sql[] = {
#embed "../../sql/ingest/import_stored_emissions.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_stored_keys_sql[] = {
#embed "../../sql/ingest/import_stored_keys.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_stored_mandates_sql[] = {
#embed "../../sql/ingest/import_stored_mandates.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_stored_memberships_sql[] = {
#embed "../../sql/ingest/import_stored_memberships.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_stored_meters_sql[] = {
#embed "../../sql/ingest/import_stored_meters.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_stored_outages_sql[] = {
#embed "../../sql/ingest/import_stored_outages.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_stored_partners_sql[] = {
#embed "../../sql/ingest/import_stored_partners.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_stored_plants_sql[] = {
#embed "../../sql/ingest/import_stored_plants.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_stored_prices_sql[] = {
#embed "../../sql/ingest/import_stored_prices.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_stored_products_sql[] = {
#embed "../../sql/ingest/import_stored_products.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_stored_rules_sql[] = {
#embed "../../sql/ingest/import_stored_rules.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_stored_sellers_sql[] = {
#embed "../../sql/ingest/import_stored_sellers.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_stored_serials_sql[] = {
#embed "../../sql/ingest/import_stored_serials.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_stored_shares_sql[] = {
#embed "../../sql/ingest/import_stored_shares.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_stored_tariffs_sql[] = {
#embed "../../sql/ingest/import_stored_tariffs.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_stored_taxes_sql[] = {
#embed "../../sql/ingest/import_stored_taxes.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_stored_temperatures_sql[] = {
#embed "../../sql/ingest/import_stored_temperatures.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_stored_tolerances_sql[] = {
#embed "../../sql/ingest/import_stored_tolerances.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_stored_weather_sql[] = {
#embed "../../sql/ingest/import_stored_weather.sql" suffix(, 0) if_empty(0)
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
static const unsigned char sql_ingest_import_tax_rates_sql[] = {
#embed "../../sql/ingest/import_tax_rates.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_taxes_sql[] = {
#embed "../../sql/ingest/import_taxes.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_temperatures_sql[] = {
#embed "../../sql/ingest/import_temperatures.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_tolerances_sql[] = {
#embed "../../sql/ingest/import_tolerances.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_weather_sql[] = {
#embed "../../sql/ingest/import_weather.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_zabbix_items_sql[] = {
#embed "../../sql/ingest/import_zabbix_items.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_import_zones_sql[] = {
#embed "../../sql/ingest/import_zones.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_last_read_sql[] = {
#embed "../../sql/ingest/last_read.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_latest_malfunction_check_sql[] = {
#embed "../../sql/ingest/latest_malfunction_check.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_make_block_stage_sql[] = {
#embed "../../sql/ingest/make_block_stage.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_make_coefficient_stage_sql[] = {
#embed "../../sql/ingest/make_coefficient_stage.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_make_malfunctions_sql[] = {
#embed "../../sql/ingest/make_malfunctions.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_make_newest_readings_sql[] = {
#embed "../../sql/ingest/make_newest_readings.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_make_part_stage_sql[] = {
#embed "../../sql/ingest/make_part_stage.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_make_read_stage_sql[] = {
#embed "../../sql/ingest/make_read_stage.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_make_validated_day_sql[] = {
#embed "../../sql/ingest/make_validated_day.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_make_verdict_stage_sql[] = {
#embed "../../sql/ingest/make_verdict_stage.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_malfunctions_sql[] = {
#embed "../../sql/ingest/malfunctions.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_mappings_sql[] = {
#embed "../../sql/ingest/mappings.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_mark_stale_sql[] = {
#embed "../../sql/ingest/mark_stale.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_newest_plan_sql[] = {
#embed "../../sql/ingest/newest_plan.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_next_edit_sql[] = {
#embed "../../sql/ingest/next_edit.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_open_estimates_sql[] = {
#embed "../../sql/ingest/open_estimates.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_own_batch_sql[] = {
#embed "../../sql/ingest/own_batch.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_put_blocks_sql[] = {
#embed "../../sql/ingest/put_blocks.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_put_channels_sql[] = {
#embed "../../sql/ingest/put_channels.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_put_edit_sql[] = {
#embed "../../sql/ingest/put_edit.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_put_estimates_sql[] = {
#embed "../../sql/ingest/put_estimates.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_put_flexible_devices_sql[] = {
#embed "../../sql/ingest/put_flexible_devices.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_put_malfunction_messages_sql[] = {
#embed "../../sql/ingest/put_malfunction_messages.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_put_malfunctions_sql[] = {
#embed "../../sql/ingest/put_malfunctions.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_put_parts_sql[] = {
#embed "../../sql/ingest/put_parts.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_put_quality_sql[] = {
#embed "../../sql/ingest/put_quality.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_put_reads_sql[] = {
#embed "../../sql/ingest/put_reads.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_put_refusal_sql[] = {
#embed "../../sql/ingest/put_refusal.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_put_validation_sql[] = {
#embed "../../sql/ingest/put_validation.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_put_verdicts_sql[] = {
#embed "../../sql/ingest/put_verdicts.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_put_withdrawal_sql[] = {
#embed "../../sql/ingest/put_withdrawal.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_qualities_sql[] = {
#embed "../../sql/ingest/qualities.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_read_days_sql[] = {
#embed "../../sql/ingest/read_days.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_reads_sql[] = {
#embed "../../sql/ingest/reads.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_registry_sql[] = {
#embed "../../sql/ingest/registry.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_reject_groups_sql[] = {
#embed "../../sql/ingest/reject_groups.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_rejected_days_sql[] = {
#embed "../../sql/ingest/rejected_days.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_rejects_sql[] = {
#embed "../../sql/ingest/rejects.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_reset_zabbix_sql[] = {
#embed "../../sql/ingest/reset_zabbix.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_retry_batches_sql[] = {
#embed "../../sql/ingest/retry_batches.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_retry_rows_sql[] = {
#embed "../../sql/ingest/retry_rows.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_serials_sql[] = {
#embed "../../sql/ingest/serials.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_start_batch_sql[] = {
#embed "../../sql/ingest/start_batch.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_stored_flexible_devices_sql[] = {
#embed "../../sql/ingest/stored_flexible_devices.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_thermal_models_sql[] = {
#embed "../../sql/ingest/thermal_models.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_unbind_channels_sql[] = {
#embed "../../sql/ingest/unbind_channels.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_validated_days_sql[] = {
#embed "../../sql/ingest/validated_days.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_validated_meters_sql[] = {
#embed "../../sql/ingest/validated_meters.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_vee_blocks_sql[] = {
#embed "../../sql/ingest/vee_blocks.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_vee_brackets_sql[] = {
#embed "../../sql/ingest/vee_brackets.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_vee_capacities_sql[] = {
#embed "../../sql/ingest/vee_capacities.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_vee_clocks_sql[] = {
#embed "../../sql/ingest/vee_clocks.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_vee_communities_sql[] = {
#embed "../../sql/ingest/vee_communities.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_vee_gaps_sql[] = {
#embed "../../sql/ingest/vee_gaps.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_vee_holidays_sql[] = {
#embed "../../sql/ingest/vee_holidays.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_vee_indices_sql[] = {
#embed "../../sql/ingest/vee_indices.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_vee_memberships_sql[] = {
#embed "../../sql/ingest/vee_memberships.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_vee_parts_sql[] = {
#embed "../../sql/ingest/vee_parts.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_vee_rejected_sql[] = {
#embed "../../sql/ingest/vee_rejected.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_vee_rules_sql[] = {
#embed "../../sql/ingest/vee_rules.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_vee_sums_sql[] = {
#embed "../../sql/ingest/vee_sums.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_verdict_counts_sql[] = {
#embed "../../sql/ingest/verdict_counts.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_verdicts_sql[] = {
#embed "../../sql/ingest/verdicts.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_withdraw_batch_sql[] = {
#embed "../../sql/ingest/withdraw_batch.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_withdraw_blocks_sql[] = {
#embed "../../sql/ingest/withdraw_blocks.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_withdraw_dump_sql[] = {
#embed "../../sql/ingest/withdraw_dump.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_withdraw_reads_sql[] = {
#embed "../../sql/ingest/withdraw_reads.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_withdraw_rejects_sql[] = {
#embed "../../sql/ingest/withdraw_rejects.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_withdrawn_invoices_sql[] = {
#embed "../../sql/ingest/withdrawn_invoices.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_zabbix_floats_sql[] = {
#embed "../../sql/ingest/zabbix_floats.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_zabbix_found_sql[] = {
#embed "../../sql/ingest/zabbix_found.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_zabbix_integers_sql[] = {
#embed "../../sql/ingest/zabbix_integers.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_zabbix_items_sql[] = {
#embed "../../sql/ingest/zabbix_items.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_zabbix_position_sql[] = {
#embed "../../sql/ingest/zabbix_position.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_ingest_zabbix_version_sql[] = {
#embed "../../sql/ingest/zabbix_version.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_mail_attachments_sql[] = {
#embed "../../sql/mail/attachments.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_mail_claim_sql[] = {
#embed "../../sql/mail/claim.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_mail_expired_sql[] = {
#embed "../../sql/mail/expired.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_mail_mark_failed_sql[] = {
#embed "../../sql/mail/mark_failed.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_mail_mark_sent_sql[] = {
#embed "../../sql/mail/mark_sent.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_mail_put_invoices_sql[] = {
#embed "../../sql/mail/put_invoices.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_mail_put_notices_sql[] = {
#embed "../../sql/mail/put_notices.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_mail_retry_sql[] = {
#embed "../../sql/mail/retry.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_mail_unmailed_invoices_sql[] = {
#embed "../../sql/mail/unmailed_invoices.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_mail_unsent_sql[] = {
#embed "../../sql/mail/unsent.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_mail_waiting_sql[] = {
#embed "../../sql/mail/waiting.sql" suffix(, 0) if_empty(0)
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
static const unsigned char sql_migrations_0006_operation_sql[] = {
#embed "../../sql/migrations/0006_operation.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_migrations_0007_control_sql[] = {
#embed "../../sql/migrations/0007_control.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_migrations_0008_regulation_sql[] = {
#embed "../../sql/migrations/0008_regulation.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_migrations_0009_storage_sql[] = {
#embed "../../sql/migrations/0009_storage.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_migrations_0010_forecast_sql[] = {
#embed "../../sql/migrations/0010_forecast.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_migrations_0011_allocation_sql[] = {
#embed "../../sql/migrations/0011_allocation.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_migrations_0012_payment_sql[] = {
#embed "../../sql/migrations/0012_payment.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_migrations_0013_partner_sql[] = {
#embed "../../sql/migrations/0013_partner.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_migrations_0014_optimize_sql[] = {
#embed "../../sql/migrations/0014_optimize.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_migrations_0015_learning_sql[] = {
#embed "../../sql/migrations/0015_learning.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_migrations_0016_coordination_sql[] = {
#embed "../../sql/migrations/0016_coordination.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_migrations_0017_elfe_sql[] = {
#embed "../../sql/migrations/0017_elfe.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_migrations_0018_mail_sql[] = {
#embed "../../sql/migrations/0018_mail.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_migrations_0019_consent_sql[] = {
#embed "../../sql/migrations/0019_consent.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_migrations_0020_release_sql[] = {
#embed "../../sql/migrations/0020_release.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_migrations_0021_contact_sql[] = {
#embed "../../sql/migrations/0021_contact.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_migrations_0022_alias_sql[] = {
#embed "../../sql/migrations/0022_alias.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_migrations_0023_reads_sql[] = {
#embed "../../sql/migrations/0023_reads.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_migrations_0024_vee_sql[] = {
#embed "../../sql/migrations/0024_vee.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_migrations_0025_mapping_sql[] = {
#embed "../../sql/migrations/0025_mapping.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_migrations_0026_malfunction_sql[] = {
#embed "../../sql/migrations/0026_malfunction.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_asked_sql[] = {
#embed "../../sql/operate/asked.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_batteries_sql[] = {
#embed "../../sql/operate/batteries.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_battery_blocks_sql[] = {
#embed "../../sql/operate/battery_blocks.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_battery_chain_sql[] = {
#embed "../../sql/operate/battery_chain.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_battery_days_sql[] = {
#embed "../../sql/operate/battery_days.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_battery_inventory_sql[] = {
#embed "../../sql/operate/battery_inventory.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_battery_plan_rows_sql[] = {
#embed "../../sql/operate/battery_plan_rows.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_battery_plans_sql[] = {
#embed "../../sql/operate/battery_plans.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_battery_state_sql[] = {
#embed "../../sql/operate/battery_state.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_beyond_plan_sql[] = {
#embed "../../sql/operate/beyond_plan.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_charge_decisions_sql[] = {
#embed "../../sql/operate/charge_decisions.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_charge_requests_sql[] = {
#embed "../../sql/operate/charge_requests.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_charge_room_sql[] = {
#embed "../../sql/operate/charge_room.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_communities_sql[] = {
#embed "../../sql/operate/communities.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_communities_without_plant_sql[] = {
#embed "../../sql/operate/communities_without_plant.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_copy_battery_days_sql[] = {
#embed "../../sql/operate/copy_battery_days.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_copy_battery_plan_sql[] = {
#embed "../../sql/operate/copy_battery_plan.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_copy_battery_violations_sql[] = {
#embed "../../sql/operate/copy_battery_violations.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_copy_offers_sql[] = {
#embed "../../sql/operate/copy_offers.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_delete_battery_days_sql[] = {
#embed "../../sql/operate/delete_battery_days.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_delete_battery_plan_sql[] = {
#embed "../../sql/operate/delete_battery_plan.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_delete_charge_slots_sql[] = {
#embed "../../sql/operate/delete_charge_slots.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_delete_offers_sql[] = {
#embed "../../sql/operate/delete_offers.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_delete_replaced_slots_sql[] = {
#embed "../../sql/operate/delete_replaced_slots.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_demands_sql[] = {
#embed "../../sql/operate/demands.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_device_place_sql[] = {
#embed "../../sql/operate/device_place.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_directives_sql[] = {
#embed "../../sql/operate/directives.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_dispatch_demands_sql[] = {
#embed "../../sql/operate/dispatch_demands.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_due_charges_sql[] = {
#embed "../../sql/operate/due_charges.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_empty_supplier_requests_sql[] = {
#embed "../../sql/operate/empty_supplier_requests.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_expired_sql[] = {
#embed "../../sql/operate/expired.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_feed_in_prices_sql[] = {
#embed "../../sql/operate/feed_in_prices.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_fill_supplier_requests_sql[] = {
#embed "../../sql/operate/fill_supplier_requests.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_granted_power_sql[] = {
#embed "../../sql/operate/granted_power.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_loads_sql[] = {
#embed "../../sql/operate/loads.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_make_supplier_requests_sql[] = {
#embed "../../sql/operate/make_supplier_requests.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_mark_sent_sql[] = {
#embed "../../sql/operate/mark_sent.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_market_sql[] = {
#embed "../../sql/operate/market.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_market_prices_sql[] = {
#embed "../../sql/operate/market_prices.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_offered_days_sql[] = {
#embed "../../sql/operate/offered_days.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_offers_sql[] = {
#embed "../../sql/operate/offers.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_outlook_sql[] = {
#embed "../../sql/operate/outlook.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_planned_surplus_sql[] = {
#embed "../../sql/operate/planned_surplus.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_put_charge_decisions_sql[] = {
#embed "../../sql/operate/put_charge_decisions.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_put_charge_messages_sql[] = {
#embed "../../sql/operate/put_charge_messages.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_put_charge_slots_sql[] = {
#embed "../../sql/operate/put_charge_slots.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_put_demand_messages_sql[] = {
#embed "../../sql/operate/put_demand_messages.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_put_directive_messages_sql[] = {
#embed "../../sql/operate/put_directive_messages.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_put_directives_sql[] = {
#embed "../../sql/operate/put_directives.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_put_supplier_messages_sql[] = {
#embed "../../sql/operate/put_supplier_messages.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_put_supplier_requests_sql[] = {
#embed "../../sql/operate/put_supplier_requests.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_put_unmet_sql[] = {
#embed "../../sql/operate/put_unmet.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_settle_batteries_sql[] = {
#embed "../../sql/operate/settle_batteries.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_surplus_sql[] = {
#embed "../../sql/operate/surplus.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_switchable_devices_sql[] = {
#embed "../../sql/operate/switchable_devices.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_operate_unsent_sql[] = {
#embed "../../sql/operate/unsent.sql" suffix(, 0) if_empty(0)
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
static const unsigned char sql_optimize_balance_days_sql[] = {
#embed "../../sql/optimize/balance_days.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_community_sql[] = {
#embed "../../sql/optimize/community.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_compare_days_sql[] = {
#embed "../../sql/optimize/compare_days.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_copy_plan_sql[] = {
#embed "../../sql/optimize/copy_plan.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_copy_published_sql[] = {
#embed "../../sql/optimize/copy_published.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_curve_community_sql[] = {
#embed "../../sql/optimize/curve_community.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_delete_output_result_sql[] = {
#embed "../../sql/optimize/delete_output_result.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_delete_output_result_ecs_sql[] = {
#embed "../../sql/optimize/delete_output_result_ecs.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_delete_run_sql[] = {
#embed "../../sql/optimize/delete_run.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_delete_same_cycles_sql[] = {
#embed "../../sql/optimize/delete_same_cycles.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_delete_warnings_sql[] = {
#embed "../../sql/optimize/delete_warnings.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_earlier_conditions_sql[] = {
#embed "../../sql/optimize/earlier_conditions.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_earlier_decisions_sql[] = {
#embed "../../sql/optimize/earlier_decisions.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_earlier_run_sql[] = {
#embed "../../sql/optimize/earlier_run.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_ems_batteries_sql[] = {
#embed "../../sql/optimize/ems_batteries.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_ems_communities_sql[] = {
#embed "../../sql/optimize/ems_communities.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_ems_emissions_sql[] = {
#embed "../../sql/optimize/ems_emissions.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_ems_prices_sql[] = {
#embed "../../sql/optimize/ems_prices.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_executed_loads_sql[] = {
#embed "../../sql/optimize/executed_loads.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_flexible_devices_sql[] = {
#embed "../../sql/optimize/flexible_devices.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_indoor_temperatures_sql[] = {
#embed "../../sql/optimize/indoor_temperatures.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_learned_energies_sql[] = {
#embed "../../sql/optimize/learned_energies.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_learned_profiles_sql[] = {
#embed "../../sql/optimize/learned_profiles.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_make_output_curve_with_sql[] = {
#embed "../../sql/optimize/make_output_curve_with.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_make_output_curve_without_sql[] = {
#embed "../../sql/optimize/make_output_curve_without.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_make_output_result_sql[] = {
#embed "../../sql/optimize/make_output_result.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_make_output_result_ecs_sql[] = {
#embed "../../sql/optimize/make_output_result_ecs.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_make_output_run_info_sql[] = {
#embed "../../sql/optimize/make_output_run_info.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_make_published_sql[] = {
#embed "../../sql/optimize/make_published.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_meter_blocks_sql[] = {
#embed "../../sql/optimize/meter_blocks.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_metered_devices_sql[] = {
#embed "../../sql/optimize/metered_devices.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_newest_run_sql[] = {
#embed "../../sql/optimize/newest_run.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_outdoor_hours_sql[] = {
#embed "../../sql/optimize/outdoor_hours.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_outer_devices_sql[] = {
#embed "../../sql/optimize/outer_devices.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_outer_ids_sql[] = {
#embed "../../sql/optimize/outer_ids.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_outlook_sql[] = {
#embed "../../sql/optimize/outlook.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_piloted_meters_sql[] = {
#embed "../../sql/optimize/piloted_meters.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_planned_communities_sql[] = {
#embed "../../sql/optimize/planned_communities.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_published_devices_sql[] = {
#embed "../../sql/optimize/published_devices.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_published_run_sql[] = {
#embed "../../sql/optimize/published_run.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_put_cycle_settings_sql[] = {
#embed "../../sql/optimize/put_cycle_settings.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_put_cycles_sql[] = {
#embed "../../sql/optimize/put_cycles.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_put_output_curve_with_sql[] = {
#embed "../../sql/optimize/put_output_curve_with.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_put_output_curve_without_sql[] = {
#embed "../../sql/optimize/put_output_curve_without.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_put_output_result_sql[] = {
#embed "../../sql/optimize/put_output_result.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_put_output_result_ecs_sql[] = {
#embed "../../sql/optimize/put_output_result_ecs.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_put_output_run_info_sql[] = {
#embed "../../sql/optimize/put_output_run_info.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_put_run_sql[] = {
#embed "../../sql/optimize/put_run.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_put_warnings_sql[] = {
#embed "../../sql/optimize/put_warnings.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_put_water_energies_sql[] = {
#embed "../../sql/optimize/put_water_energies.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_run_of_sql[] = {
#embed "../../sql/optimize/run_of.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_standing_decisions_sql[] = {
#embed "../../sql/optimize/standing_decisions.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_stored_cycles_sql[] = {
#embed "../../sql/optimize/stored_cycles.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_stored_water_energies_sql[] = {
#embed "../../sql/optimize/stored_water_energies.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_optimize_use_schema_sql[] = {
#embed "../../sql/optimize/use_schema.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_partner_balance_sql[] = {
#embed "../../sql/partner/balance.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_partner_community_codes_sql[] = {
#embed "../../sql/partner/community_codes.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_partner_consumption_days_sql[] = {
#embed "../../sql/partner/consumption_days.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_partner_customer_sql[] = {
#embed "../../sql/partner/customer.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_partner_days_over_sql[] = {
#embed "../../sql/partner/days_over.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_partner_entry_sql[] = {
#embed "../../sql/partner/entry.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_partner_has_address_sql[] = {
#embed "../../sql/partner/has_address.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_partner_has_pseudonyms_sql[] = {
#embed "../../sql/partner/has_pseudonyms.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_partner_ledger_sql[] = {
#embed "../../sql/partner/ledger.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_partner_lock_partner_sql[] = {
#embed "../../sql/partner/lock_partner.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_partner_lock_releases_sql[] = {
#embed "../../sql/partner/lock_releases.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_partner_order_communities_sql[] = {
#embed "../../sql/partner/order_communities.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_partner_order_meters_sql[] = {
#embed "../../sql/partner/order_meters.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_partner_package_sql[] = {
#embed "../../sql/partner/package.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_partner_partners_sql[] = {
#embed "../../sql/partner/partners.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_partner_privacy_rule_sql[] = {
#embed "../../sql/partner/privacy_rule.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_partner_producers_sql[] = {
#embed "../../sql/partner/producers.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_partner_product_sql[] = {
#embed "../../sql/partner/product.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_partner_production_days_sql[] = {
#embed "../../sql/partner/production_days.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_partner_put_entry_sql[] = {
#embed "../../sql/partner/put_entry.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_partner_put_mail_sql[] = {
#embed "../../sql/partner/put_mail.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_partner_put_package_sql[] = {
#embed "../../sql/partner/put_package.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_partner_put_release_sql[] = {
#embed "../../sql/partner/put_release.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_partner_put_release_meters_sql[] = {
#embed "../../sql/partner/put_release_meters.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_partner_put_release_sources_sql[] = {
#embed "../../sql/partner/put_release_sources.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_partner_put_request_sql[] = {
#embed "../../sql/partner/put_request.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_partner_put_subscription_sql[] = {
#embed "../../sql/partner/put_subscription.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_partner_release_day_sql[] = {
#embed "../../sql/partner/release_day.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_partner_release_meters_sql[] = {
#embed "../../sql/partner/release_meters.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_partner_releases_sql[] = {
#embed "../../sql/partner/releases.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_partner_requests_sql[] = {
#embed "../../sql/partner/requests.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_partner_subscriptions_sql[] = {
#embed "../../sql/partner/subscriptions.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_partner_told_sql[] = {
#embed "../../sql/partner/told.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_partner_transfer_blocks_sql[] = {
#embed "../../sql/partner/transfer_blocks.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_partner_transfer_consent_sql[] = {
#embed "../../sql/partner/transfer_consent.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_partner_transfer_meters_sql[] = {
#embed "../../sql/partner/transfer_meters.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_partner_windows_sql[] = {
#embed "../../sql/partner/windows.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_accounts_sql[] = {
#embed "../../sql/reports/accounts.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_autarky_communities_sql[] = {
#embed "../../sql/reports/autarky_communities.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_autarky_meters_sql[] = {
#embed "../../sql/reports/autarky_meters.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_balance_sql[] = {
#embed "../../sql/reports/balance.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_balance_check_sql[] = {
#embed "../../sql/reports/balance_check.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_communities_sql[] = {
#embed "../../sql/reports/communities.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_days_sql[] = {
#embed "../../sql/reports/days.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_directives_sql[] = {
#embed "../../sql/reports/directives.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_ems_curve_sql[] = {
#embed "../../sql/reports/ems_curve.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_ems_days_sql[] = {
#embed "../../sql/reports/ems_days.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_ems_devices_sql[] = {
#embed "../../sql/reports/ems_devices.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_ems_lanes_sql[] = {
#embed "../../sql/reports/ems_lanes.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_fill_ems_loads_sql[] = {
#embed "../../sql/reports/fill_ems_loads.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_fill_ems_steps_sql[] = {
#embed "../../sql/reports/fill_ems_steps.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_household_bills_sql[] = {
#embed "../../sql/reports/household_bills.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_household_days_sql[] = {
#embed "../../sql/reports/household_days.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_household_devices_sql[] = {
#embed "../../sql/reports/household_devices.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_household_earlier_sql[] = {
#embed "../../sql/reports/household_earlier.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_household_known_sql[] = {
#embed "../../sql/reports/household_known.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_household_pages_sql[] = {
#embed "../../sql/reports/household_pages.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_household_places_sql[] = {
#embed "../../sql/reports/household_places.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_invoices_sql[] = {
#embed "../../sql/reports/invoices.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_make_ems_load_sql[] = {
#embed "../../sql/reports/make_ems_load.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_make_ems_step_sql[] = {
#embed "../../sql/reports/make_ems_step.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_malfunction_list_sql[] = {
#embed "../../sql/reports/malfunction_list.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_malfunctions_sql[] = {
#embed "../../sql/reports/malfunctions.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_meter_months_sql[] = {
#embed "../../sql/reports/meter_months.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_meters_sql[] = {
#embed "../../sql/reports/meters.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_partners_sql[] = {
#embed "../../sql/reports/partners.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_quality_sql[] = {
#embed "../../sql/reports/quality.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_rejects_sql[] = {
#embed "../../sql/reports/rejects.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_revenue_sql[] = {
#embed "../../sql/reports/revenue.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_sharing_sql[] = {
#embed "../../sql/reports/sharing.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_sharing_days_sql[] = {
#embed "../../sql/reports/sharing_days.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_silent_meters_sql[] = {
#embed "../../sql/reports/silent_meters.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_span_sql[] = {
#embed "../../sql/reports/span.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_usage_community_days_sql[] = {
#embed "../../sql/reports/usage_community_days.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_usage_community_slots_sql[] = {
#embed "../../sql/reports/usage_community_slots.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_usage_meter_days_sql[] = {
#embed "../../sql/reports/usage_meter_days.sql" suffix(, 0) if_empty(0)
};
static const unsigned char sql_reports_usage_meter_slots_sql[] = {
#embed "../../sql/reports/usage_meter_slots.sql" suffix(, 0) if_empty(0)
};

static const struct embedded_file files[] = {
  {"Help/aggregate.md", Help_aggregate_md, sizeof Help_aggregate_md - 1},
  {"Help/allocate-compare.md", Help_allocate_compare_md, sizeof Help_allocate_compare_md - 1},
  {"Help/allocate-export.md", Help_allocate_export_md, sizeof Help_allocate_export_md - 1},
  {"Help/allocate.md", Help_allocate_md, sizeof Help_allocate_md - 1},
  {"Help/autarky-changes.md", Help_autarky_changes_md, sizeof Help_autarky_changes_md - 1},
  {"Help/autarky-list.md", Help_autarky_list_md, sizeof Help_autarky_list_md - 1},
  {"Help/balance-request.md", Help_balance_request_md, sizeof Help_balance_request_md - 1},
  {"Help/balance.md", Help_balance_md, sizeof Help_balance_md - 1},
  {"Help/battery-list.md", Help_battery_list_md, sizeof Help_battery_list_md - 1},
  {"Help/battery-plan.md", Help_battery_plan_md, sizeof Help_battery_plan_md - 1},
  {"Help/battery-replay.md", Help_battery_replay_md, sizeof Help_battery_replay_md - 1},
  {"Help/battery-settle.md", Help_battery_settle_md, sizeof Help_battery_settle_md - 1},
  {"Help/bill-collect.md", Help_bill_collect_md, sizeof Help_bill_collect_md - 1},
  {"Help/bill-correct.md", Help_bill_correct_md, sizeof Help_bill_correct_md - 1},
  {"Help/bill-estimate.md", Help_bill_estimate_md, sizeof Help_bill_estimate_md - 1},
  {"Help/bill-export.md", Help_bill_export_md, sizeof Help_bill_export_md - 1},
  {"Help/bill-issue.md", Help_bill_issue_md, sizeof Help_bill_issue_md - 1},
  {"Help/bill-journal.md", Help_bill_journal_md, sizeof Help_bill_journal_md - 1},
  {"Help/bill-list.md", Help_bill_list_md, sizeof Help_bill_list_md - 1},
  {"Help/bill-open.md", Help_bill_open_md, sizeof Help_bill_open_md - 1},
  {"Help/bill-payments.md", Help_bill_payments_md, sizeof Help_bill_payments_md - 1},
  {"Help/bill-print.md", Help_bill_print_md, sizeof Help_bill_print_md - 1},
  {"Help/bill-run.md", Help_bill_run_md, sizeof Help_bill_run_md - 1},
  {"Help/bill-show.md", Help_bill_show_md, sizeof Help_bill_show_md - 1},
  {"Help/bill-simulate.md", Help_bill_simulate_md, sizeof Help_bill_simulate_md - 1},
  {"Help/bill-xml.md", Help_bill_xml_md, sizeof Help_bill_xml_md - 1},
  {"Help/bill-year.md", Help_bill_year_md, sizeof Help_bill_year_md - 1},
  {"Help/charge-authorize.md", Help_charge_authorize_md, sizeof Help_charge_authorize_md - 1},
  {"Help/charge-check.md", Help_charge_check_md, sizeof Help_charge_check_md - 1},
  {"Help/charge-request.md", Help_charge_request_md, sizeof Help_charge_request_md - 1},
  {"Help/charge-slots.md", Help_charge_slots_md, sizeof Help_charge_slots_md - 1},
  {"Help/check-freshness.md", Help_check_freshness_md, sizeof Help_check_freshness_md - 1},
  {"Help/check-meters.md", Help_check_meters_md, sizeof Help_check_meters_md - 1},
  {"Help/check.md", Help_check_md, sizeof Help_check_md - 1},
  {"Help/db-init.md", Help_db_init_md, sizeof Help_db_init_md - 1},
  {"Help/db-migrate.md", Help_db_migrate_md, sizeof Help_db_migrate_md - 1},
  {"Help/db-psql.md", Help_db_psql_md, sizeof Help_db_psql_md - 1},
  {"Help/db-start.md", Help_db_start_md, sizeof Help_db_start_md - 1},
  {"Help/db-status.md", Help_db_status_md, sizeof Help_db_status_md - 1},
  {"Help/db-stop.md", Help_db_stop_md, sizeof Help_db_stop_md - 1},
  {"Help/demand-announce.md", Help_demand_announce_md, sizeof Help_demand_announce_md - 1},
  {"Help/demand-dispatch.md", Help_demand_dispatch_md, sizeof Help_demand_dispatch_md - 1},
  {"Help/demand-list.md", Help_demand_list_md, sizeof Help_demand_list_md - 1},
  {"Help/demo.md", Help_demo_md, sizeof Help_demo_md - 1},
  {"Help/directives-list.md", Help_directives_list_md, sizeof Help_directives_list_md - 1},
  {"Help/directives-set.md", Help_directives_set_md, sizeof Help_directives_set_md - 1},
  {"Help/dumps-list.md", Help_dumps_list_md, sizeof Help_dumps_list_md - 1},
  {"Help/dumps-withdraw.md", Help_dumps_withdraw_md, sizeof Help_dumps_withdraw_md - 1},
  {"Help/ems-acquire.md", Help_ems_acquire_md, sizeof Help_ems_acquire_md - 1},
  {"Help/ems-compare.md", Help_ems_compare_md, sizeof Help_ems_compare_md - 1},
  {"Help/ems-current.md", Help_ems_current_md, sizeof Help_ems_current_md - 1},
  {"Help/ems-learn.md", Help_ems_learn_md, sizeof Help_ems_learn_md - 1},
  {"Help/ems-plan.md", Help_ems_plan_md, sizeof Help_ems_plan_md - 1},
  {"Help/ems-publish.md", Help_ems_publish_md, sizeof Help_ems_publish_md - 1},
  {"Help/ems-replay.md", Help_ems_replay_md, sizeof Help_ems_replay_md - 1},
  {"Help/ems-solve.md", Help_ems_solve_md, sizeof Help_ems_solve_md - 1},
  {"Help/ems-sync.md", Help_ems_sync_md, sizeof Help_ems_sync_md - 1},
  {"Help/forecast-backtest.md", Help_forecast_backtest_md, sizeof Help_forecast_backtest_md - 1},
  {"Help/forecast-balance.md", Help_forecast_balance_md, sizeof Help_forecast_balance_md - 1},
  {"Help/forecast-next-hour.md", Help_forecast_next_hour_md, sizeof Help_forecast_next_hour_md - 1},
  {"Help/forecast-run.md", Help_forecast_run_md, sizeof Help_forecast_run_md - 1},
  {"Help/help.md", Help_help_md, sizeof Help_help_md - 1},
  {"Help/import.md", Help_import_md, sizeof Help_import_md - 1},
  {"Help/ingest.md", Help_ingest_md, sizeof Help_ingest_md - 1},
  {"Help/mapping.md", Help_mapping_md, sizeof Help_mapping_md - 1},
  {"Help/notify.md", Help_notify_md, sizeof Help_notify_md - 1},
  {"Help/partner-export.md", Help_partner_export_md, sizeof Help_partner_export_md - 1},
  {"Help/partner-invoice.md", Help_partner_invoice_md, sizeof Help_partner_invoice_md - 1},
  {"Help/partner-ledger.md", Help_partner_ledger_md, sizeof Help_partner_ledger_md - 1},
  {"Help/partner-list.md", Help_partner_list_md, sizeof Help_partner_list_md - 1},
  {"Help/partner-refund.md", Help_partner_refund_md, sizeof Help_partner_refund_md - 1},
  {"Help/partner-request.md", Help_partner_request_md, sizeof Help_partner_request_md - 1},
  {"Help/partner-subscribe.md", Help_partner_subscribe_md, sizeof Help_partner_subscribe_md - 1},
  {"Help/partner-topup.md", Help_partner_topup_md, sizeof Help_partner_topup_md - 1},
  {"Help/peaks.md", Help_peaks_md, sizeof Help_peaks_md - 1},
  {"Help/reads-list.md", Help_reads_list_md, sizeof Help_reads_list_md - 1},
  {"Help/regulate.md", Help_regulate_md, sizeof Help_regulate_md - 1},
  {"Help/rejects-list.md", Help_rejects_list_md, sizeof Help_rejects_list_md - 1},
  {"Help/rejects-retry.md", Help_rejects_retry_md, sizeof Help_rejects_retry_md - 1},
  {"Help/report-balance.md", Help_report_balance_md, sizeof Help_report_balance_md - 1},
  {"Help/report-directives.md", Help_report_directives_md, sizeof Help_report_directives_md - 1},
  {"Help/report-ems.md", Help_report_ems_md, sizeof Help_report_ems_md - 1},
  {"Help/report-household.md", Help_report_household_md, sizeof Help_report_household_md - 1},
  {"Help/report-list.md", Help_report_list_md, sizeof Help_report_list_md - 1},
  {"Help/report-malfunctions.md", Help_report_malfunctions_md, sizeof Help_report_malfunctions_md - 1},
  {"Help/report-management.md", Help_report_management_md, sizeof Help_report_management_md - 1},
  {"Help/report-pack.md", Help_report_pack_md, sizeof Help_report_pack_md - 1},
  {"Help/report-peaks.md", Help_report_peaks_md, sizeof Help_report_peaks_md - 1},
  {"Help/report-quality.md", Help_report_quality_md, sizeof Help_report_quality_md - 1},
  {"Help/report-sharing.md", Help_report_sharing_md, sizeof Help_report_sharing_md - 1},
  {"Help/report-usage.md", Help_report_usage_md, sizeof Help_report_usage_md - 1},
  {"Help/runs-list.md", Help_runs_list_md, sizeof Help_runs_list_md - 1},
  {"Help/simulate.md", Help_simulate_md, sizeof Help_simulate_md - 1},
  {"Help/sql.md", Help_sql_md, sizeof Help_sql_md - 1},
  {"Help/vee-edit.md", Help_vee_edit_md, sizeof Help_vee_edit_md - 1},
  {"Help/vee-history.md", Help_vee_history_md, sizeof Help_vee_history_md - 1},
  {"Help/vee-list.md", Help_vee_list_md, sizeof Help_vee_list_md - 1},
  {"Help/vee-run.md", Help_vee_run_md, sizeof Help_vee_run_md - 1},
  {"Help/vpp-offer.md", Help_vpp_offer_md, sizeof Help_vpp_offer_md - 1},
  {"Help/vpp-settle.md", Help_vpp_settle_md, sizeof Help_vpp_settle_md - 1},
  {"sql/aggregate/aggregated_days.sql", sql_aggregate_aggregated_days_sql, sizeof sql_aggregate_aggregated_days_sql - 1},
  {"sql/aggregate/allocated_members.sql", sql_aggregate_allocated_members_sql, sizeof sql_aggregate_allocated_members_sql - 1},
  {"sql/aggregate/autarky_changes.sql", sql_aggregate_autarky_changes_sql, sizeof sql_aggregate_autarky_changes_sql - 1},
  {"sql/aggregate/balance.sql", sql_aggregate_balance_sql, sizeof sql_aggregate_balance_sql - 1},
  {"sql/aggregate/copy_allocation.sql", sql_aggregate_copy_allocation_sql, sizeof sql_aggregate_copy_allocation_sql - 1},
  {"sql/aggregate/copy_community_allocation.sql", sql_aggregate_copy_community_allocation_sql, sizeof sql_aggregate_copy_community_allocation_sql - 1},
  {"sql/aggregate/copy_community_days.sql", sql_aggregate_copy_community_days_sql, sizeof sql_aggregate_copy_community_days_sql - 1},
  {"sql/aggregate/copy_meter_days.sql", sql_aggregate_copy_meter_days_sql, sizeof sql_aggregate_copy_meter_days_sql - 1},
  {"sql/aggregate/days_without_totals.sql", sql_aggregate_days_without_totals_sql, sizeof sql_aggregate_days_without_totals_sql - 1},
  {"sql/aggregate/delete_allocation.sql", sql_aggregate_delete_allocation_sql, sizeof sql_aggregate_delete_allocation_sql - 1},
  {"sql/aggregate/delete_community_allocation.sql", sql_aggregate_delete_community_allocation_sql, sizeof sql_aggregate_delete_community_allocation_sql - 1},
  {"sql/aggregate/delete_community_days.sql", sql_aggregate_delete_community_days_sql, sizeof sql_aggregate_delete_community_days_sql - 1},
  {"sql/aggregate/delete_forecast.sql", sql_aggregate_delete_forecast_sql, sizeof sql_aggregate_delete_forecast_sql - 1},
  {"sql/aggregate/delete_forecast_choice.sql", sql_aggregate_delete_forecast_choice_sql, sizeof sql_aggregate_delete_forecast_choice_sql - 1},
  {"sql/aggregate/delete_meter_days.sql", sql_aggregate_delete_meter_days_sql, sizeof sql_aggregate_delete_meter_days_sql - 1},
  {"sql/aggregate/empty_unit.sql", sql_aggregate_empty_unit_sql, sizeof sql_aggregate_empty_unit_sql - 1},
  {"sql/aggregate/forecast_communities.sql", sql_aggregate_forecast_communities_sql, sizeof sql_aggregate_forecast_communities_sql - 1},
  {"sql/aggregate/forecast_days.sql", sql_aggregate_forecast_days_sql, sizeof sql_aggregate_forecast_days_sql - 1},
  {"sql/aggregate/forecast_weather.sql", sql_aggregate_forecast_weather_sql, sizeof sql_aggregate_forecast_weather_sql - 1},
  {"sql/aggregate/imbalance.sql", sql_aggregate_imbalance_sql, sizeof sql_aggregate_imbalance_sql - 1},
  {"sql/aggregate/make_unit.sql", sql_aggregate_make_unit_sql, sizeof sql_aggregate_make_unit_sql - 1},
  {"sql/aggregate/mark_allocation.sql", sql_aggregate_mark_allocation_sql, sizeof sql_aggregate_mark_allocation_sql - 1},
  {"sql/aggregate/mark_allocation_period.sql", sql_aggregate_mark_allocation_period_sql, sizeof sql_aggregate_mark_allocation_period_sql - 1},
  {"sql/aggregate/mark_period.sql", sql_aggregate_mark_period_sql, sizeof sql_aggregate_mark_period_sql - 1},
  {"sql/aggregate/open_allocation.sql", sql_aggregate_open_allocation_sql, sizeof sql_aggregate_open_allocation_sql - 1},
  {"sql/aggregate/other_meter_days.sql", sql_aggregate_other_meter_days_sql, sizeof sql_aggregate_other_meter_days_sql - 1},
  {"sql/aggregate/peaks.sql", sql_aggregate_peaks_sql, sizeof sql_aggregate_peaks_sql - 1},
  {"sql/aggregate/plant_power.sql", sql_aggregate_plant_power_sql, sizeof sql_aggregate_plant_power_sql - 1},
  {"sql/aggregate/put_client_autarky.sql", sql_aggregate_put_client_autarky_sql, sizeof sql_aggregate_put_client_autarky_sql - 1},
  {"sql/aggregate/put_community_autarky.sql", sql_aggregate_put_community_autarky_sql, sizeof sql_aggregate_put_community_autarky_sql - 1},
  {"sql/aggregate/put_forecast.sql", sql_aggregate_put_forecast_sql, sizeof sql_aggregate_put_forecast_sql - 1},
  {"sql/aggregate/put_forecast_choice.sql", sql_aggregate_put_forecast_choice_sql, sizeof sql_aggregate_put_forecast_choice_sql - 1},
  {"sql/aggregate/sharing_coefficients.sql", sql_aggregate_sharing_coefficients_sql, sizeof sql_aggregate_sharing_coefficients_sql - 1},
  {"sql/aggregate/sharing_days.sql", sql_aggregate_sharing_days_sql, sizeof sql_aggregate_sharing_days_sql - 1},
  {"sql/aggregate/sharing_members.sql", sql_aggregate_sharing_members_sql, sizeof sql_aggregate_sharing_members_sql - 1},
  {"sql/aggregate/sharing_use.sql", sql_aggregate_sharing_use_sql, sizeof sql_aggregate_sharing_use_sql - 1},
  {"sql/aggregate/stale_communities.sql", sql_aggregate_stale_communities_sql, sizeof sql_aggregate_stale_communities_sql - 1},
  {"sql/aggregate/take_stale.sql", sql_aggregate_take_stale_sql, sizeof sql_aggregate_take_stale_sql - 1},
  {"sql/aggregate/take_unallocated.sql", sql_aggregate_take_unallocated_sql, sizeof sql_aggregate_take_unallocated_sql - 1},
  {"sql/aggregate/unallocated_communities.sql", sql_aggregate_unallocated_communities_sql, sizeof sql_aggregate_unallocated_communities_sql - 1},
  {"sql/aggregate/unit_blocks.sql", sql_aggregate_unit_blocks_sql, sizeof sql_aggregate_unit_blocks_sql - 1},
  {"sql/aggregate/unit_days.sql", sql_aggregate_unit_days_sql, sizeof sql_aggregate_unit_days_sql - 1},
  {"sql/aggregate/unit_members.sql", sql_aggregate_unit_members_sql, sizeof sql_aggregate_unit_members_sql - 1},
  {"sql/aggregate/unit_strays.sql", sql_aggregate_unit_strays_sql, sizeof sql_aggregate_unit_strays_sql - 1},
  {"sql/aggregate/unlimited.sql", sql_aggregate_unlimited_sql, sizeof sql_aggregate_unlimited_sql - 1},
  {"sql/aggregate/unready_days.sql", sql_aggregate_unready_days_sql, sizeof sql_aggregate_unready_days_sql - 1},
  {"sql/billing/analyze_issue.sql", sql_billing_analyze_issue_sql, sizeof sql_billing_analyze_issue_sql - 1},
  {"sql/billing/bill_credits.sql", sql_billing_bill_credits_sql, sizeof sql_billing_bill_credits_sql - 1},
  {"sql/billing/bill_history.sql", sql_billing_bill_history_sql, sizeof sql_billing_bill_history_sql - 1},
  {"sql/billing/bill_keys.sql", sql_billing_bill_keys_sql, sizeof sql_billing_bill_keys_sql - 1},
  {"sql/billing/bill_lines.sql", sql_billing_bill_lines_sql, sizeof sql_billing_bill_lines_sql - 1},
  {"sql/billing/bill_page.sql", sql_billing_bill_page_sql, sizeof sql_billing_bill_page_sql - 1},
  {"sql/billing/bill_vat.sql", sql_billing_bill_vat_sql, sizeof sql_billing_bill_vat_sql - 1},
  {"sql/billing/billed_months.sql", sql_billing_billed_months_sql, sizeof sql_billing_billed_months_sql - 1},
  {"sql/billing/blocks.sql", sql_billing_blocks_sql, sizeof sql_billing_blocks_sql - 1},
  {"sql/billing/calendar_days.sql", sql_billing_calendar_days_sql, sizeof sql_billing_calendar_days_sql - 1},
  {"sql/billing/clear_slices.sql", sql_billing_clear_slices_sql, sizeof sql_billing_clear_slices_sql - 1},
  {"sql/billing/collectable.sql", sql_billing_collectable_sql, sizeof sql_billing_collectable_sql - 1},
  {"sql/billing/collection.sql", sql_billing_collection_sql, sizeof sql_billing_collection_sql - 1},
  {"sql/billing/collection_debits.sql", sql_billing_collection_debits_sql, sizeof sql_billing_collection_debits_sql - 1},
  {"sql/billing/collection_items.sql", sql_billing_collection_items_sql, sizeof sql_billing_collection_items_sql - 1},
  {"sql/billing/communities.sql", sql_billing_communities_sql, sizeof sql_billing_communities_sql - 1},
  {"sql/billing/copy_energy.sql", sql_billing_copy_energy_sql, sizeof sql_billing_copy_energy_sql - 1},
  {"sql/billing/copy_slices.sql", sql_billing_copy_slices_sql, sizeof sql_billing_copy_slices_sql - 1},
  {"sql/billing/creditor.sql", sql_billing_creditor_sql, sizeof sql_billing_creditor_sql - 1},
  {"sql/billing/customer.sql", sql_billing_customer_sql, sizeof sql_billing_customer_sql - 1},
  {"sql/billing/customer_communities.sql", sql_billing_customer_communities_sql, sizeof sql_billing_customer_communities_sql - 1},
  {"sql/billing/delete_drafts.sql", sql_billing_delete_drafts_sql, sizeof sql_billing_delete_drafts_sql - 1},
  {"sql/billing/delete_issued_drafts.sql", sql_billing_delete_issued_drafts_sql, sizeof sql_billing_delete_issued_drafts_sql - 1},
  {"sql/billing/delete_rated.sql", sql_billing_delete_rated_sql, sizeof sql_billing_delete_rated_sql - 1},
  {"sql/billing/documents_paid.sql", sql_billing_documents_paid_sql, sizeof sql_billing_documents_paid_sql - 1},
  {"sql/billing/draft_totals.sql", sql_billing_draft_totals_sql, sizeof sql_billing_draft_totals_sql - 1},
  {"sql/billing/drafted_months.sql", sql_billing_drafted_months_sql, sizeof sql_billing_drafted_months_sql - 1},
  {"sql/billing/drawn_energy.sql", sql_billing_drawn_energy_sql, sizeof sql_billing_drawn_energy_sql - 1},
  {"sql/billing/empty_correction.sql", sql_billing_empty_correction_sql, sizeof sql_billing_empty_correction_sql - 1},
  {"sql/billing/empty_issue.sql", sql_billing_empty_issue_sql, sizeof sql_billing_empty_issue_sql - 1},
  {"sql/billing/estimate_errors.sql", sql_billing_estimate_errors_sql, sizeof sql_billing_estimate_errors_sql - 1},
  {"sql/billing/export_documents.sql", sql_billing_export_documents_sql, sizeof sql_billing_export_documents_sql - 1},
  {"sql/billing/export_lines.sql", sql_billing_export_lines_sql, sizeof sql_billing_export_lines_sql - 1},
  {"sql/billing/export_vat.sql", sql_billing_export_vat_sql, sizeof sql_billing_export_vat_sql - 1},
  {"sql/billing/fill_correction.sql", sql_billing_fill_correction_sql, sizeof sql_billing_fill_correction_sql - 1},
  {"sql/billing/fill_correction_line.sql", sql_billing_fill_correction_line_sql, sizeof sql_billing_fill_correction_line_sql - 1},
  {"sql/billing/fill_issue.sql", sql_billing_fill_issue_sql, sizeof sql_billing_fill_issue_sql - 1},
  {"sql/billing/fill_set_off.sql", sql_billing_fill_set_off_sql, sizeof sql_billing_fill_set_off_sql - 1},
  {"sql/billing/homeless_contracts.sql", sql_billing_homeless_contracts_sql, sizeof sql_billing_homeless_contracts_sql - 1},
  {"sql/billing/incomplete_drafts.sql", sql_billing_incomplete_drafts_sql, sizeof sql_billing_incomplete_drafts_sql - 1},
  {"sql/billing/invoice_lines.sql", sql_billing_invoice_lines_sql, sizeof sql_billing_invoice_lines_sql - 1},
  {"sql/billing/invoice_vat.sql", sql_billing_invoice_vat_sql, sizeof sql_billing_invoice_vat_sql - 1},
  {"sql/billing/invoices.sql", sql_billing_invoices_sql, sizeof sql_billing_invoices_sql - 1},
  {"sql/billing/issue_counts.sql", sql_billing_issue_counts_sql, sizeof sql_billing_issue_counts_sql - 1},
  {"sql/billing/issue_invoices.sql", sql_billing_issue_invoices_sql, sizeof sql_billing_issue_invoices_sql - 1},
  {"sql/billing/issue_lines.sql", sql_billing_issue_lines_sql, sizeof sql_billing_issue_lines_sql - 1},
  {"sql/billing/issue_partner_invoices.sql", sql_billing_issue_partner_invoices_sql, sizeof sql_billing_issue_partner_invoices_sql - 1},
  {"sql/billing/issue_set_off.sql", sql_billing_issue_set_off_sql, sizeof sql_billing_issue_set_off_sql - 1},
  {"sql/billing/issue_vat.sql", sql_billing_issue_vat_sql, sizeof sql_billing_issue_vat_sql - 1},
  {"sql/billing/issued_differences.sql", sql_billing_issued_differences_sql, sizeof sql_billing_issued_differences_sql - 1},
  {"sql/billing/issued_months.sql", sql_billing_issued_months_sql, sizeof sql_billing_issued_months_sql - 1},
  {"sql/billing/journal.sql", sql_billing_journal_sql, sizeof sql_billing_journal_sql - 1},
  {"sql/billing/known_payments.sql", sql_billing_known_payments_sql, sizeof sql_billing_known_payments_sql - 1},
  {"sql/billing/last_year_energy.sql", sql_billing_last_year_energy_sql, sizeof sql_billing_last_year_energy_sql - 1},
  {"sql/billing/latest_issue.sql", sql_billing_latest_issue_sql, sizeof sql_billing_latest_issue_sql - 1},
  {"sql/billing/latest_partner_issue.sql", sql_billing_latest_partner_issue_sql, sizeof sql_billing_latest_partner_issue_sql - 1},
  {"sql/billing/lock_issue.sql", sql_billing_lock_issue_sql, sizeof sql_billing_lock_issue_sql - 1},
  {"sql/billing/lock_partner_invoice.sql", sql_billing_lock_partner_invoice_sql, sizeof sql_billing_lock_partner_invoice_sql - 1},
  {"sql/billing/lock_payment.sql", sql_billing_lock_payment_sql, sizeof sql_billing_lock_payment_sql - 1},
  {"sql/billing/lock_run.sql", sql_billing_lock_run_sql, sizeof sql_billing_lock_run_sql - 1},
  {"sql/billing/make_correction.sql", sql_billing_make_correction_sql, sizeof sql_billing_make_correction_sql - 1},
  {"sql/billing/make_correction_line.sql", sql_billing_make_correction_line_sql, sizeof sql_billing_make_correction_line_sql - 1},
  {"sql/billing/make_drafts.sql", sql_billing_make_drafts_sql, sizeof sql_billing_make_drafts_sql - 1},
  {"sql/billing/make_issue.sql", sql_billing_make_issue_sql, sizeof sql_billing_make_issue_sql - 1},
  {"sql/billing/make_issue_set_off.sql", sql_billing_make_issue_set_off_sql, sizeof sql_billing_make_issue_set_off_sql - 1},
  {"sql/billing/make_lines.sql", sql_billing_make_lines_sql, sizeof sql_billing_make_lines_sql - 1},
  {"sql/billing/make_slice.sql", sql_billing_make_slice_sql, sizeof sql_billing_make_slice_sql - 1},
  {"sql/billing/make_slice_energy.sql", sql_billing_make_slice_energy_sql, sizeof sql_billing_make_slice_energy_sql - 1},
  {"sql/billing/make_vat.sql", sql_billing_make_vat_sql, sizeof sql_billing_make_vat_sql - 1},
  {"sql/billing/number_issue.sql", sql_billing_number_issue_sql, sizeof sql_billing_number_issue_sql - 1},
  {"sql/billing/open_items.sql", sql_billing_open_items_sql, sizeof sql_billing_open_items_sql - 1},
  {"sql/billing/partner_entries.sql", sql_billing_partner_entries_sql, sizeof sql_billing_partner_entries_sql - 1},
  {"sql/billing/pay_taken_back.sql", sql_billing_pay_taken_back_sql, sizeof sql_billing_pay_taken_back_sql - 1},
  {"sql/billing/price_problems.sql", sql_billing_price_problems_sql, sizeof sql_billing_price_problems_sql - 1},
  {"sql/billing/put_collection.sql", sql_billing_put_collection_sql, sizeof sql_billing_put_collection_sql - 1},
  {"sql/billing/put_collection_items.sql", sql_billing_put_collection_items_sql, sizeof sql_billing_put_collection_items_sql - 1},
  {"sql/billing/put_correction_drafts.sql", sql_billing_put_correction_drafts_sql, sizeof sql_billing_put_correction_drafts_sql - 1},
  {"sql/billing/put_correction_lines.sql", sql_billing_put_correction_lines_sql, sizeof sql_billing_put_correction_lines_sql - 1},
  {"sql/billing/put_payments.sql", sql_billing_put_payments_sql, sizeof sql_billing_put_payments_sql - 1},
  {"sql/billing/rated_totals.sql", sql_billing_rated_totals_sql, sizeof sql_billing_rated_totals_sql - 1},
  {"sql/billing/seller_accounts.sql", sql_billing_seller_accounts_sql, sizeof sql_billing_seller_accounts_sql - 1},
  {"sql/billing/set_collection_items.sql", sql_billing_set_collection_items_sql, sizeof sql_billing_set_collection_items_sql - 1},
  {"sql/billing/shares.sql", sql_billing_shares_sql, sizeof sql_billing_shares_sql - 1},
  {"sql/billing/slices.sql", sql_billing_slices_sql, sizeof sql_billing_slices_sql - 1},
  {"sql/billing/stale_regularisations.sql", sql_billing_stale_regularisations_sql, sizeof sql_billing_stale_regularisations_sql - 1},
  {"sql/billing/take_numbers.sql", sql_billing_take_numbers_sql, sizeof sql_billing_take_numbers_sql - 1},
  {"sql/billing/target_day.sql", sql_billing_target_day_sql, sizeof sql_billing_target_day_sql - 1},
  {"sql/billing/tariff.sql", sql_billing_tariff_sql, sizeof sql_billing_tariff_sql - 1},
  {"sql/billing/tariff_windows.sql", sql_billing_tariff_windows_sql, sizeof sql_billing_tariff_windows_sql - 1},
  {"sql/billing/unallocated_days.sql", sql_billing_unallocated_days_sql, sizeof sql_billing_unallocated_days_sql - 1},
  {"sql/billing/unsettled.sql", sql_billing_unsettled_sql, sizeof sql_billing_unsettled_sql - 1},
  {"sql/billing/usual_energy.sql", sql_billing_usual_energy_sql, sizeof sql_billing_usual_energy_sql - 1},
  {"sql/billing/withdraw_collection.sql", sql_billing_withdraw_collection_sql, sizeof sql_billing_withdraw_collection_sql - 1},
  {"sql/checks/allocation_equals_its_slots.sql", sql_checks_allocation_equals_its_slots_sql, sizeof sql_checks_allocation_equals_its_slots_sql - 1},
  {"sql/checks/battery_day_starts_where_it_ended.sql", sql_checks_battery_day_starts_where_it_ended_sql, sizeof sql_checks_battery_day_starts_where_it_ended_sql - 1},
  {"sql/checks/battery_plan_within_limits.sql", sql_checks_battery_plan_within_limits_sql, sizeof sql_checks_battery_plan_within_limits_sql - 1},
  {"sql/checks/charge_not_above_need.sql", sql_checks_charge_not_above_need_sql, sizeof sql_checks_charge_not_above_need_sql - 1},
  {"sql/checks/charge_slot_within_request.sql", sql_checks_charge_slot_within_request_sql, sizeof sql_checks_charge_slot_within_request_sql - 1},
  {"sql/checks/coefficients_add_up_to_one.sql", sql_checks_coefficients_add_up_to_one_sql, sizeof sql_checks_coefficients_add_up_to_one_sql - 1},
  {"sql/checks/collection_item_is_its_payments.sql", sql_checks_collection_item_is_its_payments_sql, sizeof sql_checks_collection_item_is_its_payments_sql - 1},
  {"sql/checks/collection_of_the_seller.sql", sql_checks_collection_of_the_seller_sql, sizeof sql_checks_collection_of_the_seller_sql - 1},
  {"sql/checks/community_day_equals_its_members.sql", sql_checks_community_day_equals_its_members_sql, sizeof sql_checks_community_day_equals_its_members_sql - 1},
  {"sql/checks/community_day_equals_its_slots.sql", sql_checks_community_day_equals_its_slots_sql, sizeof sql_checks_community_day_equals_its_slots_sql - 1},
  {"sql/checks/credit_note_is_minus_its_invoice.sql", sql_checks_credit_note_is_minus_its_invoice_sql, sizeof sql_checks_credit_note_is_minus_its_invoice_sql - 1},
  {"sql/checks/credit_set_off_once.sql", sql_checks_credit_set_off_once_sql, sizeof sql_checks_credit_set_off_once_sql - 1},
  {"sql/checks/cycle_energy_is_its_profile.sql", sql_checks_cycle_energy_is_its_profile_sql, sizeof sql_checks_cycle_energy_is_its_profile_sql - 1},
  {"sql/checks/directive_only_for_declared_members.sql", sql_checks_directive_only_for_declared_members_sql, sizeof sql_checks_directive_only_for_declared_members_sql - 1},
  {"sql/checks/forecast_choice_has_its_slots.sql", sql_checks_forecast_choice_has_its_slots_sql, sizeof sql_checks_forecast_choice_has_its_slots_sql - 1},
  {"sql/checks/invoice_is_its_lines.sql", sql_checks_invoice_is_its_lines_sql, sizeof sql_checks_invoice_is_its_lines_sql - 1},
  {"sql/checks/invoice_line_rounded_once.sql", sql_checks_invoice_line_rounded_once_sql, sizeof sql_checks_invoice_line_rounded_once_sql - 1},
  {"sql/checks/invoice_numbers_without_gap.sql", sql_checks_invoice_numbers_without_gap_sql, sizeof sql_checks_invoice_numbers_without_gap_sql - 1},
  {"sql/checks/invoice_or_draft.sql", sql_checks_invoice_or_draft_sql, sizeof sql_checks_invoice_or_draft_sql - 1},
  {"sql/checks/invoice_vat_on_summed_net.sql", sql_checks_invoice_vat_on_summed_net_sql, sizeof sql_checks_invoice_vat_on_summed_net_sql - 1},
  {"sql/checks/mail_failed_with_reason.sql", sql_checks_mail_failed_with_reason_sql, sizeof sql_checks_mail_failed_with_reason_sql - 1},
  {"sql/checks/malfunction_told_once.sql", sql_checks_malfunction_told_once_sql, sizeof sql_checks_malfunction_told_once_sql - 1},
  {"sql/checks/meter_day_equals_its_blocks.sql", sql_checks_meter_day_equals_its_blocks_sql, sizeof sql_checks_meter_day_equals_its_blocks_sql - 1},
  {"sql/checks/meter_day_equals_its_quarters.sql", sql_checks_meter_day_equals_its_quarters_sql, sizeof sql_checks_meter_day_equals_its_quarters_sql - 1},
  {"sql/checks/meter_of_one_flexible_device.sql", sql_checks_meter_of_one_flexible_device_sql, sizeof sql_checks_meter_of_one_flexible_device_sql - 1},
  {"sql/checks/package_has_its_debit.sql", sql_checks_package_has_its_debit_sql, sizeof sql_checks_package_has_its_debit_sql - 1},
  {"sql/checks/partner_balance_never_negative.sql", sql_checks_partner_balance_never_negative_sql, sizeof sql_checks_partner_balance_never_negative_sql - 1},
  {"sql/checks/partner_invoice_is_its_entries.sql", sql_checks_partner_invoice_is_its_entries_sql, sizeof sql_checks_partner_invoice_is_its_entries_sql - 1},
  {"sql/checks/plan_adds_up.sql", sql_checks_plan_adds_up_sql, sizeof sql_checks_plan_adds_up_sql - 1},
  {"sql/checks/plan_has_its_energies.sql", sql_checks_plan_has_its_energies_sql, sizeof sql_checks_plan_has_its_energies_sql - 1},
  {"sql/checks/plan_starts_once.sql", sql_checks_plan_starts_once_sql, sizeof sql_checks_plan_starts_once_sql - 1},
  {"sql/checks/read_of_device_in_force.sql", sql_checks_read_of_device_in_force_sql, sizeof sql_checks_read_of_device_in_force_sql - 1},
  {"sql/checks/shared_in_equals_shared_out.sql", sql_checks_shared_in_equals_shared_out_sql, sizeof sql_checks_shared_in_equals_shared_out_sql - 1},
  {"sql/checks/shared_within_exchange.sql", sql_checks_shared_within_exchange_sql, sizeof sql_checks_shared_within_exchange_sql - 1},
  {"sql/checks/strict_is_known.sql", sql_checks_strict_is_known_sql, sizeof sql_checks_strict_is_known_sql - 1},
  {"sql/checks/subscription_window_once.sql", sql_checks_subscription_window_once_sql, sizeof sql_checks_subscription_window_once_sql - 1},
  {"sql/grid/local_days.sql", sql_grid_local_days_sql, sizeof sql_grid_local_days_sql - 1},
  {"sql/ingest/aliases.sql", sql_ingest_aliases_sql, sizeof sql_ingest_aliases_sql - 1},
  {"sql/ingest/amend_batch.sql", sql_ingest_amend_batch_sql, sizeof sql_ingest_amend_batch_sql - 1},
  {"sql/ingest/batch.sql", sql_ingest_batch_sql, sizeof sql_ingest_batch_sql - 1},
  {"sql/ingest/batch_parts.sql", sql_ingest_batch_parts_sql, sizeof sql_ingest_batch_parts_sql - 1},
  {"sql/ingest/batch_read_days.sql", sql_ingest_batch_read_days_sql, sizeof sql_ingest_batch_read_days_sql - 1},
  {"sql/ingest/batch_reads.sql", sql_ingest_batch_reads_sql, sizeof sql_ingest_batch_reads_sql - 1},
  {"sql/ingest/channels.sql", sql_ingest_channels_sql, sizeof sql_ingest_channels_sql - 1},
  {"sql/ingest/close_estimates.sql", sql_ingest_close_estimates_sql, sizeof sql_ingest_close_estimates_sql - 1},
  {"sql/ingest/close_malfunctions.sql", sql_ingest_close_malfunctions_sql, sizeof sql_ingest_close_malfunctions_sql - 1},
  {"sql/ingest/close_verdicts.sql", sql_ingest_close_verdicts_sql, sizeof sql_ingest_close_verdicts_sql - 1},
  {"sql/ingest/community.sql", sql_ingest_community_sql, sizeof sql_ingest_community_sql - 1},
  {"sql/ingest/coordination_community.sql", sql_ingest_coordination_community_sql, sizeof sql_ingest_coordination_community_sql - 1},
  {"sql/ingest/coordination_devices.sql", sql_ingest_coordination_devices_sql, sizeof sql_ingest_coordination_devices_sql - 1},
  {"sql/ingest/coordination_heaters.sql", sql_ingest_coordination_heaters_sql, sizeof sql_ingest_coordination_heaters_sql - 1},
  {"sql/ingest/coordination_machines.sql", sql_ingest_coordination_machines_sql, sizeof sql_ingest_coordination_machines_sql - 1},
  {"sql/ingest/coordination_missing.sql", sql_ingest_coordination_missing_sql, sizeof sql_ingest_coordination_missing_sql - 1},
  {"sql/ingest/coordination_off_peak.sql", sql_ingest_coordination_off_peak_sql, sizeof sql_ingest_coordination_off_peak_sql - 1},
  {"sql/ingest/coordination_search_path.sql", sql_ingest_coordination_search_path_sql, sizeof sql_ingest_coordination_search_path_sql - 1},
  {"sql/ingest/coordination_thermal_heaters.sql", sql_ingest_coordination_thermal_heaters_sql, sizeof sql_ingest_coordination_thermal_heaters_sql - 1},
  {"sql/ingest/coordination_vehicles.sql", sql_ingest_coordination_vehicles_sql, sizeof sql_ingest_coordination_vehicles_sql - 1},
  {"sql/ingest/coordination_water_heaters.sql", sql_ingest_coordination_water_heaters_sql, sizeof sql_ingest_coordination_water_heaters_sql - 1},
  {"sql/ingest/copy_block_stage.sql", sql_ingest_copy_block_stage_sql, sizeof sql_ingest_copy_block_stage_sql - 1},
  {"sql/ingest/copy_blocks.sql", sql_ingest_copy_blocks_sql, sizeof sql_ingest_copy_blocks_sql - 1},
  {"sql/ingest/copy_coefficient_stage.sql", sql_ingest_copy_coefficient_stage_sql, sizeof sql_ingest_copy_coefficient_stage_sql - 1},
  {"sql/ingest/copy_part_stage.sql", sql_ingest_copy_part_stage_sql, sizeof sql_ingest_copy_part_stage_sql - 1},
  {"sql/ingest/copy_reads.sql", sql_ingest_copy_reads_sql, sizeof sql_ingest_copy_reads_sql - 1},
  {"sql/ingest/copy_rejects.sql", sql_ingest_copy_rejects_sql, sizeof sql_ingest_copy_rejects_sql - 1},
  {"sql/ingest/copy_verdict_stage.sql", sql_ingest_copy_verdict_stage_sql, sizeof sql_ingest_copy_verdict_stage_sql - 1},
  {"sql/ingest/day_reads.sql", sql_ingest_day_reads_sql, sizeof sql_ingest_day_reads_sql - 1},
  {"sql/ingest/delete_blocks.sql", sql_ingest_delete_blocks_sql, sizeof sql_ingest_delete_blocks_sql - 1},
  {"sql/ingest/delete_lone_parts.sql", sql_ingest_delete_lone_parts_sql, sizeof sql_ingest_delete_lone_parts_sql - 1},
  {"sql/ingest/delete_parts.sql", sql_ingest_delete_parts_sql, sizeof sql_ingest_delete_parts_sql - 1},
  {"sql/ingest/delete_reads.sql", sql_ingest_delete_reads_sql, sizeof sql_ingest_delete_reads_sql - 1},
  {"sql/ingest/delete_rejects.sql", sql_ingest_delete_rejects_sql, sizeof sql_ingest_delete_rejects_sql - 1},
  {"sql/ingest/delete_retried.sql", sql_ingest_delete_retried_sql, sizeof sql_ingest_delete_retried_sql - 1},
  {"sql/ingest/delete_stray_verdicts.sql", sql_ingest_delete_stray_verdicts_sql, sizeof sql_ingest_delete_stray_verdicts_sql - 1},
  {"sql/ingest/dumps.sql", sql_ingest_dumps_sql, sizeof sql_ingest_dumps_sql - 1},
  {"sql/ingest/dumps_after.sql", sql_ingest_dumps_after_sql, sizeof sql_ingest_dumps_after_sql - 1},
  {"sql/ingest/dumps_named.sql", sql_ingest_dumps_named_sql, sizeof sql_ingest_dumps_named_sql - 1},
  {"sql/ingest/edit.sql", sql_ingest_edit_sql, sizeof sql_ingest_edit_sql - 1},
  {"sql/ingest/edit_invoices.sql", sql_ingest_edit_invoices_sql, sizeof sql_ingest_edit_invoices_sql - 1},
  {"sql/ingest/edit_meter.sql", sql_ingest_edit_meter_sql, sizeof sql_ingest_edit_meter_sql - 1},
  {"sql/ingest/empty_read_stage.sql", sql_ingest_empty_read_stage_sql, sizeof sql_ingest_empty_read_stage_sql - 1},
  {"sql/ingest/empty_stages.sql", sql_ingest_empty_stages_sql, sizeof sql_ingest_empty_stages_sql - 1},
  {"sql/ingest/empty_validation.sql", sql_ingest_empty_validation_sql, sizeof sql_ingest_empty_validation_sql - 1},
  {"sql/ingest/end_batch.sql", sql_ingest_end_batch_sql, sizeof sql_ingest_end_batch_sql - 1},
  {"sql/ingest/existing_blocks.sql", sql_ingest_existing_blocks_sql, sizeof sql_ingest_existing_blocks_sql - 1},
  {"sql/ingest/existing_parts.sql", sql_ingest_existing_parts_sql, sizeof sql_ingest_existing_parts_sql - 1},
  {"sql/ingest/fill_absences.sql", sql_ingest_fill_absences_sql, sizeof sql_ingest_fill_absences_sql - 1},
  {"sql/ingest/fill_bad_dumps.sql", sql_ingest_fill_bad_dumps_sql, sizeof sql_ingest_fill_bad_dumps_sql - 1},
  {"sql/ingest/fill_contradictions.sql", sql_ingest_fill_contradictions_sql, sizeof sql_ingest_fill_contradictions_sql - 1},
  {"sql/ingest/fill_newest_readings.sql", sql_ingest_fill_newest_readings_sql, sizeof sql_ingest_fill_newest_readings_sql - 1},
  {"sql/ingest/fill_validated_day.sql", sql_ingest_fill_validated_day_sql, sizeof sql_ingest_fill_validated_day_sql - 1},
  {"sql/ingest/forget_batch.sql", sql_ingest_forget_batch_sql, sizeof sql_ingest_forget_batch_sql - 1},
  {"sql/ingest/freshness.sql", sql_ingest_freshness_sql, sizeof sql_ingest_freshness_sql - 1},
  {"sql/ingest/history_estimates.sql", sql_ingest_history_estimates_sql, sizeof sql_ingest_history_estimates_sql - 1},
  {"sql/ingest/history_parts.sql", sql_ingest_history_parts_sql, sizeof sql_ingest_history_parts_sql - 1},
  {"sql/ingest/import_aliases.sql", sql_ingest_import_aliases_sql, sizeof sql_ingest_import_aliases_sql - 1},
  {"sql/ingest/import_batteries_added.sql", sql_ingest_import_batteries_added_sql, sizeof sql_ingest_import_batteries_added_sql - 1},
  {"sql/ingest/import_batteries_changed.sql", sql_ingest_import_batteries_changed_sql, sizeof sql_ingest_import_batteries_changed_sql - 1},
  {"sql/ingest/import_calendar_days.sql", sql_ingest_import_calendar_days_sql, sizeof sql_ingest_import_calendar_days_sql - 1},
  {"sql/ingest/import_calendar_windows.sql", sql_ingest_import_calendar_windows_sql, sizeof sql_ingest_import_calendar_windows_sql - 1},
  {"sql/ingest/import_calendars.sql", sql_ingest_import_calendars_sql, sizeof sql_ingest_import_calendars_sql - 1},
  {"sql/ingest/import_cars.sql", sql_ingest_import_cars_sql, sizeof sql_ingest_import_cars_sql - 1},
  {"sql/ingest/import_charge_requests.sql", sql_ingest_import_charge_requests_sql, sizeof sql_ingest_import_charge_requests_sql - 1},
  {"sql/ingest/import_coefficients.sql", sql_ingest_import_coefficients_sql, sizeof sql_ingest_import_coefficients_sql - 1},
  {"sql/ingest/import_coefficients_counted.sql", sql_ingest_import_coefficients_counted_sql, sizeof sql_ingest_import_coefficients_counted_sql - 1},
  {"sql/ingest/import_coefficients_removed.sql", sql_ingest_import_coefficients_removed_sql, sizeof sql_ingest_import_coefficients_removed_sql - 1},
  {"sql/ingest/import_coefficients_stale.sql", sql_ingest_import_coefficients_stale_sql, sizeof sql_ingest_import_coefficients_stale_sql - 1},
  {"sql/ingest/import_communities.sql", sql_ingest_import_communities_sql, sizeof sql_ingest_import_communities_sql - 1},
  {"sql/ingest/import_communities_with_readings.sql", sql_ingest_import_communities_with_readings_sql, sizeof sql_ingest_import_communities_with_readings_sql - 1},
  {"sql/ingest/import_consents_added.sql", sql_ingest_import_consents_added_sql, sizeof sql_ingest_import_consents_added_sql - 1},
  {"sql/ingest/import_consents_changed.sql", sql_ingest_import_consents_changed_sql, sizeof sql_ingest_import_consents_changed_sql - 1},
  {"sql/ingest/import_contacts.sql", sql_ingest_import_contacts_sql, sizeof sql_ingest_import_contacts_sql - 1},
  {"sql/ingest/import_contracts.sql", sql_ingest_import_contracts_sql, sizeof sql_ingest_import_contracts_sql - 1},
  {"sql/ingest/import_customers.sql", sql_ingest_import_customers_sql, sizeof sql_ingest_import_customers_sql - 1},
  {"sql/ingest/import_demands.sql", sql_ingest_import_demands_sql, sizeof sql_ingest_import_demands_sql - 1},
  {"sql/ingest/import_device_names.sql", sql_ingest_import_device_names_sql, sizeof sql_ingest_import_device_names_sql - 1},
  {"sql/ingest/import_devices_added.sql", sql_ingest_import_devices_added_sql, sizeof sql_ingest_import_devices_added_sql - 1},
  {"sql/ingest/import_devices_changed.sql", sql_ingest_import_devices_changed_sql, sizeof sql_ingest_import_devices_changed_sql - 1},
  {"sql/ingest/import_emissions.sql", sql_ingest_import_emissions_sql, sizeof sql_ingest_import_emissions_sql - 1},
  {"sql/ingest/import_foreign_submeters.sql", sql_ingest_import_foreign_submeters_sql, sizeof sql_ingest_import_foreign_submeters_sql - 1},
  {"sql/ingest/import_invoiced_days.sql", sql_ingest_import_invoiced_days_sql, sizeof sql_ingest_import_invoiced_days_sql - 1},
  {"sql/ingest/import_invoiced_taxes.sql", sql_ingest_import_invoiced_taxes_sql, sizeof sql_ingest_import_invoiced_taxes_sql - 1},
  {"sql/ingest/import_invoiced_versions.sql", sql_ingest_import_invoiced_versions_sql, sizeof sql_ingest_import_invoiced_versions_sql - 1},
  {"sql/ingest/import_keys_added.sql", sql_ingest_import_keys_added_sql, sizeof sql_ingest_import_keys_added_sql - 1},
  {"sql/ingest/import_keys_changed.sql", sql_ingest_import_keys_changed_sql, sizeof sql_ingest_import_keys_changed_sql - 1},
  {"sql/ingest/import_known_codes.sql", sql_ingest_import_known_codes_sql, sizeof sql_ingest_import_known_codes_sql - 1},
  {"sql/ingest/import_lock.sql", sql_ingest_import_lock_sql, sizeof sql_ingest_import_lock_sql - 1},
  {"sql/ingest/import_mandates.sql", sql_ingest_import_mandates_sql, sizeof sql_ingest_import_mandates_sql - 1},
  {"sql/ingest/import_mapping.sql", sql_ingest_import_mapping_sql, sizeof sql_ingest_import_mapping_sql - 1},
  {"sql/ingest/import_mark_allocation.sql", sql_ingest_import_mark_allocation_sql, sizeof sql_ingest_import_mark_allocation_sql - 1},
  {"sql/ingest/import_mark_stale.sql", sql_ingest_import_mark_stale_sql, sizeof sql_ingest_import_mark_stale_sql - 1},
  {"sql/ingest/import_mark_unvalidated.sql", sql_ingest_import_mark_unvalidated_sql, sizeof sql_ingest_import_mark_unvalidated_sql - 1},
  {"sql/ingest/import_members.sql", sql_ingest_import_members_sql, sizeof sql_ingest_import_members_sql - 1},
  {"sql/ingest/import_memberships_added.sql", sql_ingest_import_memberships_added_sql, sizeof sql_ingest_import_memberships_added_sql - 1},
  {"sql/ingest/import_memberships_changed.sql", sql_ingest_import_memberships_changed_sql, sizeof sql_ingest_import_memberships_changed_sql - 1},
  {"sql/ingest/import_meters.sql", sql_ingest_import_meters_sql, sizeof sql_ingest_import_meters_sql - 1},
  {"sql/ingest/import_meters_with_readings.sql", sql_ingest_import_meters_with_readings_sql, sizeof sql_ingest_import_meters_with_readings_sql - 1},
  {"sql/ingest/import_moved_readings.sql", sql_ingest_import_moved_readings_sql, sizeof sql_ingest_import_moved_readings_sql - 1},
  {"sql/ingest/import_outages.sql", sql_ingest_import_outages_sql, sizeof sql_ingest_import_outages_sql - 1},
  {"sql/ingest/import_partners.sql", sql_ingest_import_partners_sql, sizeof sql_ingest_import_partners_sql - 1},
  {"sql/ingest/import_past_demands.sql", sql_ingest_import_past_demands_sql, sizeof sql_ingest_import_past_demands_sql - 1},
  {"sql/ingest/import_plants_added.sql", sql_ingest_import_plants_added_sql, sizeof sql_ingest_import_plants_added_sql - 1},
  {"sql/ingest/import_plants_changed.sql", sql_ingest_import_plants_changed_sql, sizeof sql_ingest_import_plants_changed_sql - 1},
  {"sql/ingest/import_prices.sql", sql_ingest_import_prices_sql, sizeof sql_ingest_import_prices_sql - 1},
  {"sql/ingest/import_products.sql", sql_ingest_import_products_sql, sizeof sql_ingest_import_products_sql - 1},
  {"sql/ingest/import_rules.sql", sql_ingest_import_rules_sql, sizeof sql_ingest_import_rules_sql - 1},
  {"sql/ingest/import_seller_versions.sql", sql_ingest_import_seller_versions_sql, sizeof sql_ingest_import_seller_versions_sql - 1},
  {"sql/ingest/import_sellers.sql", sql_ingest_import_sellers_sql, sizeof sql_ingest_import_sellers_sql - 1},
  {"sql/ingest/import_sellers_known.sql", sql_ingest_import_sellers_known_sql, sizeof sql_ingest_import_sellers_known_sql - 1},
  {"sql/ingest/import_serials.sql", sql_ingest_import_serials_sql, sizeof sql_ingest_import_serials_sql - 1},
  {"sql/ingest/import_serials_cleared.sql", sql_ingest_import_serials_cleared_sql, sizeof sql_ingest_import_serials_cleared_sql - 1},
  {"sql/ingest/import_shares_added.sql", sql_ingest_import_shares_added_sql, sizeof sql_ingest_import_shares_added_sql - 1},
  {"sql/ingest/import_shares_changed.sql", sql_ingest_import_shares_changed_sql, sizeof sql_ingest_import_shares_changed_sql - 1},
  {"sql/ingest/import_sold_products.sql", sql_ingest_import_sold_products_sql, sizeof sql_ingest_import_sold_products_sql - 1},
  {"sql/ingest/import_stored_aliases.sql", sql_ingest_import_stored_aliases_sql, sizeof sql_ingest_import_stored_aliases_sql - 1},
  {"sql/ingest/import_stored_batteries.sql", sql_ingest_import_stored_batteries_sql, sizeof sql_ingest_import_stored_batteries_sql - 1},
  {"sql/ingest/import_stored_calendars.sql", sql_ingest_import_stored_calendars_sql, sizeof sql_ingest_import_stored_calendars_sql - 1},
  {"sql/ingest/import_stored_charge_requests.sql", sql_ingest_import_stored_charge_requests_sql, sizeof sql_ingest_import_stored_charge_requests_sql - 1},
  {"sql/ingest/import_stored_communities.sql", sql_ingest_import_stored_communities_sql, sizeof sql_ingest_import_stored_communities_sql - 1},
  {"sql/ingest/import_stored_consents.sql", sql_ingest_import_stored_consents_sql, sizeof sql_ingest_import_stored_consents_sql - 1},
  {"sql/ingest/import_stored_contacts.sql", sql_ingest_import_stored_contacts_sql, sizeof sql_ingest_import_stored_contacts_sql - 1},
  {"sql/ingest/import_stored_contracts.sql", sql_ingest_import_stored_contracts_sql, sizeof sql_ingest_import_stored_contracts_sql - 1},
  {"sql/ingest/import_stored_customers.sql", sql_ingest_import_stored_customers_sql, sizeof sql_ingest_import_stored_customers_sql - 1},
  {"sql/ingest/import_stored_demands.sql", sql_ingest_import_stored_demands_sql, sizeof sql_ingest_import_stored_demands_sql - 1},
  {"sql/ingest/import_stored_devices.sql", sql_ingest_import_stored_devices_sql, sizeof sql_ingest_import_stored_devices_sql - 1},
  {"sql/ingest/import_stored_emissions.sql", sql_ingest_import_stored_emissions_sql, sizeof sql_ingest_import_stored_emissions_sql - 1},
  {"sql/ingest/import_stored_keys.sql", sql_ingest_import_stored_keys_sql, sizeof sql_ingest_import_stored_keys_sql - 1},
  {"sql/ingest/import_stored_mandates.sql", sql_ingest_import_stored_mandates_sql, sizeof sql_ingest_import_stored_mandates_sql - 1},
  {"sql/ingest/import_stored_memberships.sql", sql_ingest_import_stored_memberships_sql, sizeof sql_ingest_import_stored_memberships_sql - 1},
  {"sql/ingest/import_stored_meters.sql", sql_ingest_import_stored_meters_sql, sizeof sql_ingest_import_stored_meters_sql - 1},
  {"sql/ingest/import_stored_outages.sql", sql_ingest_import_stored_outages_sql, sizeof sql_ingest_import_stored_outages_sql - 1},
  {"sql/ingest/import_stored_partners.sql", sql_ingest_import_stored_partners_sql, sizeof sql_ingest_import_stored_partners_sql - 1},
  {"sql/ingest/import_stored_plants.sql", sql_ingest_import_stored_plants_sql, sizeof sql_ingest_import_stored_plants_sql - 1},
  {"sql/ingest/import_stored_prices.sql", sql_ingest_import_stored_prices_sql, sizeof sql_ingest_import_stored_prices_sql - 1},
  {"sql/ingest/import_stored_products.sql", sql_ingest_import_stored_products_sql, sizeof sql_ingest_import_stored_products_sql - 1},
  {"sql/ingest/import_stored_rules.sql", sql_ingest_import_stored_rules_sql, sizeof sql_ingest_import_stored_rules_sql - 1},
  {"sql/ingest/import_stored_sellers.sql", sql_ingest_import_stored_sellers_sql, sizeof sql_ingest_import_stored_sellers_sql - 1},
  {"sql/ingest/import_stored_serials.sql", sql_ingest_import_stored_serials_sql, sizeof sql_ingest_import_stored_serials_sql - 1},
  {"sql/ingest/import_stored_shares.sql", sql_ingest_import_stored_shares_sql, sizeof sql_ingest_import_stored_shares_sql - 1},
  {"sql/ingest/import_stored_tariffs.sql", sql_ingest_import_stored_tariffs_sql, sizeof sql_ingest_import_stored_tariffs_sql - 1},
  {"sql/ingest/import_stored_taxes.sql", sql_ingest_import_stored_taxes_sql, sizeof sql_ingest_import_stored_taxes_sql - 1},
  {"sql/ingest/import_stored_temperatures.sql", sql_ingest_import_stored_temperatures_sql, sizeof sql_ingest_import_stored_temperatures_sql - 1},
  {"sql/ingest/import_stored_tolerances.sql", sql_ingest_import_stored_tolerances_sql, sizeof sql_ingest_import_stored_tolerances_sql - 1},
  {"sql/ingest/import_stored_weather.sql", sql_ingest_import_stored_weather_sql, sizeof sql_ingest_import_stored_weather_sql - 1},
  {"sql/ingest/import_tariff_prices.sql", sql_ingest_import_tariff_prices_sql, sizeof sql_ingest_import_tariff_prices_sql - 1},
  {"sql/ingest/import_tariff_prices_cleared.sql", sql_ingest_import_tariff_prices_cleared_sql, sizeof sql_ingest_import_tariff_prices_cleared_sql - 1},
  {"sql/ingest/import_tariff_versions.sql", sql_ingest_import_tariff_versions_sql, sizeof sql_ingest_import_tariff_versions_sql - 1},
  {"sql/ingest/import_tariffs.sql", sql_ingest_import_tariffs_sql, sizeof sql_ingest_import_tariffs_sql - 1},
  {"sql/ingest/import_tax_rates.sql", sql_ingest_import_tax_rates_sql, sizeof sql_ingest_import_tax_rates_sql - 1},
  {"sql/ingest/import_taxes.sql", sql_ingest_import_taxes_sql, sizeof sql_ingest_import_taxes_sql - 1},
  {"sql/ingest/import_temperatures.sql", sql_ingest_import_temperatures_sql, sizeof sql_ingest_import_temperatures_sql - 1},
  {"sql/ingest/import_tolerances.sql", sql_ingest_import_tolerances_sql, sizeof sql_ingest_import_tolerances_sql - 1},
  {"sql/ingest/import_weather.sql", sql_ingest_import_weather_sql, sizeof sql_ingest_import_weather_sql - 1},
  {"sql/ingest/import_zabbix_items.sql", sql_ingest_import_zabbix_items_sql, sizeof sql_ingest_import_zabbix_items_sql - 1},
  {"sql/ingest/import_zones.sql", sql_ingest_import_zones_sql, sizeof sql_ingest_import_zones_sql - 1},
  {"sql/ingest/last_read.sql", sql_ingest_last_read_sql, sizeof sql_ingest_last_read_sql - 1},
  {"sql/ingest/latest_malfunction_check.sql", sql_ingest_latest_malfunction_check_sql, sizeof sql_ingest_latest_malfunction_check_sql - 1},
  {"sql/ingest/make_block_stage.sql", sql_ingest_make_block_stage_sql, sizeof sql_ingest_make_block_stage_sql - 1},
  {"sql/ingest/make_coefficient_stage.sql", sql_ingest_make_coefficient_stage_sql, sizeof sql_ingest_make_coefficient_stage_sql - 1},
  {"sql/ingest/make_malfunctions.sql", sql_ingest_make_malfunctions_sql, sizeof sql_ingest_make_malfunctions_sql - 1},
  {"sql/ingest/make_newest_readings.sql", sql_ingest_make_newest_readings_sql, sizeof sql_ingest_make_newest_readings_sql - 1},
  {"sql/ingest/make_part_stage.sql", sql_ingest_make_part_stage_sql, sizeof sql_ingest_make_part_stage_sql - 1},
  {"sql/ingest/make_read_stage.sql", sql_ingest_make_read_stage_sql, sizeof sql_ingest_make_read_stage_sql - 1},
  {"sql/ingest/make_validated_day.sql", sql_ingest_make_validated_day_sql, sizeof sql_ingest_make_validated_day_sql - 1},
  {"sql/ingest/make_verdict_stage.sql", sql_ingest_make_verdict_stage_sql, sizeof sql_ingest_make_verdict_stage_sql - 1},
  {"sql/ingest/malfunctions.sql", sql_ingest_malfunctions_sql, sizeof sql_ingest_malfunctions_sql - 1},
  {"sql/ingest/mappings.sql", sql_ingest_mappings_sql, sizeof sql_ingest_mappings_sql - 1},
  {"sql/ingest/mark_stale.sql", sql_ingest_mark_stale_sql, sizeof sql_ingest_mark_stale_sql - 1},
  {"sql/ingest/newest_plan.sql", sql_ingest_newest_plan_sql, sizeof sql_ingest_newest_plan_sql - 1},
  {"sql/ingest/next_edit.sql", sql_ingest_next_edit_sql, sizeof sql_ingest_next_edit_sql - 1},
  {"sql/ingest/open_estimates.sql", sql_ingest_open_estimates_sql, sizeof sql_ingest_open_estimates_sql - 1},
  {"sql/ingest/own_batch.sql", sql_ingest_own_batch_sql, sizeof sql_ingest_own_batch_sql - 1},
  {"sql/ingest/put_blocks.sql", sql_ingest_put_blocks_sql, sizeof sql_ingest_put_blocks_sql - 1},
  {"sql/ingest/put_channels.sql", sql_ingest_put_channels_sql, sizeof sql_ingest_put_channels_sql - 1},
  {"sql/ingest/put_edit.sql", sql_ingest_put_edit_sql, sizeof sql_ingest_put_edit_sql - 1},
  {"sql/ingest/put_estimates.sql", sql_ingest_put_estimates_sql, sizeof sql_ingest_put_estimates_sql - 1},
  {"sql/ingest/put_flexible_devices.sql", sql_ingest_put_flexible_devices_sql, sizeof sql_ingest_put_flexible_devices_sql - 1},
  {"sql/ingest/put_malfunction_messages.sql", sql_ingest_put_malfunction_messages_sql, sizeof sql_ingest_put_malfunction_messages_sql - 1},
  {"sql/ingest/put_malfunctions.sql", sql_ingest_put_malfunctions_sql, sizeof sql_ingest_put_malfunctions_sql - 1},
  {"sql/ingest/put_parts.sql", sql_ingest_put_parts_sql, sizeof sql_ingest_put_parts_sql - 1},
  {"sql/ingest/put_quality.sql", sql_ingest_put_quality_sql, sizeof sql_ingest_put_quality_sql - 1},
  {"sql/ingest/put_reads.sql", sql_ingest_put_reads_sql, sizeof sql_ingest_put_reads_sql - 1},
  {"sql/ingest/put_refusal.sql", sql_ingest_put_refusal_sql, sizeof sql_ingest_put_refusal_sql - 1},
  {"sql/ingest/put_validation.sql", sql_ingest_put_validation_sql, sizeof sql_ingest_put_validation_sql - 1},
  {"sql/ingest/put_verdicts.sql", sql_ingest_put_verdicts_sql, sizeof sql_ingest_put_verdicts_sql - 1},
  {"sql/ingest/put_withdrawal.sql", sql_ingest_put_withdrawal_sql, sizeof sql_ingest_put_withdrawal_sql - 1},
  {"sql/ingest/qualities.sql", sql_ingest_qualities_sql, sizeof sql_ingest_qualities_sql - 1},
  {"sql/ingest/read_days.sql", sql_ingest_read_days_sql, sizeof sql_ingest_read_days_sql - 1},
  {"sql/ingest/reads.sql", sql_ingest_reads_sql, sizeof sql_ingest_reads_sql - 1},
  {"sql/ingest/registry.sql", sql_ingest_registry_sql, sizeof sql_ingest_registry_sql - 1},
  {"sql/ingest/reject_groups.sql", sql_ingest_reject_groups_sql, sizeof sql_ingest_reject_groups_sql - 1},
  {"sql/ingest/rejected_days.sql", sql_ingest_rejected_days_sql, sizeof sql_ingest_rejected_days_sql - 1},
  {"sql/ingest/rejects.sql", sql_ingest_rejects_sql, sizeof sql_ingest_rejects_sql - 1},
  {"sql/ingest/reset_zabbix.sql", sql_ingest_reset_zabbix_sql, sizeof sql_ingest_reset_zabbix_sql - 1},
  {"sql/ingest/retry_batches.sql", sql_ingest_retry_batches_sql, sizeof sql_ingest_retry_batches_sql - 1},
  {"sql/ingest/retry_rows.sql", sql_ingest_retry_rows_sql, sizeof sql_ingest_retry_rows_sql - 1},
  {"sql/ingest/serials.sql", sql_ingest_serials_sql, sizeof sql_ingest_serials_sql - 1},
  {"sql/ingest/start_batch.sql", sql_ingest_start_batch_sql, sizeof sql_ingest_start_batch_sql - 1},
  {"sql/ingest/stored_flexible_devices.sql", sql_ingest_stored_flexible_devices_sql, sizeof sql_ingest_stored_flexible_devices_sql - 1},
  {"sql/ingest/thermal_models.sql", sql_ingest_thermal_models_sql, sizeof sql_ingest_thermal_models_sql - 1},
  {"sql/ingest/unbind_channels.sql", sql_ingest_unbind_channels_sql, sizeof sql_ingest_unbind_channels_sql - 1},
  {"sql/ingest/validated_days.sql", sql_ingest_validated_days_sql, sizeof sql_ingest_validated_days_sql - 1},
  {"sql/ingest/validated_meters.sql", sql_ingest_validated_meters_sql, sizeof sql_ingest_validated_meters_sql - 1},
  {"sql/ingest/vee_blocks.sql", sql_ingest_vee_blocks_sql, sizeof sql_ingest_vee_blocks_sql - 1},
  {"sql/ingest/vee_brackets.sql", sql_ingest_vee_brackets_sql, sizeof sql_ingest_vee_brackets_sql - 1},
  {"sql/ingest/vee_capacities.sql", sql_ingest_vee_capacities_sql, sizeof sql_ingest_vee_capacities_sql - 1},
  {"sql/ingest/vee_clocks.sql", sql_ingest_vee_clocks_sql, sizeof sql_ingest_vee_clocks_sql - 1},
  {"sql/ingest/vee_communities.sql", sql_ingest_vee_communities_sql, sizeof sql_ingest_vee_communities_sql - 1},
  {"sql/ingest/vee_gaps.sql", sql_ingest_vee_gaps_sql, sizeof sql_ingest_vee_gaps_sql - 1},
  {"sql/ingest/vee_holidays.sql", sql_ingest_vee_holidays_sql, sizeof sql_ingest_vee_holidays_sql - 1},
  {"sql/ingest/vee_indices.sql", sql_ingest_vee_indices_sql, sizeof sql_ingest_vee_indices_sql - 1},
  {"sql/ingest/vee_memberships.sql", sql_ingest_vee_memberships_sql, sizeof sql_ingest_vee_memberships_sql - 1},
  {"sql/ingest/vee_parts.sql", sql_ingest_vee_parts_sql, sizeof sql_ingest_vee_parts_sql - 1},
  {"sql/ingest/vee_rejected.sql", sql_ingest_vee_rejected_sql, sizeof sql_ingest_vee_rejected_sql - 1},
  {"sql/ingest/vee_rules.sql", sql_ingest_vee_rules_sql, sizeof sql_ingest_vee_rules_sql - 1},
  {"sql/ingest/vee_sums.sql", sql_ingest_vee_sums_sql, sizeof sql_ingest_vee_sums_sql - 1},
  {"sql/ingest/verdict_counts.sql", sql_ingest_verdict_counts_sql, sizeof sql_ingest_verdict_counts_sql - 1},
  {"sql/ingest/verdicts.sql", sql_ingest_verdicts_sql, sizeof sql_ingest_verdicts_sql - 1},
  {"sql/ingest/withdraw_batch.sql", sql_ingest_withdraw_batch_sql, sizeof sql_ingest_withdraw_batch_sql - 1},
  {"sql/ingest/withdraw_blocks.sql", sql_ingest_withdraw_blocks_sql, sizeof sql_ingest_withdraw_blocks_sql - 1},
  {"sql/ingest/withdraw_dump.sql", sql_ingest_withdraw_dump_sql, sizeof sql_ingest_withdraw_dump_sql - 1},
  {"sql/ingest/withdraw_reads.sql", sql_ingest_withdraw_reads_sql, sizeof sql_ingest_withdraw_reads_sql - 1},
  {"sql/ingest/withdraw_rejects.sql", sql_ingest_withdraw_rejects_sql, sizeof sql_ingest_withdraw_rejects_sql - 1},
  {"sql/ingest/withdrawn_invoices.sql", sql_ingest_withdrawn_invoices_sql, sizeof sql_ingest_withdrawn_invoices_sql - 1},
  {"sql/ingest/zabbix_floats.sql", sql_ingest_zabbix_floats_sql, sizeof sql_ingest_zabbix_floats_sql - 1},
  {"sql/ingest/zabbix_found.sql", sql_ingest_zabbix_found_sql, sizeof sql_ingest_zabbix_found_sql - 1},
  {"sql/ingest/zabbix_integers.sql", sql_ingest_zabbix_integers_sql, sizeof sql_ingest_zabbix_integers_sql - 1},
  {"sql/ingest/zabbix_items.sql", sql_ingest_zabbix_items_sql, sizeof sql_ingest_zabbix_items_sql - 1},
  {"sql/ingest/zabbix_position.sql", sql_ingest_zabbix_position_sql, sizeof sql_ingest_zabbix_position_sql - 1},
  {"sql/ingest/zabbix_version.sql", sql_ingest_zabbix_version_sql, sizeof sql_ingest_zabbix_version_sql - 1},
  {"sql/mail/attachments.sql", sql_mail_attachments_sql, sizeof sql_mail_attachments_sql - 1},
  {"sql/mail/claim.sql", sql_mail_claim_sql, sizeof sql_mail_claim_sql - 1},
  {"sql/mail/expired.sql", sql_mail_expired_sql, sizeof sql_mail_expired_sql - 1},
  {"sql/mail/mark_failed.sql", sql_mail_mark_failed_sql, sizeof sql_mail_mark_failed_sql - 1},
  {"sql/mail/mark_sent.sql", sql_mail_mark_sent_sql, sizeof sql_mail_mark_sent_sql - 1},
  {"sql/mail/put_invoices.sql", sql_mail_put_invoices_sql, sizeof sql_mail_put_invoices_sql - 1},
  {"sql/mail/put_notices.sql", sql_mail_put_notices_sql, sizeof sql_mail_put_notices_sql - 1},
  {"sql/mail/retry.sql", sql_mail_retry_sql, sizeof sql_mail_retry_sql - 1},
  {"sql/mail/unmailed_invoices.sql", sql_mail_unmailed_invoices_sql, sizeof sql_mail_unmailed_invoices_sql - 1},
  {"sql/mail/unsent.sql", sql_mail_unsent_sql, sizeof sql_mail_unsent_sql - 1},
  {"sql/mail/waiting.sql", sql_mail_waiting_sql, sizeof sql_mail_waiting_sql - 1},
  {"sql/migrations/0001_ops.sql", sql_migrations_0001_ops_sql, sizeof sql_migrations_0001_ops_sql - 1},
  {"sql/migrations/0002_grid.sql", sql_migrations_0002_grid_sql, sizeof sql_migrations_0002_grid_sql - 1},
  {"sql/migrations/0003_ingest.sql", sql_migrations_0003_ingest_sql, sizeof sql_migrations_0003_ingest_sql - 1},
  {"sql/migrations/0004_aggregate.sql", sql_migrations_0004_aggregate_sql, sizeof sql_migrations_0004_aggregate_sql - 1},
  {"sql/migrations/0005_billing.sql", sql_migrations_0005_billing_sql, sizeof sql_migrations_0005_billing_sql - 1},
  {"sql/migrations/0006_operation.sql", sql_migrations_0006_operation_sql, sizeof sql_migrations_0006_operation_sql - 1},
  {"sql/migrations/0007_control.sql", sql_migrations_0007_control_sql, sizeof sql_migrations_0007_control_sql - 1},
  {"sql/migrations/0008_regulation.sql", sql_migrations_0008_regulation_sql, sizeof sql_migrations_0008_regulation_sql - 1},
  {"sql/migrations/0009_storage.sql", sql_migrations_0009_storage_sql, sizeof sql_migrations_0009_storage_sql - 1},
  {"sql/migrations/0010_forecast.sql", sql_migrations_0010_forecast_sql, sizeof sql_migrations_0010_forecast_sql - 1},
  {"sql/migrations/0011_allocation.sql", sql_migrations_0011_allocation_sql, sizeof sql_migrations_0011_allocation_sql - 1},
  {"sql/migrations/0012_payment.sql", sql_migrations_0012_payment_sql, sizeof sql_migrations_0012_payment_sql - 1},
  {"sql/migrations/0013_partner.sql", sql_migrations_0013_partner_sql, sizeof sql_migrations_0013_partner_sql - 1},
  {"sql/migrations/0014_optimize.sql", sql_migrations_0014_optimize_sql, sizeof sql_migrations_0014_optimize_sql - 1},
  {"sql/migrations/0015_learning.sql", sql_migrations_0015_learning_sql, sizeof sql_migrations_0015_learning_sql - 1},
  {"sql/migrations/0016_coordination.sql", sql_migrations_0016_coordination_sql, sizeof sql_migrations_0016_coordination_sql - 1},
  {"sql/migrations/0017_elfe.sql", sql_migrations_0017_elfe_sql, sizeof sql_migrations_0017_elfe_sql - 1},
  {"sql/migrations/0018_mail.sql", sql_migrations_0018_mail_sql, sizeof sql_migrations_0018_mail_sql - 1},
  {"sql/migrations/0019_consent.sql", sql_migrations_0019_consent_sql, sizeof sql_migrations_0019_consent_sql - 1},
  {"sql/migrations/0020_release.sql", sql_migrations_0020_release_sql, sizeof sql_migrations_0020_release_sql - 1},
  {"sql/migrations/0021_contact.sql", sql_migrations_0021_contact_sql, sizeof sql_migrations_0021_contact_sql - 1},
  {"sql/migrations/0022_alias.sql", sql_migrations_0022_alias_sql, sizeof sql_migrations_0022_alias_sql - 1},
  {"sql/migrations/0023_reads.sql", sql_migrations_0023_reads_sql, sizeof sql_migrations_0023_reads_sql - 1},
  {"sql/migrations/0024_vee.sql", sql_migrations_0024_vee_sql, sizeof sql_migrations_0024_vee_sql - 1},
  {"sql/migrations/0025_mapping.sql", sql_migrations_0025_mapping_sql, sizeof sql_migrations_0025_mapping_sql - 1},
  {"sql/migrations/0026_malfunction.sql", sql_migrations_0026_malfunction_sql, sizeof sql_migrations_0026_malfunction_sql - 1},
  {"sql/operate/asked.sql", sql_operate_asked_sql, sizeof sql_operate_asked_sql - 1},
  {"sql/operate/batteries.sql", sql_operate_batteries_sql, sizeof sql_operate_batteries_sql - 1},
  {"sql/operate/battery_blocks.sql", sql_operate_battery_blocks_sql, sizeof sql_operate_battery_blocks_sql - 1},
  {"sql/operate/battery_chain.sql", sql_operate_battery_chain_sql, sizeof sql_operate_battery_chain_sql - 1},
  {"sql/operate/battery_days.sql", sql_operate_battery_days_sql, sizeof sql_operate_battery_days_sql - 1},
  {"sql/operate/battery_inventory.sql", sql_operate_battery_inventory_sql, sizeof sql_operate_battery_inventory_sql - 1},
  {"sql/operate/battery_plan_rows.sql", sql_operate_battery_plan_rows_sql, sizeof sql_operate_battery_plan_rows_sql - 1},
  {"sql/operate/battery_plans.sql", sql_operate_battery_plans_sql, sizeof sql_operate_battery_plans_sql - 1},
  {"sql/operate/battery_state.sql", sql_operate_battery_state_sql, sizeof sql_operate_battery_state_sql - 1},
  {"sql/operate/beyond_plan.sql", sql_operate_beyond_plan_sql, sizeof sql_operate_beyond_plan_sql - 1},
  {"sql/operate/charge_decisions.sql", sql_operate_charge_decisions_sql, sizeof sql_operate_charge_decisions_sql - 1},
  {"sql/operate/charge_requests.sql", sql_operate_charge_requests_sql, sizeof sql_operate_charge_requests_sql - 1},
  {"sql/operate/charge_room.sql", sql_operate_charge_room_sql, sizeof sql_operate_charge_room_sql - 1},
  {"sql/operate/communities.sql", sql_operate_communities_sql, sizeof sql_operate_communities_sql - 1},
  {"sql/operate/communities_without_plant.sql", sql_operate_communities_without_plant_sql, sizeof sql_operate_communities_without_plant_sql - 1},
  {"sql/operate/copy_battery_days.sql", sql_operate_copy_battery_days_sql, sizeof sql_operate_copy_battery_days_sql - 1},
  {"sql/operate/copy_battery_plan.sql", sql_operate_copy_battery_plan_sql, sizeof sql_operate_copy_battery_plan_sql - 1},
  {"sql/operate/copy_battery_violations.sql", sql_operate_copy_battery_violations_sql, sizeof sql_operate_copy_battery_violations_sql - 1},
  {"sql/operate/copy_offers.sql", sql_operate_copy_offers_sql, sizeof sql_operate_copy_offers_sql - 1},
  {"sql/operate/delete_battery_days.sql", sql_operate_delete_battery_days_sql, sizeof sql_operate_delete_battery_days_sql - 1},
  {"sql/operate/delete_battery_plan.sql", sql_operate_delete_battery_plan_sql, sizeof sql_operate_delete_battery_plan_sql - 1},
  {"sql/operate/delete_charge_slots.sql", sql_operate_delete_charge_slots_sql, sizeof sql_operate_delete_charge_slots_sql - 1},
  {"sql/operate/delete_offers.sql", sql_operate_delete_offers_sql, sizeof sql_operate_delete_offers_sql - 1},
  {"sql/operate/delete_replaced_slots.sql", sql_operate_delete_replaced_slots_sql, sizeof sql_operate_delete_replaced_slots_sql - 1},
  {"sql/operate/demands.sql", sql_operate_demands_sql, sizeof sql_operate_demands_sql - 1},
  {"sql/operate/device_place.sql", sql_operate_device_place_sql, sizeof sql_operate_device_place_sql - 1},
  {"sql/operate/directives.sql", sql_operate_directives_sql, sizeof sql_operate_directives_sql - 1},
  {"sql/operate/dispatch_demands.sql", sql_operate_dispatch_demands_sql, sizeof sql_operate_dispatch_demands_sql - 1},
  {"sql/operate/due_charges.sql", sql_operate_due_charges_sql, sizeof sql_operate_due_charges_sql - 1},
  {"sql/operate/empty_supplier_requests.sql", sql_operate_empty_supplier_requests_sql, sizeof sql_operate_empty_supplier_requests_sql - 1},
  {"sql/operate/expired.sql", sql_operate_expired_sql, sizeof sql_operate_expired_sql - 1},
  {"sql/operate/feed_in_prices.sql", sql_operate_feed_in_prices_sql, sizeof sql_operate_feed_in_prices_sql - 1},
  {"sql/operate/fill_supplier_requests.sql", sql_operate_fill_supplier_requests_sql, sizeof sql_operate_fill_supplier_requests_sql - 1},
  {"sql/operate/granted_power.sql", sql_operate_granted_power_sql, sizeof sql_operate_granted_power_sql - 1},
  {"sql/operate/loads.sql", sql_operate_loads_sql, sizeof sql_operate_loads_sql - 1},
  {"sql/operate/make_supplier_requests.sql", sql_operate_make_supplier_requests_sql, sizeof sql_operate_make_supplier_requests_sql - 1},
  {"sql/operate/mark_sent.sql", sql_operate_mark_sent_sql, sizeof sql_operate_mark_sent_sql - 1},
  {"sql/operate/market.sql", sql_operate_market_sql, sizeof sql_operate_market_sql - 1},
  {"sql/operate/market_prices.sql", sql_operate_market_prices_sql, sizeof sql_operate_market_prices_sql - 1},
  {"sql/operate/offered_days.sql", sql_operate_offered_days_sql, sizeof sql_operate_offered_days_sql - 1},
  {"sql/operate/offers.sql", sql_operate_offers_sql, sizeof sql_operate_offers_sql - 1},
  {"sql/operate/outlook.sql", sql_operate_outlook_sql, sizeof sql_operate_outlook_sql - 1},
  {"sql/operate/planned_surplus.sql", sql_operate_planned_surplus_sql, sizeof sql_operate_planned_surplus_sql - 1},
  {"sql/operate/put_charge_decisions.sql", sql_operate_put_charge_decisions_sql, sizeof sql_operate_put_charge_decisions_sql - 1},
  {"sql/operate/put_charge_messages.sql", sql_operate_put_charge_messages_sql, sizeof sql_operate_put_charge_messages_sql - 1},
  {"sql/operate/put_charge_slots.sql", sql_operate_put_charge_slots_sql, sizeof sql_operate_put_charge_slots_sql - 1},
  {"sql/operate/put_demand_messages.sql", sql_operate_put_demand_messages_sql, sizeof sql_operate_put_demand_messages_sql - 1},
  {"sql/operate/put_directive_messages.sql", sql_operate_put_directive_messages_sql, sizeof sql_operate_put_directive_messages_sql - 1},
  {"sql/operate/put_directives.sql", sql_operate_put_directives_sql, sizeof sql_operate_put_directives_sql - 1},
  {"sql/operate/put_supplier_messages.sql", sql_operate_put_supplier_messages_sql, sizeof sql_operate_put_supplier_messages_sql - 1},
  {"sql/operate/put_supplier_requests.sql", sql_operate_put_supplier_requests_sql, sizeof sql_operate_put_supplier_requests_sql - 1},
  {"sql/operate/put_unmet.sql", sql_operate_put_unmet_sql, sizeof sql_operate_put_unmet_sql - 1},
  {"sql/operate/settle_batteries.sql", sql_operate_settle_batteries_sql, sizeof sql_operate_settle_batteries_sql - 1},
  {"sql/operate/surplus.sql", sql_operate_surplus_sql, sizeof sql_operate_surplus_sql - 1},
  {"sql/operate/switchable_devices.sql", sql_operate_switchable_devices_sql, sizeof sql_operate_switchable_devices_sql - 1},
  {"sql/operate/unsent.sql", sql_operate_unsent_sql, sizeof sql_operate_unsent_sql - 1},
  {"sql/ops/add_partitions.sql", sql_ops_add_partitions_sql, sizeof sql_ops_add_partitions_sql - 1},
  {"sql/ops/end_run.sql", sql_ops_end_run_sql, sizeof sql_ops_end_run_sql - 1},
  {"sql/ops/runs.sql", sql_ops_runs_sql, sizeof sql_ops_runs_sql - 1},
  {"sql/ops/start_run.sql", sql_ops_start_run_sql, sizeof sql_ops_start_run_sql - 1},
  {"sql/ops/today.sql", sql_ops_today_sql, sizeof sql_ops_today_sql - 1},
  {"sql/ops/try_lock.sql", sql_ops_try_lock_sql, sizeof sql_ops_try_lock_sql - 1},
  {"sql/optimize/balance_days.sql", sql_optimize_balance_days_sql, sizeof sql_optimize_balance_days_sql - 1},
  {"sql/optimize/community.sql", sql_optimize_community_sql, sizeof sql_optimize_community_sql - 1},
  {"sql/optimize/compare_days.sql", sql_optimize_compare_days_sql, sizeof sql_optimize_compare_days_sql - 1},
  {"sql/optimize/copy_plan.sql", sql_optimize_copy_plan_sql, sizeof sql_optimize_copy_plan_sql - 1},
  {"sql/optimize/copy_published.sql", sql_optimize_copy_published_sql, sizeof sql_optimize_copy_published_sql - 1},
  {"sql/optimize/curve_community.sql", sql_optimize_curve_community_sql, sizeof sql_optimize_curve_community_sql - 1},
  {"sql/optimize/delete_output_result.sql", sql_optimize_delete_output_result_sql, sizeof sql_optimize_delete_output_result_sql - 1},
  {"sql/optimize/delete_output_result_ecs.sql", sql_optimize_delete_output_result_ecs_sql, sizeof sql_optimize_delete_output_result_ecs_sql - 1},
  {"sql/optimize/delete_run.sql", sql_optimize_delete_run_sql, sizeof sql_optimize_delete_run_sql - 1},
  {"sql/optimize/delete_same_cycles.sql", sql_optimize_delete_same_cycles_sql, sizeof sql_optimize_delete_same_cycles_sql - 1},
  {"sql/optimize/delete_warnings.sql", sql_optimize_delete_warnings_sql, sizeof sql_optimize_delete_warnings_sql - 1},
  {"sql/optimize/earlier_conditions.sql", sql_optimize_earlier_conditions_sql, sizeof sql_optimize_earlier_conditions_sql - 1},
  {"sql/optimize/earlier_decisions.sql", sql_optimize_earlier_decisions_sql, sizeof sql_optimize_earlier_decisions_sql - 1},
  {"sql/optimize/earlier_run.sql", sql_optimize_earlier_run_sql, sizeof sql_optimize_earlier_run_sql - 1},
  {"sql/optimize/ems_batteries.sql", sql_optimize_ems_batteries_sql, sizeof sql_optimize_ems_batteries_sql - 1},
  {"sql/optimize/ems_communities.sql", sql_optimize_ems_communities_sql, sizeof sql_optimize_ems_communities_sql - 1},
  {"sql/optimize/ems_emissions.sql", sql_optimize_ems_emissions_sql, sizeof sql_optimize_ems_emissions_sql - 1},
  {"sql/optimize/ems_prices.sql", sql_optimize_ems_prices_sql, sizeof sql_optimize_ems_prices_sql - 1},
  {"sql/optimize/executed_loads.sql", sql_optimize_executed_loads_sql, sizeof sql_optimize_executed_loads_sql - 1},
  {"sql/optimize/flexible_devices.sql", sql_optimize_flexible_devices_sql, sizeof sql_optimize_flexible_devices_sql - 1},
  {"sql/optimize/indoor_temperatures.sql", sql_optimize_indoor_temperatures_sql, sizeof sql_optimize_indoor_temperatures_sql - 1},
  {"sql/optimize/learned_energies.sql", sql_optimize_learned_energies_sql, sizeof sql_optimize_learned_energies_sql - 1},
  {"sql/optimize/learned_profiles.sql", sql_optimize_learned_profiles_sql, sizeof sql_optimize_learned_profiles_sql - 1},
  {"sql/optimize/make_output_curve_with.sql", sql_optimize_make_output_curve_with_sql, sizeof sql_optimize_make_output_curve_with_sql - 1},
  {"sql/optimize/make_output_curve_without.sql", sql_optimize_make_output_curve_without_sql, sizeof sql_optimize_make_output_curve_without_sql - 1},
  {"sql/optimize/make_output_result.sql", sql_optimize_make_output_result_sql, sizeof sql_optimize_make_output_result_sql - 1},
  {"sql/optimize/make_output_result_ecs.sql", sql_optimize_make_output_result_ecs_sql, sizeof sql_optimize_make_output_result_ecs_sql - 1},
  {"sql/optimize/make_output_run_info.sql", sql_optimize_make_output_run_info_sql, sizeof sql_optimize_make_output_run_info_sql - 1},
  {"sql/optimize/make_published.sql", sql_optimize_make_published_sql, sizeof sql_optimize_make_published_sql - 1},
  {"sql/optimize/meter_blocks.sql", sql_optimize_meter_blocks_sql, sizeof sql_optimize_meter_blocks_sql - 1},
  {"sql/optimize/metered_devices.sql", sql_optimize_metered_devices_sql, sizeof sql_optimize_metered_devices_sql - 1},
  {"sql/optimize/newest_run.sql", sql_optimize_newest_run_sql, sizeof sql_optimize_newest_run_sql - 1},
  {"sql/optimize/outdoor_hours.sql", sql_optimize_outdoor_hours_sql, sizeof sql_optimize_outdoor_hours_sql - 1},
  {"sql/optimize/outer_devices.sql", sql_optimize_outer_devices_sql, sizeof sql_optimize_outer_devices_sql - 1},
  {"sql/optimize/outer_ids.sql", sql_optimize_outer_ids_sql, sizeof sql_optimize_outer_ids_sql - 1},
  {"sql/optimize/outlook.sql", sql_optimize_outlook_sql, sizeof sql_optimize_outlook_sql - 1},
  {"sql/optimize/piloted_meters.sql", sql_optimize_piloted_meters_sql, sizeof sql_optimize_piloted_meters_sql - 1},
  {"sql/optimize/planned_communities.sql", sql_optimize_planned_communities_sql, sizeof sql_optimize_planned_communities_sql - 1},
  {"sql/optimize/published_devices.sql", sql_optimize_published_devices_sql, sizeof sql_optimize_published_devices_sql - 1},
  {"sql/optimize/published_run.sql", sql_optimize_published_run_sql, sizeof sql_optimize_published_run_sql - 1},
  {"sql/optimize/put_cycle_settings.sql", sql_optimize_put_cycle_settings_sql, sizeof sql_optimize_put_cycle_settings_sql - 1},
  {"sql/optimize/put_cycles.sql", sql_optimize_put_cycles_sql, sizeof sql_optimize_put_cycles_sql - 1},
  {"sql/optimize/put_output_curve_with.sql", sql_optimize_put_output_curve_with_sql, sizeof sql_optimize_put_output_curve_with_sql - 1},
  {"sql/optimize/put_output_curve_without.sql", sql_optimize_put_output_curve_without_sql, sizeof sql_optimize_put_output_curve_without_sql - 1},
  {"sql/optimize/put_output_result.sql", sql_optimize_put_output_result_sql, sizeof sql_optimize_put_output_result_sql - 1},
  {"sql/optimize/put_output_result_ecs.sql", sql_optimize_put_output_result_ecs_sql, sizeof sql_optimize_put_output_result_ecs_sql - 1},
  {"sql/optimize/put_output_run_info.sql", sql_optimize_put_output_run_info_sql, sizeof sql_optimize_put_output_run_info_sql - 1},
  {"sql/optimize/put_run.sql", sql_optimize_put_run_sql, sizeof sql_optimize_put_run_sql - 1},
  {"sql/optimize/put_warnings.sql", sql_optimize_put_warnings_sql, sizeof sql_optimize_put_warnings_sql - 1},
  {"sql/optimize/put_water_energies.sql", sql_optimize_put_water_energies_sql, sizeof sql_optimize_put_water_energies_sql - 1},
  {"sql/optimize/run_of.sql", sql_optimize_run_of_sql, sizeof sql_optimize_run_of_sql - 1},
  {"sql/optimize/standing_decisions.sql", sql_optimize_standing_decisions_sql, sizeof sql_optimize_standing_decisions_sql - 1},
  {"sql/optimize/stored_cycles.sql", sql_optimize_stored_cycles_sql, sizeof sql_optimize_stored_cycles_sql - 1},
  {"sql/optimize/stored_water_energies.sql", sql_optimize_stored_water_energies_sql, sizeof sql_optimize_stored_water_energies_sql - 1},
  {"sql/optimize/use_schema.sql", sql_optimize_use_schema_sql, sizeof sql_optimize_use_schema_sql - 1},
  {"sql/partner/balance.sql", sql_partner_balance_sql, sizeof sql_partner_balance_sql - 1},
  {"sql/partner/community_codes.sql", sql_partner_community_codes_sql, sizeof sql_partner_community_codes_sql - 1},
  {"sql/partner/consumption_days.sql", sql_partner_consumption_days_sql, sizeof sql_partner_consumption_days_sql - 1},
  {"sql/partner/customer.sql", sql_partner_customer_sql, sizeof sql_partner_customer_sql - 1},
  {"sql/partner/days_over.sql", sql_partner_days_over_sql, sizeof sql_partner_days_over_sql - 1},
  {"sql/partner/entry.sql", sql_partner_entry_sql, sizeof sql_partner_entry_sql - 1},
  {"sql/partner/has_address.sql", sql_partner_has_address_sql, sizeof sql_partner_has_address_sql - 1},
  {"sql/partner/has_pseudonyms.sql", sql_partner_has_pseudonyms_sql, sizeof sql_partner_has_pseudonyms_sql - 1},
  {"sql/partner/ledger.sql", sql_partner_ledger_sql, sizeof sql_partner_ledger_sql - 1},
  {"sql/partner/lock_partner.sql", sql_partner_lock_partner_sql, sizeof sql_partner_lock_partner_sql - 1},
  {"sql/partner/lock_releases.sql", sql_partner_lock_releases_sql, sizeof sql_partner_lock_releases_sql - 1},
  {"sql/partner/order_communities.sql", sql_partner_order_communities_sql, sizeof sql_partner_order_communities_sql - 1},
  {"sql/partner/order_meters.sql", sql_partner_order_meters_sql, sizeof sql_partner_order_meters_sql - 1},
  {"sql/partner/package.sql", sql_partner_package_sql, sizeof sql_partner_package_sql - 1},
  {"sql/partner/partners.sql", sql_partner_partners_sql, sizeof sql_partner_partners_sql - 1},
  {"sql/partner/privacy_rule.sql", sql_partner_privacy_rule_sql, sizeof sql_partner_privacy_rule_sql - 1},
  {"sql/partner/producers.sql", sql_partner_producers_sql, sizeof sql_partner_producers_sql - 1},
  {"sql/partner/product.sql", sql_partner_product_sql, sizeof sql_partner_product_sql - 1},
  {"sql/partner/production_days.sql", sql_partner_production_days_sql, sizeof sql_partner_production_days_sql - 1},
  {"sql/partner/put_entry.sql", sql_partner_put_entry_sql, sizeof sql_partner_put_entry_sql - 1},
  {"sql/partner/put_mail.sql", sql_partner_put_mail_sql, sizeof sql_partner_put_mail_sql - 1},
  {"sql/partner/put_package.sql", sql_partner_put_package_sql, sizeof sql_partner_put_package_sql - 1},
  {"sql/partner/put_release.sql", sql_partner_put_release_sql, sizeof sql_partner_put_release_sql - 1},
  {"sql/partner/put_release_meters.sql", sql_partner_put_release_meters_sql, sizeof sql_partner_put_release_meters_sql - 1},
  {"sql/partner/put_release_sources.sql", sql_partner_put_release_sources_sql, sizeof sql_partner_put_release_sources_sql - 1},
  {"sql/partner/put_request.sql", sql_partner_put_request_sql, sizeof sql_partner_put_request_sql - 1},
  {"sql/partner/put_subscription.sql", sql_partner_put_subscription_sql, sizeof sql_partner_put_subscription_sql - 1},
  {"sql/partner/release_day.sql", sql_partner_release_day_sql, sizeof sql_partner_release_day_sql - 1},
  {"sql/partner/release_meters.sql", sql_partner_release_meters_sql, sizeof sql_partner_release_meters_sql - 1},
  {"sql/partner/releases.sql", sql_partner_releases_sql, sizeof sql_partner_releases_sql - 1},
  {"sql/partner/requests.sql", sql_partner_requests_sql, sizeof sql_partner_requests_sql - 1},
  {"sql/partner/subscriptions.sql", sql_partner_subscriptions_sql, sizeof sql_partner_subscriptions_sql - 1},
  {"sql/partner/told.sql", sql_partner_told_sql, sizeof sql_partner_told_sql - 1},
  {"sql/partner/transfer_blocks.sql", sql_partner_transfer_blocks_sql, sizeof sql_partner_transfer_blocks_sql - 1},
  {"sql/partner/transfer_consent.sql", sql_partner_transfer_consent_sql, sizeof sql_partner_transfer_consent_sql - 1},
  {"sql/partner/transfer_meters.sql", sql_partner_transfer_meters_sql, sizeof sql_partner_transfer_meters_sql - 1},
  {"sql/partner/windows.sql", sql_partner_windows_sql, sizeof sql_partner_windows_sql - 1},
  {"sql/reports/accounts.sql", sql_reports_accounts_sql, sizeof sql_reports_accounts_sql - 1},
  {"sql/reports/autarky_communities.sql", sql_reports_autarky_communities_sql, sizeof sql_reports_autarky_communities_sql - 1},
  {"sql/reports/autarky_meters.sql", sql_reports_autarky_meters_sql, sizeof sql_reports_autarky_meters_sql - 1},
  {"sql/reports/balance.sql", sql_reports_balance_sql, sizeof sql_reports_balance_sql - 1},
  {"sql/reports/balance_check.sql", sql_reports_balance_check_sql, sizeof sql_reports_balance_check_sql - 1},
  {"sql/reports/communities.sql", sql_reports_communities_sql, sizeof sql_reports_communities_sql - 1},
  {"sql/reports/days.sql", sql_reports_days_sql, sizeof sql_reports_days_sql - 1},
  {"sql/reports/directives.sql", sql_reports_directives_sql, sizeof sql_reports_directives_sql - 1},
  {"sql/reports/ems_curve.sql", sql_reports_ems_curve_sql, sizeof sql_reports_ems_curve_sql - 1},
  {"sql/reports/ems_days.sql", sql_reports_ems_days_sql, sizeof sql_reports_ems_days_sql - 1},
  {"sql/reports/ems_devices.sql", sql_reports_ems_devices_sql, sizeof sql_reports_ems_devices_sql - 1},
  {"sql/reports/ems_lanes.sql", sql_reports_ems_lanes_sql, sizeof sql_reports_ems_lanes_sql - 1},
  {"sql/reports/fill_ems_loads.sql", sql_reports_fill_ems_loads_sql, sizeof sql_reports_fill_ems_loads_sql - 1},
  {"sql/reports/fill_ems_steps.sql", sql_reports_fill_ems_steps_sql, sizeof sql_reports_fill_ems_steps_sql - 1},
  {"sql/reports/household_bills.sql", sql_reports_household_bills_sql, sizeof sql_reports_household_bills_sql - 1},
  {"sql/reports/household_days.sql", sql_reports_household_days_sql, sizeof sql_reports_household_days_sql - 1},
  {"sql/reports/household_devices.sql", sql_reports_household_devices_sql, sizeof sql_reports_household_devices_sql - 1},
  {"sql/reports/household_earlier.sql", sql_reports_household_earlier_sql, sizeof sql_reports_household_earlier_sql - 1},
  {"sql/reports/household_known.sql", sql_reports_household_known_sql, sizeof sql_reports_household_known_sql - 1},
  {"sql/reports/household_pages.sql", sql_reports_household_pages_sql, sizeof sql_reports_household_pages_sql - 1},
  {"sql/reports/household_places.sql", sql_reports_household_places_sql, sizeof sql_reports_household_places_sql - 1},
  {"sql/reports/invoices.sql", sql_reports_invoices_sql, sizeof sql_reports_invoices_sql - 1},
  {"sql/reports/make_ems_load.sql", sql_reports_make_ems_load_sql, sizeof sql_reports_make_ems_load_sql - 1},
  {"sql/reports/make_ems_step.sql", sql_reports_make_ems_step_sql, sizeof sql_reports_make_ems_step_sql - 1},
  {"sql/reports/malfunction_list.sql", sql_reports_malfunction_list_sql, sizeof sql_reports_malfunction_list_sql - 1},
  {"sql/reports/malfunctions.sql", sql_reports_malfunctions_sql, sizeof sql_reports_malfunctions_sql - 1},
  {"sql/reports/meter_months.sql", sql_reports_meter_months_sql, sizeof sql_reports_meter_months_sql - 1},
  {"sql/reports/meters.sql", sql_reports_meters_sql, sizeof sql_reports_meters_sql - 1},
  {"sql/reports/partners.sql", sql_reports_partners_sql, sizeof sql_reports_partners_sql - 1},
  {"sql/reports/quality.sql", sql_reports_quality_sql, sizeof sql_reports_quality_sql - 1},
  {"sql/reports/rejects.sql", sql_reports_rejects_sql, sizeof sql_reports_rejects_sql - 1},
  {"sql/reports/revenue.sql", sql_reports_revenue_sql, sizeof sql_reports_revenue_sql - 1},
  {"sql/reports/sharing.sql", sql_reports_sharing_sql, sizeof sql_reports_sharing_sql - 1},
  {"sql/reports/sharing_days.sql", sql_reports_sharing_days_sql, sizeof sql_reports_sharing_days_sql - 1},
  {"sql/reports/silent_meters.sql", sql_reports_silent_meters_sql, sizeof sql_reports_silent_meters_sql - 1},
  {"sql/reports/span.sql", sql_reports_span_sql, sizeof sql_reports_span_sql - 1},
  {"sql/reports/usage_community_days.sql", sql_reports_usage_community_days_sql, sizeof sql_reports_usage_community_days_sql - 1},
  {"sql/reports/usage_community_slots.sql", sql_reports_usage_community_slots_sql, sizeof sql_reports_usage_community_slots_sql - 1},
  {"sql/reports/usage_meter_days.sql", sql_reports_usage_meter_days_sql, sizeof sql_reports_usage_meter_days_sql - 1},
  {"sql/reports/usage_meter_slots.sql", sql_reports_usage_meter_slots_sql, sizeof sql_reports_usage_meter_slots_sql - 1},
};

const struct embedded_file *embedded_files(void) { return files; }
size_t embedded_file_count(void) { return sizeof files / sizeof *files; }
